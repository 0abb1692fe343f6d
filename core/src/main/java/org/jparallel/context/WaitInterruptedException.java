// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import org.jparallel.guard.AsyncException;

/// Thrown out of a wait whose thread was interrupted; the thread's interrupt flag stays set.
public final class WaitInterruptedException extends AsyncException {
    private static final long serialVersionUID = 1L;

    /// Creates the exception for the current thread.
    public WaitInterruptedException() {
        super("wait interrupted: thread=" + Thread.currentThread().getName());
    }
}
