// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import org.jparallel.context.Blocking;

/// What is left of a timeout.
final class Deadlines {
    private Deadlines() {}

    /// {@return the nanoseconds left, 0 or less when the time is up}
    static long leftNanos(long startNanos, long timeoutNanos) {
        return timeoutNanos == Blocking.FOREVER
                ? Blocking.FOREVER
                : timeoutNanos - (System.nanoTime() - startNanos);
    }
}
