// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import org.jparallel.guard.AsyncException;

/// Thrown by `runOnce()` when nothing was ever submitted: there is nothing to wait for, ever.
public final class AsyncRunWithoutEventsException extends AsyncException {
    private static final long serialVersionUID = 1L;

    /// Creates the exception.
    public AsyncRunWithoutEventsException() {
        super("runOnce called before anything was submitted");
    }
}
