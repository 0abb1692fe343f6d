// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.crossing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jparallel.Async;
import org.jparallel.AsyncLimits;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.Context;
import org.jparallel.work.Timer;
import org.jparallel.xlist.NotCloneableException;
import org.jparallel.xlist.region.LongView;
import org.jparallel.xlist.region.Region;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CloneCrossingTest {
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);

    private final Async async = Async.open();

    @AfterEach
    void holdsNothingAtTheEnd() {
        async.close();
        assertThat(async.statistics().arenaBytes()).isZero();
    }

    private static MemorySegment allocate(long value) {
        MemorySegment segment = Context.current().allocate(8, 8);
        segment.set(ValueLayout.JAVA_LONG, 0, value);
        return segment;
    }

    @Nested
    class ResultOfAFuture {
        @Test
        void isACopy() {
            List<int[]> made = List.of(new int[] {1, 2});
            List<int[]> result = async.future(_ -> made, 0).join();
            assertThat(result).isNotSameAs(made);
            assertThat(result.getFirst()).isNotSameAs(made.getFirst()).containsExactly(1, 2);
        }

        @Test
        void outlivesItsContext() {
            MemorySegment result = async.future(CloneCrossingTest::allocate, 42L).join();
            assertThat(result.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
        }

        @Test
        void isHandedOverAsItIsIfNobodyCanChangeIt() {
            for (Object fixed :
                    List.of("x".repeat(100), new String("x"), 1_000_000, BigInteger.TWO.pow(99),
                            Thread.State.NEW, Duration.ofDays(3))) {
                assertThat(async.future(_ -> fixed, 0).join()).isSameAs(fixed);
            }
            assertThat(async.<Object, @Nullable Object>future(_ -> null, 0).join()).isNull();
        }

        @Test
        void failsTheFutureIfItCannotBeCloned() {
            assertThatThrownBy(
                            async.<Object, Object>future(
                                            _ -> Map.of("lock", new ReentrantLock()), 0)
                                    ::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(NotCloneableException.class)
                    .hasMessage("root.get(\"lock\"): java.util.concurrent.locks.ReentrantLock");
            async.run();
        }

        @Test
        void isNoCloneIfItIsAFailure() {
            IllegalStateException thrown = new IllegalStateException("thrown");
            assertThatThrownBy(
                            async.<Object, Object>future(
                                            _ -> {
                                                throw thrown;
                                            },
                                            0)
                                    ::join)
                    .hasCause(thrown)
                    .satisfies(failure -> assertThat(failure.getCause()).isSameAs(thrown));
        }
    }

    @Nested
    class RegionInAResult {
        private static final AtomicReference<Region> ELSEWHERE = new AtomicReference<>();

        private record Image(LongView pixels, long address) {}

        private final MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);

        private Image image(int value) {
            Region region = Region.allocate(64, 8, budget);
            region.longs().set(0, value);
            return new Image(region.longs(8, 1), region.segment().address());
        }

        private void requireMoved(Image image, int value) {
            try (Region region = (Region) image.pixels().region()) {
                assertThat(region.segment().address()).isEqualTo(image.address());
                assertThat(region.longs().at(0)).isEqualTo(value);
            }
        }

        @AfterEach
        void isFreed() {
            assertThat(budget.usedBytes()).isZero();
        }

        @Test
        void movesToAFuture() {
            requireMoved(async.future(this::image, 1).join(), 1);
        }

        @Test
        void movesToTheCallerOfMap() {
            List<Image> images = async.map(this::image, List.of(1, 2, 3));
            for (int i = 0; i < images.size(); i++) {
                requireMoved(images.get(i), i + 1);
            }
        }

        @Test
        void isDetachedAlsoIfTheWorkKeptItElsewhere() {
            try (Region result =
                    async.future(
                                    bytes -> {
                                        Region region = Region.allocate(bytes, 8, budget);
                                        ELSEWHERE.set(region);
                                        return region;
                                    },
                                    64)
                            .join()) {
                assertThat(ELSEWHERE.get().isDetached()).isTrue();
                assertThat(result.byteSize()).isEqualTo(64);
            }
        }

        @Test
        void isRefusedIfItIsOfAnotherThread() {
            try (Region mine = Region.allocate(64, 8, budget)) {
                assertThatThrownBy(() -> async.map(region -> region, List.of(mine)))
                        .isInstanceOf(NotCloneableException.class)
                        .hasMessage(
                                "root: org.jparallel.xlist.region.Region"
                                        + " (it belongs to another thread)");
                assertThat(mine.byteSize()).isEqualTo(64);
            }
        }

        @Test
        void isTheWorksAgainIfTheRestIsRefused() {
            assertThatThrownBy(
                            async.<Integer, Object>future(
                                            bytes -> {
                                                Region region =
                                                        Region.allocate(bytes, 8, budget);
                                                ELSEWHERE.set(region);
                                                return List.of(region, new ReentrantLock());
                                            },
                                            64)
                                    ::join)
                    .hasCauseInstanceOf(NotCloneableException.class);
            assertThat(ELSEWHERE.get().isDetached()).isFalse();
            ELSEWHERE.set(null);
            untilItIsCollected();
        }

        private void untilItIsCollected() {
            long start = System.nanoTime();
            while (budget.usedBytes() != 0) {
                assertThat(System.nanoTime() - start)
                        .as("never freed")
                        .isLessThan(Duration.ofSeconds(60).toNanos());
                System.gc();
                Thread.onSpinWait();
            }
        }
    }

    @Nested
    class ResultsOfMap {
        @Test
        void areCopies() {
            List<Integer> shared = new ArrayList<>(List.of(1));
            List<List<Integer>> results = async.map(_ -> shared, List.of(1, 2));
            assertThat(results).isEqualTo(List.of(shared, shared));
            assertThat(results.get(0)).isNotSameAs(shared).isNotSameAs(results.get(1));
        }

        @Test
        void outliveTheirContexts() {
            List<MemorySegment> results =
                    async.map(CloneCrossingTest::allocate, List.of(1L, 2L, 3L));
            assertThat(results)
                    .map(segment -> segment.get(ValueLayout.JAVA_LONG, 0))
                    .containsExactly(1L, 2L, 3L);
        }

        @Test
        void failTheCallIfOneCannotBeCloned() {
            assertThatExceptionOfType(NotCloneableException.class)
                    .isThrownBy(
                            () ->
                                    async.map(
                                            i -> i == 2 ? List.of(new ReentrantLock()) : i,
                                            List.of(1, 2, 3)))
                    .withMessage("root[0]: java.util.concurrent.locks.ReentrantLock");
        }
    }

    @Nested
    class DataOfATimer {
        @Test
        void areThoseOfTheMomentAtWhichItWasSubmitted() {
            List<Object> data = new ArrayList<>(List.of("then"));
            ConcurrentLinkedQueue<Object> seen = new ConcurrentLinkedQueue<>();
            async.submitTimer(SOON, Duration.ZERO, seen::add, data);
            data.set(0, "later");
            async.run();
            assertThat(seen).containsExactly(List.of("then"));
            assertThat(async.statistics().arenaBytes()).isZero();
        }

        @Test
        void areNewAtEachStart() throws InterruptedException {
            ConcurrentLinkedQueue<List<Integer>> seen = new ConcurrentLinkedQueue<>();
            CountDownLatch started = new CountDownLatch(3);
            Timer timer =
                    async.submitTimer(
                            SOON,
                            SOON,
                            each -> {
                                each.add(each.size());
                                seen.add(each);
                                started.countDown();
                            },
                            new ArrayList<Integer>());
            async.submitWork(
                    () -> {
                        started.await();
                        timer.cancel();
                    });
            async.run();
            assertThat(seen).hasSizeGreaterThanOrEqualTo(3).allMatch(List.of(0)::equals);
            assertThat(async.statistics().arenaBytes()).isZero();
        }

        @Test
        void mayBeNull() {
            ConcurrentLinkedQueue<Boolean> seen = new ConcurrentLinkedQueue<>();
            async.<@Nullable Object>submitTimer(
                    SOON, Duration.ZERO, each -> seen.add(each == null), null);
            async.run();
            assertThat(seen).containsExactly(true);
        }

        @Test
        void areFreedWhenItIsCancelled() {
            Timer timer = async.submitTimer(NEVER, NEVER, _ -> {}, new byte[100_000]);
            assertThat(async.statistics().arenaBytes()).isGreaterThan(100_000);
            assertThat(timer.cancel()).isTrue();
            assertThat(async.statistics().arenaBytes()).isZero();
            assertThat(timer.cancel()).isFalse();
        }

        @Test
        void stayUntilARunThatWasCancelledHasThem() throws InterruptedException {
            ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();
            CountDownLatch cancelled = new CountDownLatch(1);
            CountDownLatch running = new CountDownLatch(1);
            Timer timer =
                    async.submitTimer(
                            SOON,
                            SOON,
                            each -> {
                                running.countDown();
                                assertThat(cancelled.await(60, TimeUnit.SECONDS)).isTrue();
                                seen.add(each.length);
                            },
                            new byte[100_000]);
            async.submitWork(
                    () -> {
                        running.await();
                        timer.cancel();
                        cancelled.countDown();
                    });
            async.run();
            assertThat(seen).containsExactly(100_000);
            assertThat(async.statistics().arenaBytes()).isZero();
        }

        @Test
        void areFreedWhenARunFails() {
            async.submitTimer(
                    SOON,
                    SOON,
                    _ -> {
                        throw new IllegalStateException("failed");
                    },
                    new byte[100_000]);
            assertThatThrownBy(async::run).hasMessage("failed");
            async.run();
            assertThat(async.statistics().arenaBytes()).isZero();
        }

        @Test
        void areRefusedIfTheyCannotBeCloned() {
            List<Object> data = Collections.singletonList(new ReentrantLock());
            assertThatExceptionOfType(NotCloneableException.class)
                    .isThrownBy(() -> async.submitTimer(SOON, SOON, _ -> {}, data))
                    .withMessage("root[0]: java.util.concurrent.locks.ReentrantLock");
            assertThat(async.activeContexts()).isZero();
        }

        @Test
        void areRefusedWithATimeThatIsNone() {
            assertThatThrownBy(
                            () ->
                                    async.submitTimer(
                                            Duration.ofMillis(-1), SOON, _ -> {}, new byte[9]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(async.statistics().arenaBytes()).isZero();
        }

        @Test
        void areChargedToTheRuntime() {
            AsyncLimits limits = AsyncLimits.standard().withRuntimeBytes(1 << 20);
            try (Async small = Async.open(limits)) {
                assertThatExceptionOfType(ArenaExhaustedException.class)
                        .isThrownBy(
                                () -> small.submitTimer(SOON, SOON, _ -> {}, new byte[2 << 20]));
                assertThat(small.statistics().arenaBytes()).isZero();
                assertThat(small.activeContexts()).isZero();
            }
        }

        @Test
        void mayBeSubmittedByAContext() {
            ConcurrentLinkedQueue<Object> seen = new ConcurrentLinkedQueue<>();
            async.submitWork(
                    () ->
                            async.submitTimer(
                                    SOON,
                                    Duration.ZERO,
                                    each -> seen.add(each.get(ValueLayout.JAVA_LONG, 0)),
                                    allocate(7)));
            async.run();
            assertThat(seen).containsExactly(7L);
        }
    }
}
