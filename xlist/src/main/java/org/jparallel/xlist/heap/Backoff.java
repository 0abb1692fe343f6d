// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.util.concurrent.locks.LockSupport;

/// What a thread does while another one is in the middle of some ten instructions: it spins, then
/// yields, then naps, in case the other one lost its core.
final class Backoff {
    private static final int SPIN_ROUNDS = 64;
    private static final int YIELD_ROUNDS = 96;
    private static final long SHORTEST_NAP_NANOS = 2_000;
    private static final int LONGEST_NAP_DOUBLINGS = 8;

    private Backoff() {}

    /// Waits a little, longer with each round.
    ///
    /// @param round 0 the first time
    /// @return the next round
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on the yield: the nap comes after it
    static int pause(int round) {
        if (round < SPIN_ROUNDS) {
            Thread.onSpinWait();
        } else if (round < YIELD_ROUNDS) {
            Thread.yield();
        } else {
            int doublings = Math.min(round - YIELD_ROUNDS, LONGEST_NAP_DOUBLINGS);
            LockSupport.parkNanos(SHORTEST_NAP_NANOS << doublings);
        }
        return round + 1;
    }
}
