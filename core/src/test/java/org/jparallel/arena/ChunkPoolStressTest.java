// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Threads that take and give back, hand chunks on to each other and trim, under a budget that is
/// often exhausted.
class ChunkPoolStressTest {
    private static final int THREAD_COUNT = 4;
    private static final int STEP_COUNT = 4_000;
    private static final long[] SIZES = {1, 4_096, 4_097, 65_536, 65_537};

    private final ChunkPool pool = new ChunkPool();
    private final MemoryBudget budget = new MemoryBudget("runtime", 12 << 20);

    @Test
    void lendsNoChunkTwiceAndLosesNone() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREAD_COUNT)) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < THREAD_COUNT; i++) {
                long stamp = i + 1L;
                results.add(threads.submit(() -> takeAndGiveBack(stamp)));
            }
            for (Future<Integer> result : results) {
                assertThat(result.get()).isPositive();
            }
        }
        assertThat(pool.lentBytes()).isZero();
        assertThat(budget.usedBytes()).isZero();
        assertThat(budget.peakBytes()).isLessThanOrEqualTo(budget.limitBytes());
        long reservedBytes = pool.statistics().reservedBytes();
        assertThat(pool.trim()).isEqualTo(reservedBytes);
        assertThat(pool.statistics()).isEqualTo(new PoolStatistics(0, 0, 0));
    }

    @Test
    void endsALoanOnceWhenThreadsRace() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREAD_COUNT)) {
            for (int i = 0; i < 500; i++) {
                Chunk chunk = pool.acquire(1, budget);
                List<Future<Boolean>> results = new ArrayList<>();
                for (int j = 0; j < THREAD_COUNT; j++) {
                    results.add(threads.submit(() -> releases(chunk)));
                }
                int releasedCount = 0;
                for (Future<Boolean> result : results) {
                    releasedCount += result.get() ? 1 : 0;
                }
                assertThat(releasedCount).isEqualTo(1);
            }
        }
        assertThat(pool.lentBytes()).isZero();
        assertThat(budget.usedBytes()).isZero();
        pool.trim();
    }

    private int takeAndGiveBack(long stamp) {
        SplittableRandom random = new SplittableRandom(stamp);
        List<Chunk> mine = new ArrayList<>();
        int takenCount = 0;
        for (int i = 0; i < STEP_COUNT; i++) {
            int choice = random.nextInt(100);
            if (choice < 55) {
                takenCount += take(SIZES[random.nextInt(SIZES.length)], stamp, mine) ? 1 : 0;
            } else if (choice < 99 && !mine.isEmpty()) {
                giveBack(mine.remove(random.nextInt(mine.size())), stamp);
            } else {
                pool.trim();
            }
        }
        mine.forEach(chunk -> giveBack(chunk, stamp));
        return takenCount;
    }

    private boolean take(long byteCount, long stamp, List<Chunk> mine) {
        Chunk chunk;
        try {
            chunk = pool.acquire(byteCount, budget);
        } catch (ArenaExhaustedException exhausted) {
            if (!mine.isEmpty()) {
                giveBack(mine.removeLast(), stamp);
            }
            return false;
        }
        assertThat(chunk.isZero()).isTrue();
        chunk.segment().set(ValueLayout.JAVA_LONG, 0, stamp);
        chunk.segment().set(ValueLayout.JAVA_LONG, chunk.byteCount() - 8, stamp);
        mine.add(chunk);
        return true;
    }

    private void giveBack(Chunk chunk, long stamp) {
        assertThat(chunk.segment().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(stamp);
        assertThat(chunk.segment().get(ValueLayout.JAVA_LONG, chunk.byteCount() - 8))
                .isEqualTo(stamp);
        pool.release(chunk, chunk.byteCount());
    }

    private boolean releases(Chunk chunk) {
        try {
            pool.release(chunk, 0);
            return true;
        } catch (IllegalStateException second) {
            return false;
        }
    }
}
