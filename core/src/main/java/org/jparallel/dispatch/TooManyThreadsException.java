// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import org.jparallel.guard.AsyncException;

/// Thrown in a context that wants to wait while so many wait already that no thread may be added to
/// run the others. It does not wait then; everything else is as it was.
public final class TooManyThreadsException extends AsyncException {
    private static final long serialVersionUID = 1L;

    TooManyThreadsException(int threadCount, int limitCount) {
        super(
                "too many waiting contexts: threadCount="
                        + threadCount
                        + " limitCount="
                        + limitCount);
    }
}
