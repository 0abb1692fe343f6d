// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.MainThreadLoop;
import org.jparallel.context.MainThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SharedRegionTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final VarHandle LONGS = ValueLayout.JAVA_LONG.varHandle();

    private final MemoryBudget budget = new MemoryBudget("test", 1 << 20);
    private final SharedRegion region = SharedRegion.growable(16, 4_096, budget);

    @AfterEach
    void leavesNothingBehind() {
        region.close();
        assertThat(budget.usedBytes()).isZero();
        assertThat(region.holderCount()).isZero();
    }

    private static <T> T elsewhere(java.util.function.Supplier<T> body) {
        return CompletableFuture.supplyAsync(body).join();
    }

    @Nested
    class WithOneHandle {
        @Test
        void isZeroAndCharged() {
            assertThat(region.byteSize()).isEqualTo(16).isEqualTo(region.segment().byteSize());
            assertThat(region.capacityBytes()).isEqualTo(4_096);
            assertThat(region.isGrowable()).isTrue();
            assertThat(region.segment().toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
            assertThat(region.segment().address() % 64).isZero();
            assertThat(region.holderCount()).isEqualTo(1);
            assertThat(budget.usedBytes()).isEqualTo(4_096);
            assertThat(region).hasToString("SharedRegion[byteSize=16]");
        }

        @Test
        void isFreedWithIt() {
            MemorySegment segment = region.segment();
            region.close();
            region.close();
            assertThat(budget.usedBytes()).isZero();
            assertThat(region.isClosed()).isTrue();
            assertThat(region).hasToString("SharedRegion[byteSize=16 closed]");
            assertThatIllegalStateException()
                    .isThrownBy(region::segment)
                    .withMessage("shared region handle is closed");
            assertThatIllegalStateException()
                    .isThrownBy(region::open)
                    .withMessage("shared region handle is closed");
            assertThatIllegalStateException()
                    .isThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0))
                    .withMessage("Already closed");
        }

        @Test
        void belongsToItsThread() {
            assertThatExceptionOfType(WrongThreadException.class)
                    .isThrownBy(
                            () -> {
                                try {
                                    elsewhere(region::segment);
                                } catch (java.util.concurrent.CompletionException failed) {
                                    throw failed.getCause();
                                }
                            })
                    .withMessageMatching(
                            "shared region handle of another thread: owner=.+ thread=.+");
        }
    }

    @Nested
    class WithManyHandles {
        @Test
        void showsTheSameMemory() {
            long seen =
                    elsewhere(
                            () -> {
                                try (SharedRegion theirs = region.open()) {
                                    assertThat(theirs.sharesWith(region)).isTrue();
                                    assertThat(region.holderCount()).isEqualTo(2);
                                    LONGS.setRelease(theirs.segment(), 8L, 42L);
                                    return theirs.segment().address();
                                }
                            });
            assertThat(seen).isEqualTo(region.segment().address());
            assertThat((long) LONGS.getAcquire(region.segment(), 8L)).isEqualTo(42);
            assertThat(region.holderCount()).isEqualTo(1);
        }

        @Test
        void livesUntilTheLastIsClosed() {
            SharedRegion other = region.open();
            other.segment().set(ValueLayout.JAVA_LONG, 0, 7);
            MemorySegment closedWithItsHandle = region.segment();
            region.close();
            assertThat(budget.usedBytes()).isEqualTo(4_096);
            assertThat(other.segment().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(7);
            assertThatIllegalStateException()
                    .isThrownBy(() -> closedWithItsHandle.get(ValueLayout.JAVA_LONG, 0));
            other.close();
        }

        @Test
        void countsInParallel() {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(CompletableFuture.runAsync(this::count));
            }
            all.forEach(CompletableFuture::join);
            assertThat((long) LONGS.getVolatile(region.segment(), 0L)).isEqualTo(4_000);
        }

        private void count() {
            try (SharedRegion mine = region.open()) {
                for (int i = 0; i < 1_000; i++) {
                    assertThat((long) LONGS.getAndAdd(mine.segment(), 0L, 1L)).isNotNegative();
                }
            }
        }
    }

    @Nested
    class Growing {
        @Test
        void isSeenByAllHandles() {
            try (SharedRegion other = region.open()) {
                MemorySegment before = other.segment();
                region.grow(32);
                assertThat(other.byteSize()).isEqualTo(32);
                assertThat(other.segment().byteSize()).isEqualTo(32);
                assertThat(before.get(ValueLayout.JAVA_LONG, 0)).isZero();
                assertThat(before.byteSize()).isEqualTo(16);
                other.segment().set(ValueLayout.JAVA_LONG, 24, 5);
                assertThat(region.segment().get(ValueLayout.JAVA_LONG, 24)).isEqualTo(5);
            }
        }

        @Test
        void neverShrinks() {
            region.grow(16);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> region.grow(15))
                    .withMessage("shared region cannot shrink: byteSize=16 newByteSize=15");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> region.grow(4_097))
                    .withMessage("size out of range: byteSize=4097 minimum=0 maximum=4096");
        }

        @Test
        void isRefusedIfTheSizeIsFixed() {
            try (SharedRegion fixed = SharedRegion.allocate(8, budget)) {
                assertThat(fixed.isGrowable()).isFalse();
                assertThatExceptionOfType(UnsupportedOperationException.class)
                        .isThrownBy(() -> fixed.grow(8))
                        .withMessage("shared region of fixed size: byteSize=8 newByteSize=8");
            }
        }
    }

    @Nested
    class Waiting {
        private final ConcurrentLinkedQueue<Integer> woken = new ConcurrentLinkedQueue<>();

        private CompletableFuture<WaitOutcome> waiter(int number, long offsetBytes) {
            CompletableFuture<WaitOutcome> outcome = new CompletableFuture<>();
            Thread thread =
                    Thread.ofPlatform()
                            .daemon()
                            .start(
                                    () -> {
                                        try {
                                            outcome.complete(await(number, offsetBytes));
                                        } catch (Throwable failure) {
                                            outcome.completeExceptionally(failure);
                                        }
                                    });
            while (thread.getState() != Thread.State.TIMED_WAITING && !outcome.isDone()) {
                Thread.onSpinWait();
            }
            return outcome;
        }

        private WaitOutcome await(int number, long offsetBytes) {
            try (SharedRegion mine = region.open()) {
                WaitOutcome ended = mine.awaitInt(offsetBytes, 0, LONG);
                woken.add(number);
                return ended;
            }
        }

        @Test
        void doesNotWaitForAnotherValue() {
            assertThat(region.awaitInt(0, 1, LONG)).isEqualTo(WaitOutcome.NOT_EQUAL);
            assertThat(region.awaitLong(8, 1, LONG)).isEqualTo(WaitOutcome.NOT_EQUAL);
        }

        @Test
        void endsWhenTheTimeIsUp() {
            assertThat(region.awaitInt(0, 0, Duration.ofMillis(1)))
                    .isEqualTo(WaitOutcome.TIMED_OUT);
            assertThat(region.awaitLong(0, 0, Duration.ZERO)).isEqualTo(WaitOutcome.TIMED_OUT);
            assertThat(region.awaitLong(0, 0, Duration.ofDays(-1)))
                    .isEqualTo(WaitOutcome.TIMED_OUT);
            assertThat(region.wake(0, 1)).isZero();
        }

        @Test
        void isWokenFirstComeFirstServed() {
            List<CompletableFuture<WaitOutcome>> all =
                    List.of(waiter(1, 4), waiter(2, 4), waiter(3, 4));
            for (int i = 0; i < 3; i++) {
                assertThat(region.wake(4, 1)).isEqualTo(1);
                assertThat(all.get(i).join()).isEqualTo(WaitOutcome.WOKEN);
            }
            assertThat(woken).containsExactly(1, 2, 3);
            assertThat(region.wake(4, 1)).isZero();
        }

        @Test
        void isWokenAllAtOnce() {
            List<CompletableFuture<WaitOutcome>> all = List.of(waiter(1, 0), waiter(2, 0));
            assertThat(region.wake(0, 0)).isZero();
            assertThat(region.wake(0, -1)).isZero();
            assertThat(region.wake(0, Integer.MAX_VALUE)).isEqualTo(2);
            all.forEach(each -> assertThat(each.join()).isEqualTo(WaitOutcome.WOKEN));
        }

        @Test
        void isWokenByNeitherStoresNorOtherOffsets() {
            CompletableFuture<WaitOutcome> one = waiter(1, 0);
            CompletableFuture<WaitOutcome> other = waiter(2, 4);
            region.segment().set(ValueLayout.JAVA_INT, 0, 9);
            assertThat((long) LONGS.getAndAdd(region.segment(), 0L, 1L)).isEqualTo(9);
            assertThat(region.wake(4, 5)).isEqualTo(1);
            assertThat(other.join()).isEqualTo(WaitOutcome.WOKEN);
            assertThat(one).isNotDone();
            assertThat(region.wake(0, 5)).isEqualTo(1);
            assertThat(one.join()).isEqualTo(WaitOutcome.WOKEN);
        }

        @Test
        void waitsForEverWithoutATimeout() {
            assertThat(region.awaitInt(0, 1)).isEqualTo(WaitOutcome.NOT_EQUAL);
            assertThat(region.awaitLong(0, 1)).isEqualTo(WaitOutcome.NOT_EQUAL);
            List<CompletableFuture<WaitOutcome>> all = List.of(waiter(1, 0), waiter(2, 0));
            assertThat(region.wake(0)).isEqualTo(2);
            all.forEach(each -> assertThat(each.join()).isEqualTo(WaitOutcome.WOKEN));
        }

        /// A call that a main thread serves may close the handle with which it waits.
        @Test
        void failsIfNobodyIsLeftToWakeIt() {
            MainThreadLoop loop =
                    () -> {
                        region.close();
                        return Long.MAX_VALUE;
                    };
            MainThreads.enter(loop);
            try {
                assertThatIllegalStateException()
                        .isThrownBy(() -> region.awaitInt(0, 0, LONG))
                        .withMessage("shared region is freed");
            } finally {
                MainThreads.exit(loop);
            }
        }

        @Test
        void refusesPlacesThatAreNone() {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> region.awaitInt(16, 0, LONG))
                    .withMessage("outside of the shared region: offsetBytes=16 byteSize=16");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> region.wake(-4, 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> region.awaitLong(4, 0, LONG))
                    .withMessage("not aligned: offsetBytes=4 alignmentBytes=8");
        }
    }

    @Nested
    class WaitingWithoutAThread {
        private static WaitOutcome join(CompletionStage<WaitOutcome> stage) {
            return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
        }

        @Test
        void isOverAtOnceIfThereIsNothingToWaitFor() {
            assertThat(region.awaitIntAsync(0, 1).toCompletableFuture())
                    .isCompletedWithValue(WaitOutcome.NOT_EQUAL);
            assertThat(region.awaitLongAsync(8, 1, LONG).toCompletableFuture())
                    .isCompletedWithValue(WaitOutcome.NOT_EQUAL);
            assertThat(region.awaitLongAsync(8, 1).toCompletableFuture())
                    .isCompletedWithValue(WaitOutcome.NOT_EQUAL);
            assertThat(region.awaitIntAsync(0, 0, Duration.ZERO).toCompletableFuture())
                    .isCompletedWithValue(WaitOutcome.TIMED_OUT);
            assertThat(region.awaitLongAsync(0, 0, Duration.ofDays(-1)).toCompletableFuture())
                    .isCompletedWithValue(WaitOutcome.TIMED_OUT);
            assertThat(region.wake(0)).isZero();
        }

        @Test
        void endsWhenItIsWokenOrTheTimeIsUp() {
            CompletionStage<WaitOutcome> timed = region.awaitIntAsync(0, 0, Duration.ofMillis(1));
            assertThat(join(timed)).isEqualTo(WaitOutcome.TIMED_OUT);
            CompletionStage<WaitOutcome> one = region.awaitIntAsync(0, 0, LONG);
            CompletionStage<WaitOutcome> other = region.awaitLongAsync(0, 0);
            region.segment().set(ValueLayout.JAVA_INT, 0, 1);
            assertThat(one.toCompletableFuture()).isNotDone();
            assertThat(region.wake(0, 1)).isEqualTo(1);
            assertThat(join(one)).isEqualTo(WaitOutcome.WOKEN);
            assertThat(region.wake(0)).isEqualTo(1);
            assertThat(join(other)).isEqualTo(WaitOutcome.WOKEN);
        }

        @Test
        void refusesPlacesThatAreNone() {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> region.awaitIntAsync(16, 0))
                    .withMessage("outside of the shared region: offsetBytes=16 byteSize=16");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> region.awaitLongAsync(4, 0))
                    .withMessage("not aligned: offsetBytes=4 alignmentBytes=8");
            region.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> region.awaitIntAsync(0, 0))
                    .withMessage("shared region handle is closed");
        }

        @Test
        void holdsNothingAndFailsWithTheLastHolder() {
            SharedRegion other = region.open();
            CompletionStage<WaitOutcome> forEver = region.awaitIntAsync(0, 0);
            CompletionStage<WaitOutcome> timed = other.awaitLongAsync(8, 0, LONG);
            assertThat(region.holderCount()).isEqualTo(2);
            region.close();
            assertThat(forEver.toCompletableFuture()).isNotDone();
            other.close();
            assertThat(budget.usedBytes()).isZero();
            for (CompletionStage<WaitOutcome> each : List.of(forEver, timed)) {
                assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(() -> join(each))
                        .havingCause()
                        .isInstanceOf(IllegalStateException.class)
                        .withMessage("shared region is freed");
            }
        }
    }

    @Nested
    class Forgotten {
        @Test
        void givesItsHoldUp() {
            forget();
            long start = System.nanoTime();
            while (region.holderCount() != 1) {
                assertThat(System.nanoTime() - start).isLessThan(LONG.toNanos());
                System.gc();
                Thread.onSpinWait();
            }
        }

        private void forget() {
            assertThat(region.open().segment().byteSize()).isEqualTo(16);
            assertThat(region.holderCount()).isEqualTo(2);
        }
    }
}
