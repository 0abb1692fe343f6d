// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Any sequence of allocations, marks, rewinds and ends, against a model that keeps every segment.
class ContextArenaPropertyTest {
    private static final long LIMIT_BYTES = 5 << 20;

    private final ChunkPool pool = new ChunkPool();

    @Property(tries = 300)
    void agreesWithTheModel(@ForAll("steps") List<ArenaStep> steps) {
        MemoryBudget ample = new MemoryBudget("runtime", 1L << 30);
        runAndRelease(new ContextArena(pool, ample, LIMIT_BYTES), steps, true);
        assertThat(ample.usedBytes()).isZero();
    }

    @Property(tries = 150)
    void staysWholeWhenTheRuntimeIsShort(@ForAll("steps") List<ArenaStep> steps) {
        MemoryBudget tight = new MemoryBudget("runtime", 150_000);
        runAndRelease(new ContextArena(pool, tight, LIMIT_BYTES), steps, false);
        assertThat(tight.usedBytes()).isZero();
        assertThat(tight.peakBytes()).isLessThanOrEqualTo(tight.limitBytes());
    }

    private void runAndRelease(ContextArena arena, List<ArenaStep> steps, boolean isRuntimeAmple) {
        ArenaModel model = new ArenaModel(arena, isRuntimeAmple);
        for (ArenaStep step : steps) {
            step.applyTo(model);
            model.check();
        }
        arena.release();
        model.checkAllDead();
        assertThat(pool.lentBytes()).isZero();
        assertThat(pool.trim() % ChunkPool.LARGE_BYTES).isZero();
        assertThat(pool.statistics()).isEqualTo(new PoolStatistics(0, 0, 0));
    }

    @Provide
    Arbitrary<List<ArenaStep>> steps() {
        Arbitrary<Long> sizes =
                Arbitraries.frequencyOf(
                        Tuple.of(12, Arbitraries.longs().between(0, 300)),
                        Tuple.of(4, Arbitraries.longs().between(4_000, 70_000)),
                        Tuple.of(1, Arbitraries.longs().between(1 << 20, 3 << 20)),
                        Tuple.of(1, Arbitraries.of(LIMIT_BYTES, Long.MAX_VALUE)));
        Arbitrary<ArenaStep> allocations =
                Combinators.combine(sizes, Arbitraries.integers().between(0, 12))
                        .as((size, shift) -> new ArenaStep.Allocate(size, 1L << shift));
        Arbitrary<ArenaStep> rewinds =
                Arbitraries.integers().between(0, 20).map(ArenaStep.Rewind::new);
        Arbitrary<ArenaStep> steps =
                Arbitraries.frequencyOf(
                        Tuple.of(10, allocations),
                        Tuple.of(4, Arbitraries.just(new ArenaStep.SetMark())),
                        Tuple.of(4, rewinds),
                        Tuple.of(1, Arbitraries.just(new ArenaStep.End())));
        return steps.list().ofMaxSize(60);
    }
}
