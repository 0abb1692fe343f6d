// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// Counts what [ReadStatistics] tells, and lets who begins again wait a little: it spins, then
/// yields, then naps, in case the writer has lost its core.
final class Reads {
    private static final int SPIN_ROUNDS = 64;
    private static final int YIELD_ROUNDS = 96;
    private static final long NAP_NANOS = 50_000;

    private final LongAdder retryCount = new LongAdder();
    private final LongAdder lockCount = new LongAdder();

    /// Counts a try that has met a writer, and waits.
    ///
    /// @param round 0 the first time
    /// @return the next round
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on the yield: the nap comes after it
    int retried(int round) {
        retryCount.increment();
        if (round < SPIN_ROUNDS) {
            Thread.onSpinWait();
        } else if (round < YIELD_ROUNDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(this, NAP_NANOS);
            return round;
        }
        return round + 1;
    }

    void locked() {
        lockCount.increment();
    }

    ReadStatistics statistics() {
        return new ReadStatistics(retryCount.sum(), lockCount.sum());
    }
}
