// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

/// What a thread does that finds a container empty, or full: the same for every contestant.
final class Idle {
    private static final int SPIN_COUNT = 100;

    private Idle() {}

    /// Spins the first hundred times, then lets other threads have the core: with two producers
    /// there are more threads than cores on a small machine.
    ///
    /// @param attempt how often it was empty, or full, since it last was not
    @SuppressWarnings("ThreadPriorityCheck") // to yield is the point
    static void pause(int attempt) {
        if (attempt < SPIN_COUNT) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}
