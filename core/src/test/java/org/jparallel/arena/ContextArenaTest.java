// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextArenaTest {
    private static final long LIMIT_BYTES = 20 << 20;

    private final ChunkPool pool = new ChunkPool();
    private final MemoryBudget runtime = new MemoryBudget("runtime", 64 << 20);
    private final ContextArena arena = new ContextArena(pool, runtime, LIMIT_BYTES);

    @AfterEach
    void everythingComesHome() {
        arena.release();
        assertThat(pool.lentBytes()).isZero();
        assertThat(runtime.usedBytes()).isZero();
        assertThat(pool.statistics().freeBytes()).isEqualTo(pool.trim());
        assertThat(pool.statistics()).isEqualTo(new PoolStatistics(0, 0, 0));
    }

    @Nested
    class Untouched {
        @Test
        void takesNoChunk() {
            arena.end();
            assertThat(pool.statistics()).isEqualTo(new PoolStatistics(0, 0, 0));
            assertThat(arena.statistics())
                    .isEqualTo(new ArenaStatistics(0, 0, 0, 0, 0, LIMIT_BYTES));
        }

        @Test
        void belongsToNobody() throws Exception {
            arena.statistics();
            arena.end();
            assertThat(
                            failureElsewhere(
                                    () -> {
                                        arena.allocate(1, 1);
                                        arena.end();
                                    }))
                    .isNull();
            assertThatThrownBy(() -> arena.allocate(1, 1))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessage("arena of another thread: owner=other thread=" + threadName());
        }

        @Test
        void refusesALimitBelowOne() {
            assertThatThrownBy(() -> new ContextArena(pool, runtime, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("limit too small: limitBytes=0 minimumBytes=1");
        }
    }

    @Nested
    class Allocating {
        @Test
        void handsOutZeroedMemoryOfTheSizeAndAlignment() {
            MemorySegment odd = arena.allocate(3, 1);
            MemorySegment page = arena.allocate(1, 4_096);
            assertThat(odd.byteSize()).isEqualTo(3);
            assertThat(page.address() % 4_096).isZero();
            assertThat(odd.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
        }

        @Test
        void isASegmentAllocator() {
            assertThat(arena.allocateFrom("grüezi").getString(0)).isEqualTo("grüezi");
            assertThat(arena.allocate(ValueLayout.JAVA_LONG, 5).address() % 8).isZero();
        }

        @ParameterizedTest
        @ValueSource(longs = {-1, Long.MIN_VALUE})
        void refusesANegativeSize(long byteCount) {
            assertThatThrownBy(() -> arena.allocate(byteCount, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("negative size: byteCount=" + byteCount);
        }

        @ParameterizedTest
        @ValueSource(longs = {0, -1, 3, 12, 8_192, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 62})
        void refusesAnAlignment(long byteAlignment) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> arena.allocate(1, byteAlignment))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(
                                "alignment not a power of two up to 4096: byteAlignment="
                                        + byteAlignment);
                arena.allocate(1, 1);
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 4_096, LIMIT_BYTES})
        void refusesASizeBeyondTheLimit(long byteCount) {
            arena.allocate(1, 1);
            assertThatThrownBy(() -> arena.allocate(byteCount, 4_096))
                    .isInstanceOf(ArenaExhaustedException.class)
                    .hasMessage(
                            "context memory exhausted: requestedBytes="
                                    + byteCount
                                    + " usedBytes=1 limitBytes="
                                    + LIMIT_BYTES);
            assertThat(arena.statistics().usedBytes()).isEqualTo(1);
            assertThat(arena.statistics().allocationCount()).isEqualTo(1);
        }

        @Test
        void handsOutNothingOnRequest() {
            assertThat(arena.allocate(0, 8).byteSize()).isZero();
            arena.allocate(4_096, 1);
            assertThat(arena.allocate(0, 8).byteSize()).isZero();
            assertThat(arena.statistics().usedBytes()).isEqualTo(4_096);
        }

        @Test
        void growsFromPageToMediumToLarge() {
            arena.allocate(4_096, 1);
            assertThat(pool.lentBytes()).isEqualTo(4_096);
            arena.allocate(1, 1);
            assertThat(pool.lentBytes()).isEqualTo(4_096 + 65_536);
            arena.allocate(65_536, 1);
            assertThat(pool.lentBytes()).isEqualTo(4_096 + 65_536 + 2_097_152);
            assertThat(arena.statistics().chunkCount()).isEqualTo(3);
        }

        @Test
        void givesALargeRequestAChunkOfItsOwn() {
            arena.allocate(8, 8);
            MemorySegment alone = arena.allocate((2 << 20) + 1, 8);
            MemorySegment next = arena.allocate(8, 8);
            assertThat(pool.lentBytes()).isEqualTo(4_096 + (4 << 20));
            alone.set(ValueLayout.JAVA_BYTE, 2 << 20, (byte) 1);
            assertThat(next.get(ValueLayout.JAVA_LONG, 0)).isZero();
            assertThat(arena.statistics().usedBytes()).isEqualTo((2 << 20) + 24);
        }

        @Test
        void isExactAtTheLimit() {
            ContextArena small = new ContextArena(pool, runtime, 100);
            small.allocate(99, 1);
            small.allocate(1, 64);
            assertThat(small.statistics().usedBytes()).isEqualTo(100);
            assertThatThrownBy(() -> small.allocate(1, 1))
                    .isInstanceOf(ArenaExhaustedException.class)
                    .hasMessage(
                            "context memory exhausted: requestedBytes=1 usedBytes=100"
                                    + " limitBytes=100");
            small.release();
        }

        @Test
        void fallsBackToASmallerChunkWhenTheRuntimeIsShort() {
            MemoryBudget tight = new MemoryBudget("runtime", 2 * 4_096);
            ContextArena poor = new ContextArena(pool, tight, LIMIT_BYTES);
            poor.allocate(4_000, 1);
            poor.allocate(4_000, 1);
            assertThatThrownBy(() -> poor.allocate(100, 1))
                    .isInstanceOf(ArenaExhaustedException.class)
                    .hasMessage(
                            "runtime memory exhausted: requestedBytes=4096 usedBytes=8192"
                                    + " limitBytes=8192");
            assertThat(poor.allocate(96, 1).byteSize()).isEqualTo(96);
            poor.release();
        }

        @Test
        void takesTheLargestChunkThatTheRuntimeStillAllows() {
            MemoryBudget tight = new MemoryBudget("runtime", 1 << 20);
            ContextArena poor = new ContextArena(pool, tight, LIMIT_BYTES);
            poor.allocate(4_096, 1);
            poor.allocate(65_536, 1);
            poor.allocate(1, 1);
            assertThat(tight.usedBytes()).isEqualTo(4_096 + 2 * 65_536);
            poor.release();
        }

        @Test
        void usesALargerSpareWhenTheRuntimeIsExhausted() {
            MemoryBudget tight = new MemoryBudget("runtime", 1 << 20);
            ContextArena poor = new ContextArena(pool, tight, LIMIT_BYTES);
            poor.allocate(5_000, 1);
            poor.end();
            tight.reserve((1 << 20) - 65_536);
            poor.allocate(1, 1);
            assertThat(poor.statistics().chunkCount()).isEqualTo(1);
            tight.release((1 << 20) - 65_536);
            poor.release();
        }

        @Test
        void givesItsSparesBackBeforeTheRuntimeRefuses() {
            MemoryBudget tight = new MemoryBudget("runtime", 2 << 20);
            ContextArena poor = new ContextArena(pool, tight, LIMIT_BYTES);
            poor.allocate(5_000, 1);
            poor.end();
            assertThat(tight.usedBytes()).isEqualTo(65_536);
            poor.allocate(2 << 20, 1);
            assertThat(tight.usedBytes()).isEqualTo(2 << 20);
            poor.release();
        }

        @Test
        void goesOnAfterARewind() {
            ContextArena small = new ContextArena(pool, runtime, 5_000);
            MemorySegment kept = small.allocate(8, 8);
            kept.set(ValueLayout.JAVA_LONG, 0, 42);
            Mark mark = small.mark();
            small.allocate(4_900, 1);
            assertThatThrownBy(() -> small.allocate(4_900, 1))
                    .isInstanceOf(ArenaExhaustedException.class);
            small.rewind(mark);
            small.allocate(4_900, 1);
            assertThat(kept.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
            small.release();
        }
    }

    @Nested
    class Ended {
        @Test
        void refusesAStaleSegment() {
            MemorySegment stale = arena.allocate(8, 8);
            arena.end();
            assertThatThrownBy(() -> stale.get(ValueLayout.JAVA_LONG, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Already closed");
            arena.allocate(8, 8);
            assertThatThrownBy(() -> stale.set(ValueLayout.JAVA_LONG, 0, 1))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void leavesNothingForTheNextContextToRead() {
            MemorySegment first = arena.allocate(4_096, 1).fill((byte) 7);
            long address = first.address();
            arena.end();
            MemorySegment second = arena.allocate(4_096, 1);
            assertThat(second.address()).isEqualTo(address);
            assertThat(second.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
        }

        @Test
        void keepsOneChunkOfEachSize() {
            for (int i = 0; i < 3; i++) {
                arena.allocate(2 << 20, 1);
                arena.allocate(65_536, 1);
                arena.allocate(3 << 20, 1);
            }
            arena.end();
            assertThat(pool.lentBytes()).isEqualTo(2 << 20);
            arena.allocate(1, 1);
            assertThat(pool.lentBytes()).isEqualTo((2 << 20) + 4_096);
        }

        @Test
        void keepsNothingWhenTheRuntimeIsShort() {
            MemoryBudget tight = new MemoryBudget("runtime", 5_000);
            ContextArena poor = new ContextArena(pool, tight, LIMIT_BYTES);
            poor.allocate(1, 1);
            poor.end();
            assertThat(tight.usedBytes()).isZero();
        }

        @Test
        void startsCountingAnew() {
            arena.allocate(8, 8);
            arena.rewind(arena.mark());
            assertThat(arena.statistics())
                    .isEqualTo(new ArenaStatistics(8, 8, 1, 1, 1, LIMIT_BYTES));
            arena.end();
            assertThat(arena.statistics())
                    .isEqualTo(new ArenaStatistics(0, 0, 0, 0, 0, LIMIT_BYTES));
        }

        @Test
        void canBeReleasedAndTakenOverElsewhere() throws Exception {
            arena.allocate(8, 8);
            assertThat(failureElsewhere(arena::release))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessage("arena of another thread: owner=" + threadName() + " thread=other");
            arena.end();
            assertThat(failureElsewhere(arena::release)).isNull();
            assertThat(pool.lentBytes()).isZero();
            assertThat(
                            failureElsewhere(
                                    () -> {
                                        arena.allocate(8, 8);
                                        arena.release();
                                    }))
                    .isNull();
        }
    }

    @Nested
    class LeftBehindByADeadThread {
        @Test
        void givesEverythingBackToWhoReleasesIt() throws Exception {
            AtomicReference<@Nullable MemorySegment> left = new AtomicReference<>();
            assertThat(
                            failureElsewhere(
                                    () -> {
                                        left.set(arena.allocate(8, 8).fill((byte) 1));
                                        arena.mark();
                                        arena.allocate(100_000, 8).fill((byte) 1);
                                        throw new IllegalStateException("thread dies");
                                    }))
                    .hasMessage("thread dies");
            arena.release();
            assertThat(pool.lentBytes()).isZero();
            assertThat(arena.allocate(8, 8).get(ValueLayout.JAVA_LONG, 0)).isZero();
            assertThatThrownBy(() -> left.get().get(ValueLayout.JAVA_LONG, 0))
                    .isInstanceOf(WrongThreadException.class);
        }
    }

    @Nested
    class Marked {
        private final MemorySegment before = arena.allocate(8, 8);
        private final Mark mark = arena.mark();

        @Test
        void killsWhatCameAfterAndKeepsWhatCameBefore() {
            before.set(ValueLayout.JAVA_LONG, 0, 42);
            MemorySegment after = arena.allocate(8, 8);
            after.set(ValueLayout.JAVA_LONG, 0, 43);
            arena.rewind(mark);
            assertThat(before.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
            assertThatThrownBy(() -> after.get(ValueLayout.JAVA_LONG, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Already closed");
            MemorySegment again = arena.allocate(8, 8);
            assertThat(again.address()).isEqualTo(after.address());
            assertThat(again.get(ValueLayout.JAVA_LONG, 0)).isZero();
        }

        @Test
        void rewindsAgainAndAgain() {
            for (int i = 0; i < 5; i++) {
                arena.allocate(100_000, 1).fill((byte) 1);
                arena.allocate(3_000_000, 1).fill((byte) 1);
                arena.rewind(mark);
                assertThat(arena.statistics().usedBytes()).isEqualTo(8);
                assertThat(arena.statistics().chunkCount()).isEqualTo(1);
            }
            assertThat(arena.statistics().rewindCount()).isEqualTo(5);
            assertThat(arena.statistics().peakBytes()).isEqualTo(3_100_008);
        }

        @Test
        void isOneWithAMarkAtTheSamePoint() {
            assertThat(arena.mark()).isSameAs(mark);
            arena.allocate(1, 1);
            assertThat(arena.mark()).isNotSameAs(mark);
        }

        @Test
        void nests() {
            MemorySegment outer = arena.allocate(8, 8);
            Mark inner = arena.mark();
            MemorySegment nested = arena.allocate(8, 8);
            arena.rewind(inner);
            assertThat(outer.scope().isAlive()).isTrue();
            assertThat(nested.scope().isAlive()).isFalse();
            arena.rewind(mark);
            assertThat(outer.scope().isAlive()).isFalse();
            assertThat(before.scope().isAlive()).isTrue();
        }

        @Test
        void refusesAMarkThatWasRewoundPast() {
            arena.allocate(8, 8);
            Mark inner = arena.mark();
            arena.rewind(mark);
            arena.allocate(64, 8);
            assertThatThrownBy(() -> arena.rewind(inner))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "mark was rewound past: markBytes=16 markEpoch=0 usedBytes=72 epoch=0");
            assertThat(arena.statistics().usedBytes()).isEqualTo(72);
        }

        @Test
        void refusesAMarkOfAnEndedContext() {
            arena.end();
            arena.allocate(64, 8);
            assertThatThrownBy(() -> arena.rewind(mark))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "mark of an ended context: markBytes=8 markEpoch=0 usedBytes=64"
                                    + " epoch=1");
        }

        @Test
        void refusesAMarkOfAnotherArena() {
            ContextArena stranger = new ContextArena(pool, runtime, LIMIT_BYTES);
            assertThatThrownBy(() -> stranger.rewind(mark))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "mark of another arena: markBytes=8 markEpoch=0 usedBytes=0 epoch=0");
        }

        @Test
        void refusesAForeignThread() throws Exception {
            String text = "arena of another thread: owner=" + threadName() + " thread=other";
            for (Runnable misuse :
                    new Runnable[] {
                        () -> arena.allocate(1, 1),
                        arena::mark,
                        () -> arena.rewind(mark),
                        arena::end,
                        arena::release,
                        arena::statistics
                    }) {
                assertThat(failureElsewhere(misuse))
                        .isInstanceOf(WrongThreadException.class)
                        .hasMessage(text);
            }
            assertThat(failureElsewhere(() -> before.get(ValueLayout.JAVA_LONG, 0)))
                    .isInstanceOf(WrongThreadException.class);
            assertThat(arena.statistics().usedBytes()).isEqualTo(8);
        }
    }

    private static String threadName() {
        return Thread.currentThread().getName();
    }

    private static @Nullable Throwable failureElsewhere(Runnable action)
            throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread other = new Thread(action, "other");
        other.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        other.start();
        other.join();
        return failure.get();
    }
}
