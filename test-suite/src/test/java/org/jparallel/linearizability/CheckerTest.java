// SPDX-License-Identifier: Apache-2.0
package org.jparallel.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The checker finds what it looks for: in histories written by hand, and in what containers do
/// that are broken on purpose.
@Timeout(60)
class CheckerTest {
    private static final int ROUND_LIMIT = 20_000;

    private static Operation operation(
            int process, String name, Object input, Object output, long... times) {
        return new Operation(process, name, input, output, times[0], times[1]);
    }

    private static Operation push(int element, long began, long ended) {
        int process = element / QueueModel.PRODUCER;
        return operation(process, "push", element, "null", began, ended);
    }

    private static Operation poll(Object output, long began, long ended) {
        return operation(9, "poll", "", output, began, ended);
    }

    private static boolean explains(Operation... history) {
        return Checker.explains(new QueueModel(), List.of(history));
    }

    @Nested
    class AHistoryWithAnOrder {
        @Test
        void isExplained() {
            assertThat(explains()).isTrue();
            assertThat(explains(push(1, 1, 2), push(2, 3, 4), poll(1, 5, 6), poll(2, 7, 8)))
                    .isTrue();
        }

        @Test
        void isExplainedWhereverCallsOverlap() {
            assertThat(explains(push(1, 1, 10), poll(1, 2, 3))).isTrue();
            assertThat(explains(push(1, 1, 10), poll("empty", 2, 3), poll(1, 4, 5))).isTrue();
        }

        @Test
        void isExplainedInAnyOrderOfTwoProducers() {
            assertThat(explains(push(101, 1, 2), push(1, 3, 4), poll(1, 5, 6), poll(101, 7, 8)))
                    .isTrue();
        }

        @Test
        void ofAThousandCallsIsExplained() {
            List<Operation> pushes =
                    IntStream.range(0, 100)
                            .mapToObj(i -> push(i, 2L * i, 2L * i + 1))
                            .toList();
            assertThat(Checker.explains(new QueueModel(), pushes)).isTrue();
        }
    }

    @Nested
    class AHistoryWithoutAnOrder {
        @Test
        void hasElementsOfOneProducerInTheWrongOrder() {
            assertThat(explains(push(1, 1, 2), push(2, 3, 4), poll(2, 5, 6), poll(1, 7, 8)))
                    .isFalse();
        }

        @Test
        void findsNothingAlthoughAPushHadReturned() {
            assertThat(explains(push(1, 1, 2), poll("empty", 3, 4))).isFalse();
        }

        @Test
        void takesAnElementTwice() {
            assertThat(explains(push(1, 1, 2), poll(1, 3, 4), poll(1, 3, 5))).isFalse();
        }

        @Test
        void takesAnElementBeforeItIsPushed() {
            assertThat(explains(poll(1, 1, 2), push(1, 3, 4))).isFalse();
        }

        @Test
        void releasesTwoForOneSignal() {
            List<Operation> history =
                    List.of(
                            operation(0, "signal", "", "null", 1, 2),
                            operation(1, "await", "", true, 1, 9),
                            operation(2, "await", "", true, 1, 9));
            assertThat(Checker.explains(new EventModel(), history)).isFalse();
        }

        @Test
        void overwritesWhatAnotherHasStored() {
            List<Operation> history =
                    List.of(
                            operation(1, "put", new MapModel.Entry("a", 1), "null", 1, 2),
                            operation(2, "put", new MapModel.Entry("a", 2), 1, 3, 4));
            assertThat(Checker.explains(new MapModel(), history)).isFalse();
        }

        @Test
        void showsAListThatNeverWas() {
            List<Operation> history =
                    List.of(
                            operation(0, "add", 1, "null", 1, 2),
                            operation(0, "addFirst", 2, "null", 3, 4),
                            operation(1, "snapshot", "", List.of(1, 2), 1, 6));
            assertThat(Checker.explains(new ListModel(), history)).isFalse();
        }
    }

    @Nested
    class ABrokenContainer {
        /// Two threads at a time take from a queue that lets both take the same element.
        private boolean showsItselfInOneRound() throws InterruptedException {
            Recorder recorder = new Recorder(2);
            Queue<Integer> broken = new ArrayDeque<>(List.of(1));
            Runnable taker =
                    () -> {
                        recorder.awaitAll();
                        recorder.record(9, "poll", "", () -> takeInTwoSteps(broken));
                    };
            Thread one = Thread.ofPlatform().start(taker);
            Thread other = Thread.ofPlatform().start(taker);
            one.join();
            other.join();
            List<Operation> history = new ArrayList<>(recorder.history());
            history.addFirst(push(1, -2, -1));
            return !Checker.explains(new QueueModel(), history);
        }

        private static Object takeInTwoSteps(Queue<Integer> queue) {
            Integer first;
            synchronized (queue) {
                first = queue.peek();
            }
            LockSupport.parkNanos(1_000);
            synchronized (queue) {
                queue.poll();
            }
            return first == null ? "empty" : first;
        }

        @Test
        void showsItself() throws InterruptedException {
            int round = 0;
            while (!showsItselfInOneRound()) {
                round++;
                assertThat(round).isLessThan(ROUND_LIMIT);
            }
        }
    }
}
