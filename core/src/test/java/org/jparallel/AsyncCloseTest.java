// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jparallel.arena.ChunkPool;
import org.jparallel.context.Context;
import org.jparallel.context.WaitInterruptedException;
import org.jparallel.protect.Event;
import org.jparallel.work.Timer;
import org.jparallel.work.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncCloseTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    private final List<Object> seen = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean released = new AtomicBoolean();
    private Async async;

    @BeforeEach
    void open() {
        async =
                Async.open(
                        AsyncLimits.standard().withParallelThreads(2).withStopTimeout(SHORT));
    }

    @AfterEach
    void close() {
        released.set(true);
        assertThat(Waits.until(() -> async.statistics().threadCount() == 0)).isTrue();
        assertThat(async.statistics().arenaBytes()).isZero();
    }

    private void reopen(AsyncLimits limits) {
        async.close();
        async = Async.open(limits);
    }

    private static long threadCount(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }

    @Nested
    class WithNothingActive {
        @Test
        void leavesNoThreadAndNoByte() {
            List<String> names = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 100; i++) {
                async.submitWork(
                        () -> {
                            names.add(Thread.currentThread().getName());
                            Context.current().allocate(100_000, 8);
                        });
            }
            async.run();
            async.close();
            assertThat(async.statistics().arenaBytes()).isZero();
            assertThat(async.statistics().threadCount()).isZero();
            String name = names.getFirst();
            assertThat(threadCount(name.substring(0, name.lastIndexOf('-') + 1))).isZero();
            assertThat(ChunkPool.shared().statistics().reservedBytes()).isZero();
        }

        @Test
        void doesNothingTheSecondTimeFromAnyThread() {
            async.close();
            async.close();
            assertThat(OtherThread.thrownBy(async::close)).isNull();
        }

        @Test
        void isForTheMainThread() {
            assertThat(OtherThread.thrownBy(async::close))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessage(
                            "close is for the main thread: thread=stranger mainThread="
                                    + Thread.currentThread().getName());
            async.close();
        }

        @Test
        void keepsAnInterruptOfTheMainThread() {
            reopen(AsyncLimits.standard());
            async.submitWork(() -> seen.add("ran"));
            Thread.currentThread().interrupt();
            async.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(seen).containsExactly("ran");
        }
    }

    @Nested
    class WithWorksActive {
        @Test
        void runsAndServesThem() {
            reopen(AsyncLimits.standard());
            for (int i = 0; i < 100; i++) {
                async.submitWork(
                        () -> seen.add(async.callFromMainThreadAndWait(() -> "served")));
            }
            async.close();
            assertThat(seen).hasSize(100);
        }

        @Test
        void runsWhatTheySubmit() {
            reopen(AsyncLimits.standard());
            async.submitWork(() -> async.submitWork(() -> seen.add("nested")));
            async.close();
            assertThat(seen).containsExactly("nested");
        }

        @Test
        void throwsTheFailuresThatRunDidNot() {
            reopen(AsyncLimits.standard());
            for (int i = 0; i < 3; i++) {
                async.submitWork(
                        number -> {
                            throw new IllegalStateException("lost? " + number);
                        },
                        i);
            }
            Throwable thrown = catchThrowable(async::close);
            assertThat(thrown).hasMessageStartingWith("lost? ");
            assertThat(thrown.getSuppressed()).hasSize(2);
            async.close();
        }

        @Test
        void completesTheirFutures() {
            reopen(AsyncLimits.standard());
            CompletableFuture<Integer> future = async.future(i -> i + 1, 1);
            async.close();
            assertThat(future).isCompletedWithValue(2);
        }
    }

    @Nested
    class WithWaitsActive {
        @Test
        void cancelsWaitsAndTimers() {
            AtomicLong count = new AtomicLong();
            Event event = new Event();
            async.submitWait(event, count::getAndIncrement);
            async.submitWait(event, count::getAndIncrement, Duration.ofDays(1));
            Timer timer = async.submitTimer(Duration.ofDays(1), SHORT, count::getAndIncrement);
            async.close();
            assertThat(timer.cancel()).isFalse();
            event.signal();
            event.await(Duration.ZERO);
            assertThat(count).hasValue(0);
            assertThat(async.activeContexts()).isZero();
        }

        @Test
        void runsWaitsThatAWorkSignals() {
            reopen(AsyncLimits.standard());
            Event event = new Event();
            async.submitWait(event, () -> seen.add("signalled"));
            async.submitWork(event::signal);
            async.close();
            assertThat(seen).containsExactly("signalled");
        }
    }

    @Nested
    class WithStuckWorks {
        @Test
        void interruptsThoseThatWait() {
            Event never = new Event();
            start(never::await);
            assertThatThrownBy(async::close).isInstanceOf(WaitInterruptedException.class);
            assertThat(async.activeContexts()).isZero();
        }

        @Test
        void interruptsThoseThatWaitWithoutTheLibrary() {
            CountDownLatch never = new CountDownLatch(1);
            start(never::await);
            assertThatThrownBy(async::close).isInstanceOf(InterruptedException.class);
        }

        /// Submits a work and waits until it has started.
        private void start(Work work) {
            async.submitWork(
                    () -> {
                        seen.add("started");
                        work.run();
                    });
            assertThat(Waits.until(() -> seen.contains("started"))).isTrue();
        }

        @Test
        void interruptsAgainWhatSwallowsAnInterrupt() {
            CountDownLatch never = new CountDownLatch(1);
            CountDownLatch started = new CountDownLatch(1);
            async.submitWork(
                    () -> {
                        for (int i = 0; i < 3; i++) {
                            started.countDown();
                            seen.add(catchThrowable(never::await));
                        }
                        seen.add("ended");
                    });
            assertThat(Waits.until(() -> started.getCount() == 0)).isTrue();
            async.close();
            assertThat(seen).hasSize(4).endsWith("ended");
        }

        @Test
        void interruptsConsumersOfAQueueThatIsNeverFinished() {
            ListSource<Integer> source = new ListSource<>();
            async.submitQueue(source, 3, seen::add);
            assertThat(Waits.until(() -> source.waitingCount() == 3)).isTrue();
            assertThatThrownBy(async::close).isInstanceOf(WaitInterruptedException.class);
            assertThat(source.waitingCount()).isZero();
        }

        @Test
        void stopsConsumersOfAQueueThatNeverEnds() {
            AtomicLong count = new AtomicLong();
            async.submitQueue(
                    (sink, _) -> {
                        sink.accept(1);
                        return 1;
                    },
                    1,
                    (Integer item) -> count.addAndGet(item));
            assertThat(Waits.until(() -> count.get() > 100)).isTrue();
            assertThatThrownBy(async::close).isInstanceOf(WaitInterruptedException.class);
        }

        @Test
        void endsThoseThatFloodTheMainThreadWithCalls() {
            start(
                    () -> {
                        while (true) {
                            async.callFromMainThreadAndWait(() -> 1);
                        }
                    });
            assertThatThrownBy(async::close).isInstanceOf(WaitInterruptedException.class);
        }

        @Test
        void namesThoseThatGoOn() {
            async.submitWork(this::spin);
            assertThat(Waits.until(() -> seen.contains("spinning"))).isTrue();
            assertThatThrownBy(async::close)
                    .isInstanceOf(AsyncNotStoppedException.class)
                    .hasMessageMatching(
                            "contexts did not stop in time: timeoutMillis=20"
                                    + " threads=\\[jparallel-\\d+-\\d+] notStartedCount=0");
            async.close();
        }

        private void spin() {
            seen.add("spinning");
            while (!released.get()) {
                Thread.onSpinWait();
            }
            seen.add(catchThrowable(() -> async.submitWork(() -> {})));
            seen.add(catchThrowable(() -> async.callFromMainThread(() -> {})));
            seen.add(catchThrowable(() -> async.callFromMainThreadAndWait(() -> 1)));
        }

        @Test
        void refusesTheCallsOfThoseThatGoOn() {
            async.submitWork(this::spin);
            assertThat(Waits.until(() -> seen.contains("spinning"))).isTrue();
            assertThatThrownBy(async::close).isInstanceOf(AsyncNotStoppedException.class);
            released.set(true);
            assertThat(Waits.until(() -> seen.size() == 4)).isTrue();
            assertThat(seen.subList(1, 4))
                    .allSatisfy(
                            thrown ->
                                    assertThat((Throwable) thrown)
                                            .isInstanceOf(IllegalStateException.class)
                                            .hasMessage("async is closed"));
        }

        @Test
        void saysHowManyWorksNeverStartedAndFailsTheirFutures() {
            reopen(
                    AsyncLimits.standard()
                            .withParallelThreads(1)
                            .withSpareThreads(0)
                            .withStopTimeout(SHORT));
            async.submitWork(this::spin);
            assertThat(Waits.until(() -> seen.contains("spinning"))).isTrue();
            for (int i = 0; i < 3; i++) {
                async.submitWork(() -> seen.add("never"));
            }
            CompletableFuture<Integer> future = async.future(i -> i, 1);
            assertThatThrownBy(async::close)
                    .isInstanceOf(AsyncNotStoppedException.class)
                    .hasMessageEndingWith(" notStartedCount=4");
            assertThat(future)
                    .isCompletedExceptionally()
                    .failsWithin(Duration.ZERO)
                    .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                    .withCauseInstanceOf(IllegalStateException.class)
                    .withMessageContaining("async is closed");
            assertThat(seen).doesNotContain("never");
        }
    }

    @Nested
    class AfterClose {
        @BeforeEach
        void closeIt() {
            async.close();
        }

        @Test
        void everyCallThatWouldDoSomethingIsRefused() {
            Event event = new Event();
            ListSource<Integer> source = new ListSource<>();
            List<Runnable> calls =
                    List.of(
                            () -> async.submitWork(() -> {}),
                            () -> async.submitWork(i -> i, 1),
                            () -> async.submitWait(event, () -> {}),
                            () -> async.submitTimer(SHORT, SHORT, () -> {}),
                            () -> async.submitQueue(source, seen::add),
                            () -> async.future(i -> i, 1).join(),
                            () -> async.map(i -> i, List.of(1)),
                            () -> async.run(),
                            () -> async.runOnce());
            assertThat(calls)
                    .allSatisfy(
                            call ->
                                    assertThatThrownBy(call::run)
                                            .isInstanceOf(IllegalStateException.class)
                                            .hasMessage("async is closed"));
        }

        @Test
        void lookingIsAllowed() {
            assertThat(async.activeContexts()).isZero();
            assertThat(async.statistics().threadCount()).isZero();
            assertThat(Async.isMainThread()).isFalse();
        }
    }
}
