// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncMainCallsTest {
    private final Thread main = Thread.currentThread();
    private final List<Object> seen = Collections.synchronizedList(new ArrayList<>());
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open();
    }

    @AfterEach
    void close() {
        async.close();
    }

    @Nested
    class AndWait {
        @Test
        void runsOnTheMainThreadAndReturnsTheResult() {
            async.submitWork(
                    () ->
                            seen.add(
                                    async.callFromMainThreadAndWait(
                                            () -> Thread.currentThread() == main)));
            async.run();
            assertThat(seen).containsExactly(true);
        }

        @Test
        void returnsNull() {
            async.submitWork(
                    () -> seen.add(async.callFromMainThreadAndWait(() -> null) == null));
            async.run();
            assertThat(seen).containsExactly(true);
        }

        @Test
        void throwsTheVeryObjectInTheContextAlone() {
            IOException failure = new IOException("main");
            async.submitWork(
                    () ->
                            seen.add(
                                    catchThrowable(
                                            () ->
                                                    async.callFromMainThreadAndWait(
                                                            () -> {
                                                                throw failure;
                                                            }))));
            async.run();
            assertThat(seen).containsExactly(failure);
        }

        @Test
        void isServedForManyContextsAtOnce() {
            int[] plain = {0};
            for (int i = 0; i < 1_000; i++) {
                async.submitWork(
                        () -> {
                            for (int j = 0; j < 10; j++) {
                                async.callFromMainThreadAndWait(() -> plain[0]++);
                            }
                        });
            }
            async.run();
            assertThat(plain[0]).isEqualTo(10_000);
        }
    }

    @Nested
    class AndGoOn {
        @Test
        void runsBeforeRunReturns() {
            async.submitWork(() -> async.callFromMainThread(() -> seen.add("called")));
            async.run();
            assertThat(seen).containsExactly("called");
        }

        @Test
        void keepsTheOrderOfEachContextThoughTheRingSpills() {
            List<List<Integer>> orders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                List<Integer> order = new ArrayList<>();
                orders.add(order);
                async.submitWork(
                        () -> {
                            for (int j = 0; j < 5_000; j++) {
                                int number = j;
                                async.callFromMainThread(() -> order.add(number));
                            }
                        });
            }
            async.run();
            List<Integer> inOrder = IntStream.range(0, 5_000).boxed().toList();
            assertThat(orders).allMatch(inOrder::equals);
        }

        @Test
        void aFailureComesOutOfRun() {
            IOException failure = new IOException("main");
            async.submitWork(
                    () ->
                            async.callFromMainThread(
                                    () -> {
                                        throw failure;
                                    }));
            assertThatThrownBy(async::run).isSameAs(failure);
            async.run();
        }
    }

    @Nested
    class InsideOfACall {
        private Throwable thrownInsideBy(Runnable call) {
            async.submitWork(
                    () ->
                            seen.add(
                                    async.callFromMainThreadAndWait(
                                            () -> catchThrowable(call::run))));
            async.run();
            return (Throwable) seen.getFirst();
        }

        @Test
        void runIsRefused() {
            assertThat(thrownInsideBy(async::run))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("run called inside of run");
        }

        @Test
        void runOnceIsRefused() {
            assertThat(thrownInsideBy(async::runOnce))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("runOnce called inside of run");
        }

        @Test
        void closeIsRefused() {
            assertThat(thrownInsideBy(async::close))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("close called inside of run");
            async.run();
        }

        @Test
        void runIsRefusedThoughNobodyRuns() {
            Object thrown =
                    async.future(
                                    _ ->
                                            async.callFromMainThreadAndWait(
                                                    () -> catchThrowable(async::run)),
                                    1)
                            .join();
            assertThat((Throwable) thrown).hasMessage("run called inside of a main-thread call");
        }

        @Test
        void worksMayBeSubmittedAndMappedAndWaitedFor() {
            async.submitWork(
                    () ->
                            async.callFromMainThread(
                                    () -> {
                                        seen.addAll(async.map(i -> i * i, List.of(1, 2, 3)));
                                        seen.add(async.future(i -> i + 1, 41).join());
                                        async.submitWork(() -> seen.add("work"));
                                    }));
            async.run();
            assertThat(seen).containsExactly(1, 4, 9, 42, "work");
        }
    }

    @Nested
    class Interrupted {
        @Test
        void theMainThreadLeavesRunAndMayGoOn() {
            async.submitWork(
                    () -> {
                        main.interrupt();
                        Waits.until(() -> seen.contains("left"));
                    });
            assertThatThrownBy(async::run)
                    .isInstanceOf(org.jparallel.context.WaitInterruptedException.class)
                    .hasMessage("wait interrupted: thread=" + main.getName());
            assertThat(Thread.interrupted()).isTrue();
            seen.add("left");
            async.run();
        }

        @Test
        void theMainThreadLeavesRunThoughItIsKeptBusy() {
            async.submitWork(
                    () -> {
                        main.interrupt();
                        while (!seen.contains("left")) {
                            async.callFromMainThread(() -> {});
                        }
                    });
            assertThatThrownBy(async::run)
                    .isInstanceOf(org.jparallel.context.WaitInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            seen.add("left");
            async.run();
        }
    }
}
