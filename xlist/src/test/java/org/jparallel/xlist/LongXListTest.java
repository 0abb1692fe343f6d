// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.ChunkPool;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.WaitInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LongXListTest {
    private static final XListStatistics NOTHING = new XListStatistics(0, 0, 0);

    private final MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);
    private final LongXList list = new LongXList(budget);

    @AfterEach
    void givesEverythingBack() {
        list.close();
        assertThat(list.statistics()).isEqualTo(NOTHING);
        assertThat(budget.usedBytes()).isZero();
    }

    private void fill(long count) {
        for (long value = 0; value < count; value++) {
            list.push(value);
        }
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @Nested
    class Empty {
        @Test
        void holdsNoMemory() {
            assertThat(list.statistics()).isEqualTo(NOTHING);
            assertThat(list.size()).isZero();
            assertThat(list.isEmpty()).isTrue();
            assertThat(list).hasToString("LongXList[size=0]");
        }

        @Test
        void hasNothingToTake() {
            assertThatThrownBy(list::pop)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("xlist is empty");
            assertThat(list.poll(-7)).isEqualTo(-7);
            assertThat(list.flush()).isEmpty();
            assertThat(list.stream()).isEmpty();
            assertThat(list.drain(value -> {})).isZero();
            assertThatThrownBy(() -> list.take(Duration.ofMillis(1)))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("nothing came in time: timeoutNanos=1000000");
        }

        @Test
        void takesAnyLong() {
            long[] values = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE};
            LongStream.of(values).forEach(list::push);
            assertThat(list.size()).isEqualTo(values.length);
            assertThat(list.flush()).containsExactly(values);
        }

        @Test
        void waitsForThePushOfAnotherThread() throws Exception {
            Threads<Long> taker = Threads.start(list::take).untilItWaits();
            list.push(42);
            assertThat(taker.result()).isEqualTo(42);
        }

        @Test
        void wakesATakerForEachPush() throws Exception {
            List<Threads<Long>> takers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                takers.add(Threads.start(list::take).untilItWaits());
            }
            fill(5);
            List<Long> taken = new ArrayList<>();
            for (Threads<Long> taker : takers) {
                taken.add(taker.result());
            }
            assertThat(taken).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
        }

        @Test
        void tellsAWaitingTakerOfTheFinish() throws Exception {
            Threads<Long> taker = Threads.start(list::take).untilItWaits();
            Threads<Integer> batch =
                    Threads.start(() -> list.takeBatch(value -> {}, 8)).untilItWaits();
            list.finish();
            assertThat(taker.failure())
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("xlist is finished and drained");
            assertThat(batch.result()).isZero();
        }

        @Test
        void wakesAWaitingTakerWithTheClose() throws Exception {
            Threads<Long> taker = Threads.start(list::take).untilItWaits();
            list.close();
            assertThat(taker.failure())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("xlist is closed");
        }

        @Test
        void letsAWaitingTakerBeInterrupted() throws Exception {
            Threads<Long> first = Threads.start(list::take).untilItWaits();
            Threads<Long> second = Threads.start(list::take).untilItWaits();
            first.interrupt();
            assertThat(first.failure()).isInstanceOf(WaitInterruptedException.class);
            list.push(1);
            assertThat(second.result()).isEqualTo(1);
        }
    }

    @Nested
    class WithElements {
        @Test
        void givesThemInTheOrderOfTheirPushes() {
            fill(10_000);
            for (long value = 0; value < 10_000; value++) {
                assertThat(list.pop()).isEqualTo(value);
            }
            assertThat(list.isEmpty()).isTrue();
        }

        @Test
        void staysWhatItIsWhileItIsRead() {
            fill(10_000);
            List<Long> seen = new ArrayList<>();
            list.forEach(
                    value -> {
                        seen.add(value);
                        list.push(list.pop());
                    });
            assertThat(seen)
                    .containsExactlyElementsOf(LongStream.range(0, 10_000).boxed().toList());
            assertThat(list.size()).isEqualTo(10_000);
            assertThat(list.stream().sum()).isEqualTo(49_995_000);
        }

        @Test
        void flushesAcrossChunks() {
            fill(300_000);
            assertThat(list.statistics().chunkCount()).isGreaterThan(2);
            assertThat(list.flush()).isEqualTo(LongStream.range(0, 300_000).toArray());
            assertThat(list.isEmpty()).isTrue();
            fill(3);
            assertThat(list.flush()).containsExactly(0, 1, 2);
        }

        @Test
        void drainsUpToALimit() {
            fill(10);
            List<Long> seen = new ArrayList<>();
            assertThat(list.drain(seen::add, 4)).isEqualTo(4);
            assertThat(list.takeBatch(seen::add, 4)).isEqualTo(4);
            assertThat(list.drain(seen::add, 0)).isZero();
            assertThat(list.drain(seen::add)).isEqualTo(2);
            assertThat(seen).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> list.takeBatch(seen::add, 0))
                    .withMessage("limit too small: limitCount=0 minimum=1");
        }

        @Test
        void keepsTheRestWhenTheSinkThrows() {
            fill(3);
            assertThatThrownBy(
                            () ->
                                    list.drain(
                                            value -> {
                                                throw new UnsupportedOperationException();
                                            }))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThat(list.flush()).containsExactly(1, 2);
        }

        @Test
        void givesDrainedChunksBack() {
            fill(1_000_000);
            long fullBytes = list.statistics().byteCount();
            while (list.size() > 10) {
                list.pop();
            }
            assertThat(fullBytes).isGreaterThanOrEqualTo(16_000_000);
            assertThat(list.statistics().byteCount())
                    .isLessThanOrEqualTo(2 * ChunkPool.LARGE_BYTES);
        }

        @Test
        void makesNoGarbage() {
            long before = 0;
            for (int round = 0; round < 20; round++) {
                before = allocatedBytes();
                for (int i = 0; i < 100_000; i++) {
                    list.push(i);
                    list.pop();
                }
            }
            // Some 200 bytes for each chunk of 4,096 elements, and nothing for an element.
            assertThat((allocatedBytes() - before) / 100_000).isZero();
        }

        @Test
        void staysSmallWhileConsumersKeepUp() {
            fill(1_000);
            for (int i = 0; i < 1_000_000; i++) {
                list.push(i);
                list.pop();
            }
            assertThat(list.size()).isEqualTo(1_000);
            assertThat(budget.peakBytes()).isLessThan(256 << 10);
        }
    }

    @Nested
    class Huge {
        private static final int COUNT = 10_000_000;

        @Test
        void holdsTenMillion() {
            fill(COUNT);
            assertThat(list.size()).isEqualTo(COUNT);
            long expected = 0;
            while (!list.isEmpty()) {
                assertThat(list.pop() == expected++).isTrue();
            }
            assertThat(expected).isEqualTo(COUNT);
        }

        @Test
        void freesTenMillionInOneStroke() {
            fill(COUNT);
            assertThat(budget.usedBytes()).isGreaterThan(16L * COUNT);
            list.close();
            assertThat(budget.usedBytes()).isZero();
        }
    }

    @Nested
    class Finished {
        @Test
        void refusesPushesAndDrains() {
            fill(2);
            list.finish();
            list.finish();
            assertThat(list.isFinished()).isTrue();
            assertThat(list).hasToString("LongXList[size=2 finished]");
            assertThatIllegalStateException()
                    .isThrownBy(() -> list.push(3))
                    .withMessage("xlist is finished");
            assertThatIllegalStateException().isThrownBy(() -> list.offer(3));
            assertThat(list.take()).isZero();
            assertThat(list.takeBatch(value -> {}, 5)).isEqualTo(1);
            assertThat(list.takeBatch(value -> {}, 5)).isZero();
            assertThatThrownBy(list::take)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("xlist is finished and drained");
            assertThatThrownBy(() -> list.take(Duration.ofDays(1_000_000)))
                    .isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(list::pop).isInstanceOf(NoSuchElementException.class);
            assertThat(list.poll(9)).isEqualTo(9);
        }

        @Test
        void holdsNoMemoryOnceDrained() {
            fill(100_000);
            list.finish();
            assertThat(list.flush()).hasSize(100_000);
            assertThat(list.poll(-1)).isEqualTo(-1);
            assertThat(list.statistics()).isEqualTo(NOTHING);
            assertThat(list.isFinished()).isTrue();
        }
    }

    @Nested
    class Closed {
        @Test
        void refusesEverything() {
            fill(3);
            list.close();
            list.close();
            assertThat(list.isClosed()).isTrue();
            assertThat(list).hasToString("LongXList[size=0 closed]");
            List<Runnable> calls =
                    List.of(
                            () -> list.push(1),
                            () -> list.offer(1),
                            () -> list.offer(1, Duration.ZERO),
                            list::pop,
                            () -> list.poll(1),
                            list::take,
                            () -> list.take(Duration.ZERO),
                            () -> list.takeBatch(value -> {}, 1),
                            () -> list.drain(value -> {}),
                            () -> list.drain(value -> {}, 1),
                            list::flush,
                            () -> list.forEach(value -> {}),
                            list::stream,
                            list::size,
                            list::isEmpty,
                            list::finish);
            assertThat(calls)
                    .allSatisfy(
                            call ->
                                    assertThatIllegalStateException()
                                            .isThrownBy(call::run)
                                            .withMessage("xlist is closed"));
        }

        @Test
        void endsAReadThatIsUnderWay() {
            fill(10_000);
            assertThatIllegalStateException()
                    .isThrownBy(() -> list.forEach(value -> list.close()))
                    .withMessage("xlist is closed");
        }
    }

    @Nested
    class Bounded {
        private final LongXList bounded = LongXList.bounded(2);

        @AfterEach
        void close() {
            bounded.close();
        }

        @Test
        void refusesWhatHasNoRoom() {
            assertThat(bounded.offer(1)).isTrue();
            assertThat(bounded.offer(2)).isTrue();
            assertThat(bounded.offer(3)).isFalse();
            assertThat(bounded.offer(3, Duration.ofMillis(1))).isFalse();
            assertThat(bounded.offer(3, Duration.ofSeconds(-1))).isFalse();
            assertThat(bounded.pop()).isEqualTo(1);
            assertThat(bounded.offer(3)).isTrue();
            assertThat(bounded.flush()).containsExactly(2, 3);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LongXList.bounded(0))
                    .withMessage("capacity too small: capacity=0 minimum=1");
        }

        @Test
        void lendsItsRoomToWhoWaits() throws Exception {
            bounded.push(1);
            bounded.push(2);
            Threads<Boolean> first = Threads.start(() -> push(3)).untilItWaits();
            Threads<Boolean> second = Threads.start(() -> push(4)).untilItWaits();
            assertThat(bounded.pop()).isEqualTo(1);
            assertThat(first.result()).isTrue();
            assertThat(bounded.pop()).isEqualTo(2);
            assertThat(second.result()).isTrue();
            assertThat(bounded.flush()).containsExactly(3, 4);
        }

        @Test
        void wakesAllWhoWaitWithAFlush() throws Exception {
            bounded.push(1);
            bounded.push(2);
            Threads<Boolean> first = Threads.start(() -> push(3)).untilItWaits();
            Threads<Boolean> second = Threads.start(() -> push(4)).untilItWaits();
            assertThat(bounded.flush()).containsExactly(1, 2);
            assertThat(first.result()).isTrue();
            assertThat(second.result()).isTrue();
            assertThat(bounded.flush()).containsExactlyInAnyOrder(3, 4);
        }

        @Test
        void handsTheRoomOfAnInterruptedProducerOn() throws Exception {
            bounded.push(1);
            bounded.push(2);
            Threads<Boolean> first = Threads.start(() -> push(3)).untilItWaits();
            Threads<Boolean> second = Threads.start(() -> push(4)).untilItWaits();
            first.interrupt();
            assertThat(first.failure()).isInstanceOf(WaitInterruptedException.class);
            assertThat(bounded.pop()).isEqualTo(1);
            assertThat(second.result()).isTrue();
        }

        @Test
        void wakesWhoWaitsWithTheFinishAndTheClose() throws Exception {
            bounded.push(1);
            bounded.push(2);
            Threads<Boolean> finished = Threads.start(() -> push(3)).untilItWaits();
            bounded.finish();
            assertThat(finished.failure())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("xlist is finished");
            assertThat(bounded.flush()).containsExactly(1, 2);
        }

        @Test
        void wakesWhoWaitsWithTheClose() throws Exception {
            bounded.push(1);
            bounded.push(2);
            Threads<Boolean> closed = Threads.start(() -> push(3)).untilItWaits();
            bounded.close();
            assertThat(closed.failure())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("xlist is closed");
        }

        private boolean push(long value) {
            bounded.push(value);
            return true;
        }
    }

    @Nested
    class WithLittleMemory {
        private final MemoryBudget little =
                new MemoryBudget("list", ChunkPool.MEDIUM_BYTES + ChunkPool.PAGE_BYTES);
        private final LongXList limited = new LongXList(little);

        @AfterEach
        void close() {
            limited.close();
            assertThat(little.usedBytes()).isZero();
        }

        @Test
        void staysAsItWasWhenThereIsNoMore() {
            long pushed = fillUp();
            assertThat(pushed).isEqualTo((ChunkPool.MEDIUM_BYTES + ChunkPool.PAGE_BYTES) / 16);
            assertThat(limited.size()).isEqualTo(pushed);
            assertThat(limited.flush()).isEqualTo(LongStream.range(0, pushed).toArray());
            limited.push(5);
            assertThat(limited.pop()).isEqualTo(5);
        }

        @Test
        void goesOnWhenSomeIsTaken() {
            fillUp();
            assertThat(limited.drain(value -> {}, 1_000)).isEqualTo(1_000);
            limited.push(7);
            assertThat(fillUp()).isPositive();
        }

        private long fillUp() {
            long count = 0;
            try {
                while (true) {
                    limited.push(count);
                    count++;
                }
            } catch (ArenaExhaustedException exhausted) {
                assertThat(exhausted).hasMessageStartingWith("list memory exhausted: ");
                return count;
            }
        }
    }
}
