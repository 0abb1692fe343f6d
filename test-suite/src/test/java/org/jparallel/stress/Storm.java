// SPDX-License-Identifier: Apache-2.0
package org.jparallel.stress;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jparallel.Async;
import org.jparallel.AsyncLimits;
import org.jparallel.AsyncStatistics;
import org.jparallel.arena.ChunkPool;
import org.jparallel.stress.Ledger.Call;

/// Rounds of calls of all kinds, in an order that the seed tells, each round run to its end; after
/// some rounds a runtime with other limits.
final class Storm {
    private static final int ROUNDS_A_RUNTIME = 50;
    private static final int LARGEST_ROUND = 400;
    private static final List<Call> CALLS = List.of(Call.values());

    private final long seed;
    private final Random random;
    private final Ledger ledger = new Ledger();
    private long roundCount;
    private long runtimeCount;

    Storm(long seed) {
        this.seed = seed;
        random = new Random(seed);
    }

    /// Rages.
    ///
    /// @param duration how long, about
    /// @return what was done
    String rage(Duration duration) {
        long lentBytes = ChunkPool.shared().lentBytes();
        long start = System.nanoTime();
        while (System.nanoTime() - start < duration.toNanos()) {
            rageInOneRuntime(start + duration.toNanos());
            runtimeCount++;
        }
        ledger.settle(place());
        check("pool lent bytes", ChunkPool.shared().lentBytes() - lentBytes);
        return "rounds=%d runtimes=%d calls=%s".formatted(roundCount, runtimeCount, ledger);
    }

    private void rageInOneRuntime(long endNanos) {
        AsyncLimits limits =
                AsyncLimits.standard()
                        .withRingWorks(2 << random.nextInt(12))
                        .withParallelThreads(1 + random.nextInt(4));
        Async async = Async.open(limits);
        try (async;
                Gusts gusts = new Gusts(async, ledger, random)) {
            for (int i = 0; i < ROUNDS_A_RUNTIME && System.nanoTime() - endNanos < 0; i++) {
                round(async, gusts);
            }
        }
        AsyncStatistics end = async.statistics();
        check("active contexts", end.activeCount());
        check("arena bytes", end.arenaBytes());
        check("threads", end.threadCount());
    }

    private void round(Async async, Gusts gusts) {
        int callCount = 1 + random.nextInt(LARGEST_ROUND);
        for (int i = 0; i < callCount; i++) {
            gusts.blow(CALLS.get(random.nextInt(CALLS.size())));
        }
        runToTheEnd(async);
        gusts.checkEmpty();
        check("active contexts after run", async.activeContexts());
        ledger.settle(place());
        roundCount++;
    }

    private void runToTheEnd(Async async) {
        while (true) {
            try {
                async.run();
                return;
            } catch (Throwable failure) {
                if (!(failure instanceof StormFailure)) {
                    throw new AssertionError(place(), failure);
                }
                ledger.ends(Call.FAILURE);
            }
        }
    }

    private void check(String what, long value) {
        if (value != 0) {
            throw new AssertionError("not zero: %s=%d %s".formatted(what, value, place()));
        }
    }

    private String place() {
        return "seed=%d runtime=%d round=%d".formatted(seed, runtimeCount, roundCount);
    }
}
