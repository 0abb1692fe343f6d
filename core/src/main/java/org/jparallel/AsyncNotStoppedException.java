// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.time.Duration;
import java.util.List;
import org.jparallel.guard.AsyncException;

/// Thrown by [Async#close()] when contexts went on in spite of being interrupted, or when works
/// that were submitted had not started when the time was up. The `Async` is closed all the same;
/// the threads named are left to end when their work does, the works not started never run.
public final class AsyncNotStoppedException extends AsyncException {
    private static final long serialVersionUID = 1L;

    AsyncNotStoppedException(
            List<? extends Thread> threads, long notStartedCount, Duration timeout) {
        super(
                "contexts did not stop in time: timeoutMillis="
                        + timeout.toMillis()
                        + " threads="
                        + threads.stream().map(Thread::getName).toList()
                        + " notStartedCount="
                        + notStartedCount);
    }
}
