// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jparallel.context.Blocking;
import org.jparallel.context.Context;
import org.jparallel.context.WaitInterruptedException;
import org.jparallel.protect.Event;
import org.jparallel.protect.ProtectedList;
import org.jparallel.protect.WorldNotStoppedException;
import org.jparallel.protect.WorldNotStoppedException.RunningContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncStopTheWorldTest {
    private static final int LOOK_COUNT = 2_000;

    private Async async;
    private volatile boolean ends;
    private long counter;

    @BeforeEach
    void open() {
        async = Async.open(AsyncLimits.standard().withParallelThreads(2));
    }

    @AfterEach
    void close() {
        ends = true;
        async.close();
    }

    /// Keeps a thread busy until the test ends, or the condition holds, without any safe point.
    private void spinUntil(BooleanSupplier condition) {
        while (!ends && !condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    /// {@return by how much the counter, which contexts alone change, changes in a while}
    private long change() {
        long before = counter;
        for (int i = 0; i < LOOK_COUNT; i++) {
            Thread.onSpinWait();
        }
        return counter - before;
    }

    @Nested
    class WithNothingToStop {
        @Test
        void runs() {
            List<String> ran = new ArrayList<>();
            async.stopTheWorld(() -> ran.add("once"));
            async.stopTheWorld(() -> ran.add("twice"), Duration.ZERO);
            assertThat(ran).containsExactly("once", "twice");
        }

        @Test
        void throwsWhatTheWorkThrowsAndGoesOn() {
            IOException failure = new IOException("from the work");
            assertThatThrownBy(
                            () ->
                                    async.stopTheWorld(
                                            () -> {
                                                throw failure;
                                            }))
                    .isSameAs(failure);
            async.submitWork(() -> counter++);
            async.run();
            assertThat(counter).isEqualTo(1);
        }

        @Test
        void refusesWhatMakesNoSense() {
            assertThatThrownBy(() -> async.stopTheWorld(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("work");
            assertThatThrownBy(() -> async.stopTheWorld(() -> {}, null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("timeout");
            assertThatThrownBy(() -> async.stopTheWorld(() -> {}, Duration.ofNanos(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("negative: timeout=PT-0.000000001S");
        }
    }

    @Nested
    class WhileItIsStopped {
        private void refused(String call, Runnable work) {
            assertThatThrownBy(() -> async.stopTheWorld(work::run))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(call + " called while the world is stopped");
        }

        @Test
        void theMainThreadNeitherRunsNorWaits() {
            CompletableFuture<Integer> future = async.future(length -> length + 1, 1);
            refused("stopTheWorld", () -> async.stopTheWorld(() -> {}));
            refused("run", async::run);
            refused("runOnce", async::runOnce);
            refused("wait", () -> new Event().await());
            refused("wait", () -> async.map(length -> length, List.of(1, 2)));
            async.run();
            assertThat(future.join()).isEqualTo(2);
        }

        @Test
        void theMainThreadWritesWhatContextsContendFor() {
            ProtectedList<Integer> list = async.list();
            int contextCount = 8;
            int stopCount = 200;
            for (int i = 0; i < contextCount; i++) {
                async.submitWork(() -> addAgainAndAgain(list));
            }
            for (int i = 0; i < stopCount; i++) {
                Waits.until(() -> !list.isEmpty());
                async.stopTheWorld(
                        () -> {
                            list.clear();
                            list.add(1);
                            assertThat(list.size()).isEqualTo(1);
                            list.clear();
                        });
            }
            ends = true;
            async.run();
        }

        private void addAgainAndAgain(ProtectedList<Integer> list) {
            for (int i = 0; i < 100; i++) {
                list.add(0);
            }
            if (!ends) {
                async.submitWork(() -> addAgainAndAgain(list));
            }
        }

        @Test
        void worksAreSubmittedAndStartAfterwards() {
            int workCount = 200_000;
            AtomicInteger ranCount = new AtomicInteger();
            async.stopTheWorld(
                    () -> {
                        for (int i = 0; i < workCount; i++) {
                            async.submitWork(ranCount::incrementAndGet);
                        }
                        assertThat(ranCount.get()).isZero();
                    });
            async.run();
            assertThat(ranCount.get()).isEqualTo(workCount);
        }

        @Test
        void aContextThatIsWokenDoesNotGoOn() {
            Event event = new Event();
            CountDownLatch waiting = new CountDownLatch(1);
            async.submitWork(
                    () -> {
                        waiting.countDown();
                        event.await();
                        counter++;
                    });
            Waits.until(() -> waiting.getCount() == 0);
            async.stopTheWorld(
                    () -> {
                        event.signal();
                        assertThat(change()).isZero();
                        assertThat(counter).isZero();
                    });
            async.run();
            assertThat(counter).isEqualTo(1);
        }

        @Test
        void whatBlocksOutsideDoesNotComeBack() {
            CountDownLatch blocked = new CountDownLatch(1);
            CountDownLatch outside = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(1);
            async.submitWork(
                    () -> {
                        Blocking.call(
                                () -> {
                                    blocked.countDown();
                                    outside.await();
                                    over.countDown();
                                    return 0;
                                });
                        counter++;
                    });
            Waits.until(() -> blocked.getCount() == 0);
            async.stopTheWorld(
                    () -> {
                        outside.countDown();
                        over.await();
                        assertThat(change()).isZero();
                        assertThat(counter).isZero();
                    });
            async.run();
            assertThat(counter).isEqualTo(1);
        }
    }

    @Nested
    class AContextStops {
        /// Stops a context that goes round a loop, again and again.
        private void stopsIn(Runnable round) {
            CountDownLatch started = new CountDownLatch(1);
            async.submitWork(
                    () -> {
                        started.countDown();
                        while (!ends) {
                            round.run();
                            counter++;
                        }
                    });
            Waits.until(() -> started.getCount() == 0);
            for (int i = 0; i < 20; i++) {
                async.stopTheWorld(() -> assertThat(change()).isZero());
            }
            ends = true;
            async.run();
        }

        @Test
        void whenItAllocates() {
            stopsIn(
                    () -> {
                        if (counter % 100_000 == 0) {
                            Context.current().rewind(Context.current().mark());
                        }
                        Context.current().allocate(16, 8);
                    });
        }

        @Test
        void whenItAllocatesNowAndThen() {
            CountDownLatch started = new CountDownLatch(1);
            async.submitWork(
                    () -> {
                        Context.current().allocate(8, 8);
                        started.countDown();
                        spinUntil(() -> counter == 1);
                        Context.current().allocate(8, 8);
                        counter++;
                    });
            Waits.until(() -> started.getCount() == 0);
            Thread main = Thread.currentThread();
            Thread.startVirtualThread(
                    () -> {
                        Waits.until(() -> main.getState() == Thread.State.TIMED_WAITING);
                        counter = 1;
                    });
            async.stopTheWorld(() -> assertThat(counter).isEqualTo(1));
            async.run();
            assertThat(counter).isEqualTo(2);
        }

        @Test
        void whenItWaits() {
            stopsIn(() -> Blocking.await(() -> false, 1_000));
        }

        @Test
        void whenItAsksTheMainThread() {
            async.submitWork(
                    () -> {
                        for (int i = 0; i < 100; i++) {
                            counter += async.callFromMainThreadAndWait(() -> 1);
                        }
                    });
            while (counter < 100) {
                async.stopTheWorld(() -> assertThat(change()).isZero());
                async.runOnce();
            }
            async.run();
        }

        @Test
        void betweenTwoWorks() {
            for (int i = 0; i < 100_000; i++) {
                async.submitWork(() -> counter++);
            }
            for (int i = 0; i < 20; i++) {
                async.stopTheWorld(() -> assertThat(change()).isZero());
            }
            async.run();
        }

        @Test
        void betweenTwoItems() {
            ListSource<Integer> queue = new ListSource<>();
            async.submitQueue(queue, 1, item -> counter += item);
            for (int i = 0; i < 20; i++) {
                queue.push(1);
                async.stopTheWorld(() -> assertThat(change()).isZero());
            }
            queue.finish();
            async.run();
            assertThat(counter).isEqualTo(20);
        }
    }

    @Nested
    class AContextThatDoesNotStop {
        private final CountDownLatch started = new CountDownLatch(1);

        @BeforeEach
        void start() {
            async.submitWork(
                    () -> {
                        started.countDown();
                        spinUntil(() -> false);
                    });
            Waits.until(() -> started.getCount() == 0);
        }

        @Test
        void isNamed() {
            List<String> ran = new ArrayList<>();
            Event event = new Event();
            async.submitWork(
                    () -> {
                        event.await();
                        counter++;
                    });
            WorldNotStoppedException thrown =
                    catchThrowableOfType(
                            WorldNotStoppedException.class,
                            () ->
                                    async.stopTheWorld(
                                            () -> ran.add("work"), Duration.ofMillis(30)));
            assertThat(ran).isEmpty();
            RunningContext context = thrown.contexts().getFirst();
            assertThat(thrown.contexts()).hasSize(1);
            assertThat(context.thread()).startsWith("jparallel-");
            assertThat(context.work()).startsWith(AsyncStopTheWorldTest.class.getName());
            assertThat(context.position()).isNotEmpty();
            assertThat(context.runMillis()).isGreaterThanOrEqualTo(30);
            assertThat(thrown)
                    .hasMessage(
                            "contexts did not reach a safe point in time: timeoutMillis=30"
                                    + " contexts=[thread="
                                    + context.thread()
                                    + " work="
                                    + context.work()
                                    + " runMillis="
                                    + context.runMillis()
                                    + " position="
                                    + context.position()
                                    + "]");
            event.signal();
            ends = true;
            async.run();
            assertThat(counter).isEqualTo(1);
        }

        @Test
        void isNotWaitedForByAnInterruptedMainThread() {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> async.stopTheWorld(() -> counter++))
                    .isInstanceOf(WaitInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            ends = true;
            async.run();
            assertThat(counter).isZero();
        }
    }

    @Nested
    class OtherThreads {
        @Test
        void doNotStopTheWorld() {
            String refusal = "stopTheWorld is for the main thread: thread=";
            assertThat(OtherThread.thrownBy(() -> async.stopTheWorld(() -> {})))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageStartingWith(refusal + "stranger mainThread=");
            List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
            async.submitWork(
                    () -> thrown.add(catchThrowable(() -> async.stopTheWorld(() -> {}))));
            async.run();
            assertThat(thrown.getFirst())
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageStartingWith(refusal + "jparallel-");
        }

        @Test
        void askTheMainThreadToStopIt() {
            async.submitWork(
                    () ->
                            async.callFromMainThreadAndWait(
                                    () -> {
                                        async.stopTheWorld(() -> counter++);
                                        return true;
                                    }));
            async.run();
            assertThat(counter).isEqualTo(1);
        }

        @Test
        void areNotStoppedOnceItIsClosed() {
            async.close();
            assertThatThrownBy(() -> async.stopTheWorld(() -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("async is closed");
        }
    }
}
