// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.context.Blocking;
import org.jparallel.protect.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AsyncBlockingTest {
    private static final int CHAIN_COUNT = 1_000;

    private Async async;

    @BeforeEach
    void open() {
        async = Async.open(AsyncLimits.standard().withParallelThreads(2));
    }

    @AfterEach
    void close() {
        async.close();
    }

    private void reopen(AsyncLimits limits) {
        async.close();
        async = Async.open(limits);
    }

    @Nested
    class AChainOfAThousand {
        @Test
        void contextsThatWaitForEventsEnds() {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i <= CHAIN_COUNT; i++) {
                events.add(new Event());
            }
            for (int i = CHAIN_COUNT - 1; i >= 0; i--) {
                Event before = events.get(i);
                Event after = events.get(i + 1);
                async.submitWork(
                        () -> {
                            before.await();
                            after.signal();
                        });
            }
            async.submitWork(events.getFirst()::signal);
            async.run();
            events.getLast().await(Duration.ZERO);
        }

        @Test
        void contextsThatWaitForLatchesEnds() {
            List<CountDownLatch> latches = new ArrayList<>();
            for (int i = 0; i <= CHAIN_COUNT; i++) {
                latches.add(new CountDownLatch(1));
            }
            for (int i = CHAIN_COUNT - 1; i >= 0; i--) {
                CountDownLatch before = latches.get(i);
                CountDownLatch after = latches.get(i + 1);
                async.submitWork(
                        () -> {
                            before.await();
                            after.countDown();
                        });
            }
            async.submitWork(latches.getFirst()::countDown);
            async.run();
            assertThat(latches.getLast().getCount()).isZero();
        }

        @Test
        void contextsThatWaitForTheFuturesOfTheirOwnWorksEnds() {
            assertThat(async.future(this::descend, 300).join()).isEqualTo(301);
        }

        private int descend(int depth) {
            return depth == 0 ? 1 : async.future(this::descend, depth - 1).join() + 1;
        }
    }

    @Nested
    class AWaitTheLibraryDoesNotSee {
        @Test
        void inALockLetsOthersRun() {
            Object lock = new Object();
            AtomicLong entered = new AtomicLong();
            CountDownLatch others = new CountDownLatch(100);
            synchronized (lock) {
                for (int i = 0; i < 10; i++) {
                    async.submitWork(() -> enter(lock, entered));
                }
                for (int i = 0; i < 100; i++) {
                    async.submitWork(others::countDown);
                }
                assertThat(Waits.until(() -> others.getCount() == 0)).isTrue();
            }
            async.run();
            assertThat(entered).hasValue(10);
        }

        private void enter(Object lock, AtomicLong entered) {
            synchronized (lock) {
                entered.getAndIncrement();
            }
        }

        @Test
        void toldOfLetsOthersRunAtOnce() {
            CountDownLatch latch = new CountDownLatch(1);
            for (int i = 0; i < 10; i++) {
                async.submitWork(
                        () ->
                                Blocking.call(
                                        () -> {
                                            latch.await();
                                            return true;
                                        }));
            }
            async.submitWork(latch::countDown);
            async.run();
        }

        @Test
        void aroundAWaitTheLibrarySeesGivesTheCoreAwayOnce() {
            Event event = new Event();
            AtomicLong count = new AtomicLong();
            for (int i = 0; i < 4; i++) {
                async.submitWork(
                        () ->
                                Blocking.call(
                                        () -> {
                                            event.await();
                                            return true;
                                        }));
            }
            for (int i = 0; i < 1_000; i++) {
                async.submitWork(count::getAndIncrement);
            }
            assertThat(Waits.until(() -> count.get() == 1_000)).isTrue();
            async.submitWork(
                    () -> {
                        for (int i = 0; i < 4; i++) {
                            async.submitWork(event::signal);
                            long left = 4L - i;
                            Waits.until(() -> async.activeContexts() <= left);
                        }
                    });
            async.run();
        }
    }

    @Nested
    class TooFewSpareThreads {
        private final List<Throwable> refused = Collections.synchronizedList(new ArrayList<>());

        @BeforeEach
        void openWithFew() {
            reopen(AsyncLimits.standard().withParallelThreads(2).withSpareThreads(2));
        }

        @Test
        void refuseAWaitAndLoseNothing() {
            Event event = new Event();
            AtomicLong count = new AtomicLong();
            CountDownLatch decided = new CountDownLatch(4);
            for (int i = 0; i < 4; i++) {
                async.submitWork(
                        () -> {
                            decided.countDown();
                            Throwable thrown = catchThrowable(event::await);
                            if (thrown != null) {
                                refused.add(thrown);
                            }
                        });
            }
            for (int i = 0; i < 100; i++) {
                async.submitWork(count::getAndIncrement);
            }
            assertThat(Waits.until(() -> count.get() == 100 && decided.getCount() == 0)).isTrue();
            long waitingCount = 4L - refused.size();
            assertThat(async.statistics().threadCount()).isLessThanOrEqualTo(4);
            for (int i = 0; i < waitingCount; i++) {
                long left = waitingCount - i - 1;
                event.signal();
                assertThat(Waits.until(() -> async.activeContexts() <= left)).isTrue();
            }
            async.run();
            assertThat(refused)
                    .isNotEmpty()
                    .allSatisfy(
                            thrown ->
                                    assertThat(thrown)
                                            .hasMessage(
                                                    "too many waiting contexts:"
                                                            + " threadCount=4 limitCount=4"));
        }

        @Test
        void bindTheMonitorToo() {
            Event event = new Event();
            CountDownLatch latch = new CountDownLatch(1);
            CountDownLatch started = new CountDownLatch(4);
            AtomicLong count = new AtomicLong();
            for (int i = 0; i < 2; i++) {
                async.submitWork(
                        () -> {
                            started.countDown();
                            event.await();
                        });
            }
            assertThat(Waits.until(() -> started.getCount() == 2)).isTrue();
            for (int i = 0; i < 20; i++) {
                async.submitWork(
                        () -> {
                            started.countDown();
                            latch.await();
                            count.getAndIncrement();
                        });
            }
            assertThat(Waits.until(() -> started.getCount() == 0)).isTrue();
            for (int i = 0; i < 100; i++) {
                LockSupport.parkNanos(1_000_000);
                assertThat(async.statistics().threadCount()).isLessThanOrEqualTo(4);
            }
            latch.countDown();
            event.signal();
            assertThat(Waits.until(() -> async.activeContexts() <= 1)).isTrue();
            event.signal();
            async.run();
            assertThat(count).hasValue(20);
        }

        @Test
        void ofNoneRefuseEveryWait() {
            reopen(AsyncLimits.standard().withParallelThreads(1).withSpareThreads(0));
            async.submitWork(() -> new Event().await());
            assertThatThrownBy(async::run)
                    .hasMessage("too many waiting contexts: threadCount=1 limitCount=1");
            async.run();
        }
    }
}
