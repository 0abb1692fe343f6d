// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import java.util.PriorityQueue;
import org.jparallel.guard.MainThread;

/// What the main thread does at a time: fire timers, give up waits.
@MainThread
final class DeadlineQueue {
    /// Something to do once the clock has passed a time.
    interface Deadline {
        /// {@return when, in terms of `System.nanoTime()`}
        long dueNanos();

        /// Does it.
        ///
        /// @param nowNanos the time at which the queue looked
        void reached(long nowNanos);

        /// {@return whether it need not be done any more}
        boolean isCancelled();
    }

    private static final int SMALLEST_PURGE_COUNT = 64;

    private final PriorityQueue<Deadline> deadlines =
            new PriorityQueue<>(
                    (one, other) -> Long.signum(one.dueNanos() - other.dueNanos()));

    private int purgeCount = SMALLEST_PURGE_COUNT;

    /// Adds a deadline. Those cancelled meanwhile are dropped when the queue has doubled, so that
    /// they take no more room than the others.
    void add(Deadline deadline) {
        if (deadlines.size() >= purgeCount) {
            deadlines.removeIf(Deadline::isCancelled);
            purgeCount = Math.max(SMALLEST_PURGE_COUNT, 2 * deadlines.size());
        }
        deadlines.add(deadline);
    }

    /// Does what is due.
    ///
    /// @return how many deadlines were reached
    int fire(long nowNanos) {
        int count = 0;
        while (true) {
            Deadline first = deadlines.peek();
            if (first == null || (!first.isCancelled() && first.dueNanos() - nowNanos > 0)) {
                return count;
            }
            deadlines.poll();
            if (!first.isCancelled()) {
                count++;
                first.reached(nowNanos);
            }
        }
    }

    /// {@return the time from `nowNanos` to the first deadline, at most `limitNanos`}
    long untilFirst(long nowNanos, long limitNanos) {
        Deadline first = deadlines.peek();
        return first == null ? limitNanos : Math.min(limitNanos, first.dueNanos() - nowNanos);
    }
}
