// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jparallel.context.Context;
import org.jparallel.protect.Event;
import org.jparallel.work.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncTimersTest {
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(100_000);

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
    class ASingleStart {
        @Test
        void firesOnceInAContext() {
            List<Boolean> inContext = new ArrayList<>();
            Timer timer =
                    async.submitTimer(
                            SOON,
                            Duration.ZERO,
                            () -> inContext.add(Context.current() != null));
            assertThat(async.activeContexts()).isEqualTo(1);
            async.run();
            assertThat(inContext).containsExactly(true);
            assertThat(timer.firedCount()).isEqualTo(1);
            assertThat(timer.skippedCount()).isZero();
            assertThat(timer.cancel()).isFalse();
            assertThat(async.activeContexts()).isZero();
        }

        @Test
        void cancelledBeforeNeverFires() {
            AtomicLong count = new AtomicLong();
            Timer timer = async.submitTimer(NEVER, Duration.ZERO, count::getAndIncrement);
            assertThat(timer.cancel()).isTrue();
            assertThat(timer.cancel()).isFalse();
            async.run();
            assertThat(count).hasValue(0);
            assertThat(timer.firedCount()).isZero();
        }

        @Test
        void firesInTheOrderOfTheTimes() {
            List<Integer> order = new ArrayList<>();
            Event first = new Event();
            async.submitTimer(
                    Duration.ofMillis(20),
                    Duration.ZERO,
                    () -> {
                        first.await();
                        order.add(2);
                    });
            async.submitTimer(
                    Duration.ofMillis(1),
                    Duration.ZERO,
                    () -> {
                        order.add(1);
                        first.signal();
                    });
            async.run();
            assertThat(order).containsExactly(1, 2);
        }

        @Test
        void thatFailsFailsRun() {
            async.submitTimer(
                    SOON,
                    Duration.ZERO,
                    () -> {
                        throw new IllegalStateException("timer");
                    });
            assertThatThrownBy(async::run).hasMessage("timer");
            async.run();
        }

        @Test
        void submittedByAContextFires() {
            AtomicLong count = new AtomicLong();
            async.submitWork(
                    () -> async.submitTimer(SOON, Duration.ZERO, count::getAndIncrement));
            async.run();
            assertThat(count).hasValue(1);
        }

        @Test
        void eitherFiresOrWasCancelled() {
            for (int i = 0; i < 2_000; i++) {
                AtomicLong count = new AtomicLong();
                AtomicLong cancelled = new AtomicLong();
                Timer timer =
                        async.submitTimer(Duration.ZERO, Duration.ZERO, count::getAndIncrement);
                async.submitWork(
                        () -> {
                            if (timer.cancel()) {
                                cancelled.getAndIncrement();
                            }
                        });
                async.run();
                assertThat(count.get() + cancelled.get()).isEqualTo(1);
                assertThat(timer.firedCount()).isEqualTo(count.get());
            }
        }
    }

    @Nested
    class APeriod {
        @Test
        void firesUntilCancelledFromInside() {
            AtomicReference<Timer> timer = new AtomicReference<>();
            AtomicLong count = new AtomicLong();
            timer.set(
                    async.submitTimer(
                            SOON,
                            SOON,
                            () -> {
                                if (count.incrementAndGet() == 5) {
                                    timer.get().cancel();
                                }
                            }));
            async.run();
            assertThat(count).hasValue(5);
            assertThat(timer.get().firedCount()).isEqualTo(5);
        }

        @Test
        void firesUntilCancelledByAnotherContext() {
            Event fired = new Event();
            Timer timer = async.submitTimer(SOON, SOON, fired::signal);
            async.submitWork(
                    () -> {
                        fired.await();
                        assertThat(timer.cancel()).isTrue();
                    });
            async.run();
            assertThat(timer.firedCount()).isPositive();
            assertThat(async.activeContexts()).isZero();
        }

        @Test
        void firesUntilCancelledByAStranger() {
            Event fired = new Event();
            Timer timer = async.submitTimer(SOON, SOON, fired::signal);
            Thread stranger =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        fired.await();
                                        timer.cancel();
                                    });
            async.run();
            assertThat(Waits.until(() -> !stranger.isAlive())).isTrue();
        }

        @Test
        void skipsAndCountsWhatOverlaps() {
            AtomicReference<Timer> timer = new AtomicReference<>();
            AtomicLong runningCount = new AtomicLong();
            AtomicLong overlapCount = new AtomicLong();
            timer.set(
                    async.submitTimer(
                            SOON,
                            SOON,
                            () -> {
                                overlapCount.addAndGet(runningCount.getAndIncrement());
                                Waits.until(() -> timer.get().skippedCount() >= 3);
                                runningCount.getAndDecrement();
                                timer.get().cancel();
                            }));
            async.run();
            assertThat(timer.get().firedCount()).isEqualTo(1);
            assertThat(timer.get().skippedCount()).isGreaterThanOrEqualTo(3);
            assertThat(overlapCount).hasValue(0);
        }

        @Test
        void endsByAFailure() {
            for (int i = 1; i <= 500; i++) {
                AtomicLong count = new AtomicLong();
                Timer timer =
                        async.submitTimer(
                                Duration.ZERO,
                                Duration.ofNanos(1),
                                () -> {
                                    count.getAndIncrement();
                                    throw new IllegalStateException("tick");
                                });
                assertThatThrownBy(async::run).hasMessage("tick");
                async.run();
                assertThat(count).hasValue(1);
                assertThat(timer.cancel()).isFalse();
            }
        }
    }

    @Nested
    class WhileTheMainThreadWaits {
        @Test
        void forAnEventItFires() {
            Event event = new Event();
            async.submitTimer(Duration.ofMillis(20), Duration.ZERO, event::signal);
            event.await();
            async.run();
        }

        @Test
        void forAFutureItFires() {
            Event event = new Event();
            async.submitTimer(Duration.ofMillis(20), Duration.ZERO, event::signal);
            int result =
                    async.future(
                                    i -> {
                                        event.await();
                                        return i;
                                    },
                                    3)
                            .join();
            assertThat(result).isEqualTo(3);
        }

        @Test
        void submittedMeanwhileByAContextItFires() {
            Event event = new Event();
            async.submitWork(
                    () ->
                            async.submitTimer(
                                    Duration.ofMillis(20), Duration.ZERO, event::signal));
            event.await();
            async.run();
        }
    }

    @Nested
    class Refusing {
        @Test
        void namesANegativeTime() {
            assertThatThrownBy(
                            () -> async.submitTimer(Duration.ofMillis(-1), SOON, () -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("negative time: dueMillis=-1 periodMillis=1");
            assertThatThrownBy(
                            () -> async.submitTimer(SOON, Duration.ofMillis(-5), () -> {}))
                    .hasMessage("negative time: dueMillis=1 periodMillis=-5");
            assertThat(async.activeContexts()).isZero();
        }

        @Test
        void namesWhatIsNull() {
            assertThatThrownBy(() -> async.submitTimer(null, SOON, () -> {})).hasMessage("due");
            assertThatThrownBy(() -> async.submitTimer(SOON, null, () -> {}))
                    .hasMessage("period");
            assertThatThrownBy(() -> async.submitTimer(SOON, SOON, null)).hasMessage("work");
            assertThat(async.activeContexts()).isZero();
        }
    }
}
