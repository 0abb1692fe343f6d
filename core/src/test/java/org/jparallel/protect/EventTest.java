// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.context.WaitInterruptedException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventTest {
    private final Event event = new Event();

    private void assertNotSignalled() {
        assertThatThrownBy(() -> event.await(Duration.ZERO))
                .isInstanceOf(WaitTimeoutException.class)
                .hasMessage("event not signalled in time: timeoutMillis=0");
    }

    @Nested
    class Fresh {
        @Test
        void isNotSignalled() {
            assertNotSignalled();
        }

        @Test
        void timesOut() {
            assertThatThrownBy(() -> event.await(Duration.ofMillis(1)))
                    .isInstanceOf(WaitTimeoutException.class)
                    .hasMessage("event not signalled in time: timeoutMillis=1");
        }

        @Test
        void namesANullTimeout() {
            assertThatThrownBy(() -> event.await(null)).isInstanceOf(NullPointerException.class);
        }
    }

    @Nested
    class Signalled {
        @Test
        void releasesTheNextWaiterAndNoOther() {
            event.signal();
            event.await();
            assertNotSignalled();
        }

        @Test
        void twiceIsOnce() {
            event.signal();
            event.signal();
            event.await();
            assertNotSignalled();
        }

        @Test
        void releasesAWaiterThatTakesAnyTime() {
            event.signal();
            event.await(Duration.ofSeconds(Long.MAX_VALUE));
        }

        @Test
        void callsAListenerAtOnce() {
            List<String> calls = new ArrayList<>();
            event.signal();
            Event.Subscription subscription = event.subscribe(() -> calls.add("called"));
            assertThat(calls).containsExactly("called");
            assertThat(subscription.cancel()).isFalse();
            assertNotSignalled();
        }
    }

    @Nested
    class WaitedFor {
        private Thread waiter(AtomicLong count) {
            Thread waiter =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        event.await();
                                        count.getAndIncrement();
                                    });
            while (waiter.getState() != Thread.State.WAITING) {
                LockSupport.parkNanos(10_000);
            }
            return waiter;
        }

        @Test
        void releasesOneWaiterASignal() throws InterruptedException {
            AtomicLong count = new AtomicLong();
            Thread first = waiter(count);
            Thread second = waiter(count);
            event.signal();
            first.join();
            assertThat(count).hasValue(1);
            assertThat(second.isAlive()).isTrue();
            event.signal();
            second.join();
            assertNotSignalled();
        }

        @Test
        void callsAListenerOnTheSignallersThread() {
            List<Thread> calls = new ArrayList<>();
            Event.Subscription subscription =
                    event.subscribe(() -> calls.add(Thread.currentThread()));
            assertThat(calls).isEmpty();
            event.signal();
            event.signal();
            assertThat(calls).containsExactly(Thread.currentThread());
            assertThat(subscription.cancel()).isFalse();
            event.await(Duration.ZERO);
        }

        @Test
        void keepsASignalThatACancelledListenerDoesNotTake() {
            List<String> calls = new ArrayList<>();
            Event.Subscription subscription = event.subscribe(() -> calls.add("called"));
            assertThat(subscription.cancel()).isTrue();
            assertThat(subscription.cancel()).isFalse();
            event.signal();
            event.await(Duration.ZERO);
            assertThat(calls).isEmpty();
        }

        @Test
        void keepsASignalThatAnInterruptedWaiterDoesNotTake() {
            Thread.currentThread().interrupt();
            assertThatThrownBy(event::await)
                    .isInstanceOf(WaitInterruptedException.class)
                    .hasMessage("wait interrupted: thread=" + Thread.currentThread().getName());
            assertThat(Thread.interrupted()).isTrue();
            event.signal();
            event.await(Duration.ZERO);
        }

        @Test
        void losesNoSignalInARaceWithTimeouts() throws InterruptedException {
            AtomicLong released = new AtomicLong();
            List<Thread> waiters = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                waiters.add(Thread.ofPlatform().start(() -> awaitOften(released)));
            }
            long sent = 0;
            for (int i = 0; i < 20_000; i++) {
                long before = released.get();
                event.signal();
                sent++;
                while (released.get() == before) {
                    Thread.onSpinWait();
                }
            }
            waiters.forEach(Thread::interrupt);
            for (Thread waiter : waiters) {
                waiter.join();
            }
            assertThat(released).hasValue(sent);
        }

        private void awaitOften(AtomicLong released) {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    event.await(Duration.ofNanos(500));
                    released.getAndIncrement();
                } catch (WaitTimeoutException _) {
                    Thread.onSpinWait();
                } catch (WaitInterruptedException _) {
                    return;
                }
            }
        }
    }
}
