// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import org.jparallel.guard.AnyThread;
import org.jparallel.guard.AsyncException;

/// Thrown when a value cannot be frozen; it is as it was.
@AnyThread
public final class NotShareableException extends AsyncException {
    private static final long serialVersionUID = 1L;

    private final transient Unshareable obstacle;

    /// Names what cannot be frozen.
    ///
    /// @param obstacle where it is, and why
    public NotShareableException(Unshareable obstacle) {
        super(obstacle.toString());
        this.obstacle = obstacle;
    }

    /// {@return where it is, and why}
    public Unshareable obstacle() {
        return obstacle;
    }
}
