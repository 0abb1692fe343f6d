// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jparallel.guard.AnyThread;
import org.jparallel.guard.AsyncException;
import org.jspecify.annotations.Nullable;

/// Thrown when a value, or something in it, cannot be cloned.
@AnyThread
public final class CloneRefusal extends AsyncException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String type;

    /// Names the value and its class.
    ///
    /// @param path where in the value, such as `root.orders[3].lock`
    /// @param type the class that cannot be cloned
    /// @param reason why, if the class alone does not say it, else empty
    /// @param cause what the JDK said, or null
    CloneRefusal(String path, String type, String reason, @Nullable Throwable cause) {
        super(path + ": " + type + (reason.isEmpty() ? "" : " (" + reason + ")"), cause);
        this.path = path;
        this.type = type;
    }

    /// {@return where in the value, such as `root.orders[3].lock`}
    public String path() {
        return path;
    }

    /// {@return the class that cannot be cloned}
    public String type() {
        return type;
    }
}
