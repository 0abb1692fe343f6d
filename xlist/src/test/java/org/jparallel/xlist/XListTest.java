// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.ChunkPool;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.WaitInterruptedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class XListTest {
    private static final XListStatistics NOTHING = new XListStatistics(0, 0, 0);

    private final MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);
    private final XList<@Nullable String> list = new XList<>(budget);

    @AfterEach
    void givesEverythingBack() {
        list.close();
        assertThat(list.statistics()).isEqualTo(NOTHING);
        assertThat(budget.usedBytes()).isZero();
    }

    private static List<String> strings(int count) {
        return IntStream.range(0, count).mapToObj(index -> "element " + index).toList();
    }

    @Nested
    class Empty {
        @Test
        void holdsNoMemory() {
            assertThat(list.statistics()).isEqualTo(NOTHING);
            assertThat(list.isEmpty()).isTrue();
            assertThat(list.isFinished()).isFalse();
            assertThat(list).hasToString("XList[size=0]");
        }

        @Test
        void hasNothingToTake() {
            assertThatExceptionOfType(NoSuchElementException.class)
                    .isThrownBy(list::pop)
                    .withMessage("xlist is empty");
            assertThat(list.poll("nothing")).isEqualTo("nothing");
            assertThat(list.poll(null)).isNull();
            assertThat(list.flush()).isEmpty();
            assertThat(list.drainTo(new ArrayList<>())).isZero();
            assertThat(list.iterator().hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class)
                    .isThrownBy(() -> list.iterator().next())
                    .withMessage("no more elements");
            assertThatExceptionOfType(NoSuchElementException.class)
                    .isThrownBy(() -> list.take(Duration.ofNanos(5)))
                    .withMessage("nothing came in time: timeoutNanos=5");
        }

        @Test
        void tellsNullFromNothing() {
            list.push(null);
            assertThat(list.size()).isEqualTo(1);
            assertThat(list.poll("nothing")).isNull();
            assertThat(list.poll("nothing")).isEqualTo("nothing");
            list.push(null);
            assertThat(list.flush()).containsExactly((String) null);
        }

        @Test
        void givesWhatIsPushedAsNew() {
            String pushed = "a string, \ud800 and all";
            list.push(pushed);
            assertThat(list.pop()).isEqualTo(pushed).isNotSameAs(pushed);
        }

        @Test
        void refusesWhatCannotBeClonedAndStaysAsItIs() {
            try (XList<Object> things = new XList<>()) {
                assertThatExceptionOfType(NotCloneableException.class)
                        .isThrownBy(() -> things.push(new Thread()))
                        .withMessage("root: java.lang.Thread")
                        .satisfies(
                                refusal -> {
                                    assertThat(refusal.path()).isEqualTo("root");
                                    assertThat(refusal.type()).isEqualTo("java.lang.Thread");
                                });
                assertThat(things.statistics()).isEqualTo(NOTHING);
            }
        }

        @Test
        void takesAnElementThatIsLargerThanAnyChunk() {
            String large = "x".repeat(5 << 20);
            list.push("before");
            list.push(large);
            list.push("after");
            assertThat(list.flush()).containsExactly("before", large, "after");
        }

        @Test
        void wakesATakerWithAPush() throws Exception {
            Threads<@Nullable String> taker = Threads.start(list::take).untilItWaits();
            list.push("for you");
            assertThat(taker.result()).isEqualTo("for you");
        }

        @Test
        void wakesABatchWithAPush() throws Exception {
            List<@Nullable String> batch = new ArrayList<>();
            Threads<Integer> taker =
                    Threads.start(() -> list.takeBatch(batch::add, 10)).untilItWaits();
            list.push("for you");
            assertThat(taker.result()).isEqualTo(1);
            assertThat(batch).containsExactly("for you");
        }

        @Test
        void tellsWaitingTakersOfTheFinish() throws Exception {
            Threads<@Nullable String> taker = Threads.start(list::take).untilItWaits();
            Threads<Integer> batch =
                    Threads.start(() -> list.takeBatch(value -> {}, 8)).untilItWaits();
            list.finish();
            assertThat(taker.failure())
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("xlist is finished and drained");
            assertThat(batch.result()).isZero();
        }

        @Test
        void wakesWaitingTakersWithTheClose() throws Exception {
            Threads<@Nullable String> taker = Threads.start(list::take).untilItWaits();
            Threads<Integer> batch =
                    Threads.start(() -> list.takeBatch(value -> {}, 8)).untilItWaits();
            list.close();
            assertThat(taker.failure())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("xlist is closed");
            assertThat(batch.failure()).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void letsAWaitingTakerBeInterrupted() throws Exception {
            Threads<@Nullable String> taker = Threads.start(list::take).untilItWaits();
            taker.interrupt();
            assertThat(taker.failure()).isInstanceOf(WaitInterruptedException.class);
            list.push("still there");
            assertThat(list.pop()).isEqualTo("still there");
        }
    }

    @Nested
    class WithElements {
        private final List<String> pushed = strings(20_000);

        private void fill() {
            pushed.forEach(list::push);
        }

        @Test
        void givesThemInTheOrderOfTheirPushes() {
            fill();
            for (String expected : pushed) {
                assertThat(list.pop()).isEqualTo(expected);
            }
            assertThat(list.isEmpty()).isTrue();
        }

        @Test
        void flushesThemAll() {
            fill();
            assertThat(list.flush()).isEqualTo(pushed);
            assertThat(list.isEmpty()).isTrue();
            assertThat(list.flush()).isEmpty();
        }

        @Test
        void drainsSomeThenAll() {
            fill();
            List<@Nullable String> drained = new ArrayList<>();
            assertThat(list.drainTo(drained, 5)).isEqualTo(5);
            assertThat(list.drainTo(drained, 0)).isZero();
            assertThat(list.drainTo(drained, -1)).isZero();
            assertThat(list.takeBatch(drained::add, 3)).isEqualTo(3);
            assertThat(list.size()).isEqualTo(pushed.size() - 8);
            assertThat(list.drainTo(drained)).isEqualTo(pushed.size() - 8);
            assertThat(drained).isEqualTo(pushed);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> list.takeBatch(drained::add, 0))
                    .withMessage("limit too small: limitCount=0 minimum=1");
        }

        @Test
        void keepsTheRestWhenASinkThrows() {
            fill();
            assertThatThrownBy(
                            () ->
                                    list.takeBatch(
                                            value -> {
                                                throw new UnsupportedOperationException(value);
                                            },
                                            3))
                    .hasMessage("element 0");
            assertThat(list.pop()).isEqualTo("element 1");
        }

        @Test
        void iteratesWithoutTaking() {
            fill();
            assertThat(list).containsExactlyElementsOf(pushed);
            assertThat(list.stream()).containsExactlyElementsOf(pushed);
            assertThat(list.size()).isEqualTo(pushed.size());
        }

        @Test
        void iteratesOverWhatWasThereWhateverHappens() {
            fill();
            Iterator<@Nullable String> before = list.iterator();
            assertThat(list.flush()).hasSize(pushed.size());
            list.push("later");
            Iterator<@Nullable String> after = list.iterator();
            assertThat(before).toIterable().containsExactlyElementsOf(pushed);
            assertThat(after).toIterable().containsExactly("later");
        }

        @Test
        void givesTheMemoryOfAnIterationBack() {
            fill();
            Iterator<@Nullable String> iterator = list.iterator();
            list.flush();
            long during = list.statistics().byteCount();
            iterator.forEachRemaining(value -> {});
            assertThat(list.statistics().byteCount()).isLessThan(during);
        }

        @Test
        void popsWhileItIsIterated() {
            fill();
            List<@Nullable String> seen = new ArrayList<>();
            for (String value : list) {
                seen.add(value);
                list.pop();
            }
            assertThat(seen).isEqualTo(pushed);
            assertThat(list.isEmpty()).isTrue();
        }

        @Test
        void endsAnIterationWithTheClose() {
            fill();
            Iterator<@Nullable String> iterator = list.iterator();
            assertThat(iterator.next()).isEqualTo("element 0");
            list.close();
            assertThatIllegalStateException()
                    .isThrownBy(iterator::next)
                    .withMessage("xlist is closed");
        }
    }

    @Nested
    class Finished {
        @Test
        void refusesPushesAndDrains() {
            list.push("last");
            list.finish();
            list.finish();
            assertThat(list.isFinished()).isTrue();
            assertThat(list).hasToString("XList[size=1 finished]");
            assertThatIllegalStateException()
                    .isThrownBy(() -> list.push("late"))
                    .withMessage("xlist is finished");
            assertThat(list.take()).isEqualTo("last");
            assertThatExceptionOfType(NoSuchElementException.class)
                    .isThrownBy(list::take)
                    .withMessage("xlist is finished and drained");
            assertThat(list.takeBatch(value -> {}, 9)).isZero();
            assertThat(list.statistics()).isEqualTo(NOTHING);
        }
    }

    @Nested
    class Closed {
        @Test
        void refusesEverything() {
            list.push("gone");
            list.close();
            list.close();
            assertThat(list.isClosed()).isTrue();
            assertThat(list).hasToString("XList[size=0 closed]");
            List<Runnable> calls =
                    List.of(
                            () -> list.push(""),
                            () -> list.offer(""),
                            () -> list.offer("", Duration.ZERO),
                            list::pop,
                            () -> list.poll(""),
                            list::take,
                            () -> list.take(Duration.ZERO),
                            () -> list.takeBatch(value -> {}, 1),
                            () -> list.drainTo(new ArrayList<>()),
                            () -> list.drainTo(new ArrayList<>(), 1),
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
    }

    @Nested
    class Bounded {
        private final XList<String> bounded = XList.bounded(1);

        @AfterEach
        void close() {
            bounded.close();
            assertThat(bounded.statistics()).isEqualTo(NOTHING);
        }

        @Test
        void refusesWhatHasNoRoom() {
            assertThat(bounded.offer("a")).isTrue();
            assertThat(bounded.offer("b")).isFalse();
            assertThat(bounded.offer("b", Duration.ofMillis(1))).isFalse();
            assertThat(bounded.pop()).isEqualTo("a");
            assertThat(bounded.offer("c", Duration.ofDays(1))).isTrue();
            assertThat(bounded.flush()).containsExactly("c");
        }

        @Test
        void letsAProducerWait() throws Exception {
            bounded.push("a");
            Threads<Boolean> producer =
                    Threads.start(() -> bounded.offer("b", Duration.ofDays(1))).untilItWaits();
            assertThat(bounded.pop()).isEqualTo("a");
            assertThat(producer.result()).isTrue();
            assertThat(bounded.pop()).isEqualTo("b");
        }
    }

    @Nested
    class WithLittleMemory {
        @Test
        void staysAsItWasWhenThereIsNoMore() {
            MemoryBudget little = new MemoryBudget("list", ChunkPool.PAGE_BYTES);
            try (XList<String> limited = new XList<>(little)) {
                limited.push("small");
                assertThatExceptionOfType(ArenaExhaustedException.class)
                        .isThrownBy(() -> limited.push("x".repeat(10_000)))
                        .satisfies(
                                exhausted ->
                                        assertThat(exhausted.limitBytes())
                                                .isEqualTo(ChunkPool.PAGE_BYTES));
                assertThat(limited.size()).isEqualTo(1);
                limited.push("small too");
                assertThat(limited.flush()).containsExactly("small", "small too");
            }
            assertThat(little.usedBytes()).isZero();
        }
    }
}
