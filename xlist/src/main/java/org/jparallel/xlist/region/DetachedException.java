// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import org.jparallel.guard.AnyThread;
import org.jparallel.guard.AsyncException;

/// Thrown when a region is used after it was transferred: its memory belongs to whoever takes the
/// message. Nothing has happened.
@AnyThread
public final class DetachedException extends AsyncException {
    private static final long serialVersionUID = 1L;

    DetachedException() {
        super("region is detached: it was transferred");
    }
}
