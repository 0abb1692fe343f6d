// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import org.jparallel.context.Blocking;
import org.jparallel.guard.AnyThread;

/// What is left of a timeout.
@AnyThread
public final class Deadlines {
    private Deadlines() {}

    /// {@return the nanoseconds left, 0 or less when the time is up}
    ///
    /// @param startNanos when the wait began, by [System#nanoTime()]
    /// @param timeoutNanos how long it may last, or [Blocking#FOREVER]
    public static long leftNanos(long startNanos, long timeoutNanos) {
        return timeoutNanos == Blocking.FOREVER
                ? Blocking.FOREVER
                : timeoutNanos - (System.nanoTime() - startNanos);
    }
}
