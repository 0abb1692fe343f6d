// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jparallel.protect.Event;
import org.jparallel.protect.WaitTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncWaitsTest {
    private static final Duration SOON = Duration.ofMillis(2);
    private static final Duration NEVER = Duration.ofDays(100_000);

    private final Event event = new Event();
    private final AtomicLong count = new AtomicLong();
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
    class ForASignal {
        @Test
        void thatCameBeforeStartsTheWork() {
            event.signal();
            async.submitWait(event, count::getAndIncrement);
            async.run();
            assertThat(count).hasValue(1);
        }

        @Test
        void thatComesLaterStartsTheWork() {
            async.submitWait(event, count::getAndIncrement);
            assertThat(async.activeContexts()).isEqualTo(1);
            async.submitWork(event::signal);
            async.run();
            assertThat(count).hasValue(1);
        }

        @Test
        void ofTheMainThreadStartsTheWork() {
            async.submitWait(event, count::getAndIncrement);
            event.signal();
            async.run();
            assertThat(count).hasValue(1);
        }

        @Test
        void ofAStrangerStartsTheWorkWhileTheMainThreadRuns() {
            async.submitWait(event, count::getAndIncrement);
            Thread stranger =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        Waits.until(() -> async.statistics().threadCount() == 0);
                                        event.signal();
                                    });
            async.run();
            assertThat(count).hasValue(1);
            assertThat(Waits.until(() -> !stranger.isAlive())).isTrue();
        }

        @Test
        void oneWaitIsReleasedBySignalInTheOrderOfWaiting() {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int number = i;
                async.submitWait(
                        event,
                        () -> {
                            order.add(number);
                            event.signal();
                        });
            }
            assertThat(async.activeContexts()).isEqualTo(3);
            event.signal();
            async.run();
            assertThat(order).containsExactly(0, 1, 2);
        }

        @Test
        void theOthersGoOnWaiting() {
            async.submitWait(event, count::getAndIncrement);
            async.submitWait(event, count::getAndIncrement);
            event.signal();
            assertThat(Waits.until(() -> async.activeContexts() == 1)).isTrue();
            assertThat(count).hasValue(1);
            event.signal();
            async.run();
            assertThat(count).hasValue(2);
        }

        @Test
        void noThreadWaitsMeanwhile() {
            for (int i = 0; i < 10_000; i++) {
                async.submitWait(event, count::getAndIncrement);
            }
            assertThat(async.statistics().threadCount()).isZero();
            for (int i = 0; i < 10_000; i++) {
                event.signal();
            }
            async.run();
            assertThat(count).hasValue(10_000);
        }

        @Test
        void aContextMaySubmitAWait() {
            async.submitWork(() -> async.submitWait(event, count::getAndIncrement));
            async.submitWork(event::signal);
            async.run();
            assertThat(count).hasValue(1);
        }

        @Test
        void aChainOfWaitsEnds() {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < 1_001; i++) {
                events.add(new Event());
            }
            for (int i = 999; i >= 0; i--) {
                async.submitWait(events.get(i), events.get(i + 1)::signal);
            }
            events.getFirst().signal();
            async.run();
            events.getLast().await(Duration.ZERO);
        }
    }

    @Nested
    class InTime {
        @Test
        void itStarts() {
            async.submitWait(event, count::getAndIncrement, NEVER);
            event.signal();
            async.run();
            assertThat(count).hasValue(1);
        }

        @Test
        void aFailureOfTheWorkReachesTheErrback() {
            List<Throwable> taken = new ArrayList<>();
            IllegalStateException failure = new IllegalStateException("work");
            event.signal();
            async.submitWait(
                    event,
                    () -> {
                        throw failure;
                    },
                    taken::add,
                    NEVER);
            async.run();
            assertThat(taken).containsExactly(failure);
        }
    }

    @Nested
    class NotInTime {
        @Test
        void runThrows() {
            async.submitWait(event, count::getAndIncrement, SOON);
            assertThatThrownBy(async::run)
                    .isInstanceOf(WaitTimeoutException.class)
                    .hasMessage("event not signalled in time: timeoutMillis=2");
            assertThat(count).hasValue(0);
            async.run();
        }

        @Test
        void theErrbackTakesIt() {
            ConcurrentLinkedQueue<Throwable> taken = new ConcurrentLinkedQueue<>();
            async.submitWait(event, count::getAndIncrement, taken::add, SOON);
            async.run();
            assertThat(taken).hasSize(1).hasOnlyElementsOfType(WaitTimeoutException.class);
            assertThat(count).hasValue(0);
        }

        @Test
        void aSignalThatComesLaterIsForTheNext() {
            async.submitWait(event, count::getAndIncrement, Duration.ZERO);
            assertThatThrownBy(async::run).isInstanceOf(WaitTimeoutException.class);
            event.signal();
            event.await(Duration.ZERO);
        }

        @Test
        void aNegativeTimeIsUpAtOnce() {
            async.submitWait(
                    event, count::getAndIncrement, Duration.ofSeconds(Long.MIN_VALUE));
            assertThatThrownBy(async::run).isInstanceOf(WaitTimeoutException.class);
        }

        @Test
        void eitherTheWorkRunsOrTheTimeIsUp() {
            AtomicLong timeouts = new AtomicLong();
            for (int i = 0; i < 1_000; i++) {
                Event own = new Event();
                async.submitWait(
                        own,
                        count::getAndIncrement,
                        _ -> timeouts.getAndIncrement(),
                        Duration.ofNanos(i * 100L));
                async.submitWork(own::signal);
            }
            async.run();
            assertThat(count.get() + timeouts.get()).isEqualTo(1_000);
        }
    }

    @Nested
    class Refusing {
        @Test
        void namesWhatIsNullAndLeavesNothingActive() {
            assertThatThrownBy(() -> async.submitWait(null, () -> {})).hasMessage("event");
            assertThatThrownBy(() -> async.submitWait(event, null)).hasMessage("work");
            assertThatThrownBy(() -> async.submitWait(event, () -> {}, null))
                    .hasMessage("timeout");
            assertThatThrownBy(() -> async.submitWait(event, () -> {}, null, SOON))
                    .hasMessage("errback");
            assertThat(async.activeContexts()).isZero();
            async.run();
        }
    }
}
