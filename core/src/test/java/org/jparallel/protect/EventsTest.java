// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jparallel.context.WaitInterruptedException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several events at a time.
@Timeout(60)
class EventsTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private final Event first = new Event();
    private final Event second = new Event();
    private final Event third = new Event();

    private static boolean takes(Event event) {
        try {
            event.await(Duration.ZERO);
            return true;
        } catch (WaitTimeoutException _) {
            return false;
        }
    }

    private List<Boolean> taken() {
        return List.of(takes(first), takes(second), takes(third));
    }

    @Nested
    class Any {
        @Test
        void takesExactlyOneThatIsSignalled() {
            third.signal();
            second.signal();
            assertThat(Event.waitAny(first, second, third)).isSameAs(second);
            assertThat(taken()).containsExactly(false, false, true);
        }

        @Test
        void takesTheFirstToBeSignalled() throws InterruptedException {
            AtomicReference<Waitable> which = new AtomicReference<>();
            OtherThread waiter =
                    OtherThread.waiting(() -> which.set(Event.waitAny(first, second, third)));
            third.signal();
            first.signal();
            waiter.join();
            assertThat(which.get()).isSameAs(third);
            assertThat(taken()).containsExactly(true, false, false);
        }

        @Test
        void takesNothingIfNoneIsInTime() {
            assertThatThrownBy(() -> Event.waitAny(SOON, first, second))
                    .isInstanceOf(WaitTimeoutException.class)
                    .hasMessage(
                            "any of the events not signalled in time: eventCount=2"
                                    + " timeoutMillis=1");
            first.signal();
            assertThat(Event.waitAny(Duration.ZERO, first, second)).isSameAs(first);
            assertThat(taken()).containsExactly(false, false, false);
        }

        @Test
        void takesNothingIfItIsInterrupted() {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Event.waitAny(first, second))
                    .isInstanceOf(WaitInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            first.signal();
            second.signal();
            assertThat(taken()).containsExactly(true, true, false);
        }

        @Test
        void standsInLineWithOthers() throws InterruptedException {
            OtherThread earlier = OtherThread.waiting(second::await);
            OtherThread waiter = OtherThread.waiting(() -> Event.waitAny(first, second));
            second.signal();
            earlier.join();
            assertThat(waiter.isAlive()).isTrue();
            second.signal();
            waiter.join();
            assertThat(taken()).containsExactly(false, false, false);
        }

        @Test
        void losesNoSignalInARaceWithTimeouts() throws InterruptedException {
            AtomicLong released = new AtomicLong();
            List<OtherThread> waiters = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                waiters.add(OtherThread.start(() -> awaitAnyOften(released)));
            }
            long sent = 0;
            for (int i = 0; i < 10_000; i++) {
                long before = released.get();
                (i % 2 == 0 ? first : second).signal();
                sent++;
                while (released.get() == before) {
                    Thread.onSpinWait();
                }
            }
            waiters.forEach(OtherThread::interrupt);
            for (OtherThread waiter : waiters) {
                waiter.join();
            }
            assertThat(released).hasValue(sent);
        }

        private void awaitAnyOften(AtomicLong released) {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    Event.waitAny(Duration.ofNanos(500), first, second);
                    released.getAndIncrement();
                } catch (WaitTimeoutException _) {
                    Thread.onSpinWait();
                } catch (WaitInterruptedException _) {
                    return;
                }
            }
        }
    }

    @Nested
    class All {
        @Test
        void takesAllThatAreSignalled() {
            first.signal();
            second.signal();
            third.signal();
            Event.waitAll(second, first);
            assertThat(taken()).containsExactly(false, false, true);
        }

        @Test
        void waitsForTheLast() throws InterruptedException {
            OtherThread waiter = OtherThread.waiting(() -> Event.waitAll(first, second, third));
            third.signal();
            first.signal();
            waiter.waits();
            assertThat(waiter.isAlive()).isTrue();
            second.signal();
            waiter.join();
            assertThat(taken()).containsExactly(false, false, false);
        }

        @Test
        void holdsNoSignalBackFromOthers() throws InterruptedException {
            OtherThread waiter = OtherThread.waiting(() -> Event.waitAll(first, second));
            first.signal();
            first.await(Duration.ZERO);
            second.signal();
            waiter.waits();
            assertThat(waiter.isAlive()).isTrue();
            first.signal();
            waiter.join();
            assertThat(taken()).containsExactly(false, false, false);
        }

        @Test
        void takesNoneIfOneIsNotInTime() {
            first.signal();
            assertThatThrownBy(() -> Event.waitAll(SOON, first, second))
                    .isInstanceOf(WaitTimeoutException.class)
                    .hasMessage(
                            "all of the events not signalled in time: eventCount=2"
                                    + " timeoutMillis=1");
            assertThat(taken()).containsExactly(true, false, false);
        }

        @Test
        void takesNoneIfItIsInterrupted() {
            first.signal();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Event.waitAll(first, second))
                    .isInstanceOf(WaitInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(taken()).containsExactly(true, false, false);
        }

        @Test
        void endsInWhateverOrderTheyAreNamed() throws InterruptedException {
            AtomicLong left = new AtomicLong(3_000);
            OtherThread one = OtherThread.start(() -> awaitAllOften(left, first, second, third));
            OtherThread other = OtherThread.start(() -> awaitAllOften(left, third, first, second));
            while (left.get() > 0) {
                first.signal();
                second.signal();
                third.signal();
            }
            one.interrupt();
            other.interrupt();
            one.join();
            other.join();
            assertThat(left).hasNonPositiveValue();
        }

        private void awaitAllOften(AtomicLong left, Event... events) {
            while (left.get() > 0) {
                try {
                    Event.waitAll(events);
                    left.getAndDecrement();
                } catch (WaitInterruptedException _) {
                    return;
                }
            }
        }
    }

    @Nested
    class SignalAndWait {
        @Test
        void signalsOneAndWaitsForTheOther() throws InterruptedException {
            OtherThread answering =
                    OtherThread.waiting(
                            () -> {
                                first.await();
                                second.signal();
                            });
            first.signalAndWait(second);
            answering.join();
            assertThat(taken()).containsExactly(false, false, false);
        }

        @Test
        void waitsBeforeItSignals() {
            List<Boolean> late = new ArrayList<>();
            first.subscribe(
                    () -> {
                        second.signal();
                        late.add(takes(second));
                    });
            first.signalAndWait(second);
            assertThat(late).containsExactly(false);
        }

        @Test
        void takesALatchedSignal() {
            second.signal();
            first.signalAndWait(second, Duration.ZERO);
            assertThat(taken()).containsExactly(true, false, false);
        }

        @Test
        void hasSignalledWhenTheTimeIsUp() {
            assertThatThrownBy(() -> first.signalAndWait(second, SOON))
                    .isInstanceOf(WaitTimeoutException.class)
                    .hasMessage("event not signalled in time: timeoutMillis=1");
            assertThat(taken()).containsExactly(true, false, false);
        }

        @Test
        void refusesTheSameTwice() {
            assertThatThrownBy(() -> first.signalAndWait(first))
                    .isInstanceOf(WaitException.class)
                    .hasMessage("signal and wait objects must differ");
            assertThatThrownBy(() -> first.signalAndWait(first, SOON))
                    .isInstanceOf(WaitException.class);
            assertThat(taken()).containsExactly(false, false, false);
        }
    }

    @Nested
    class Refusing {
        @Test
        void namesWhatIsMissingOrGivenTwice() {
            assertThatThrownBy(Event::waitAny)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no events to wait for");
            assertThatThrownBy(Event::waitAll)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no events to wait for");
            assertThatThrownBy(() -> Event.waitAny(first, second, first))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("event is given twice: firstIndex=0 secondIndex=2");
            assertThatThrownBy(() -> Event.waitAll(SOON, second, second))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("event is given twice: firstIndex=0 secondIndex=1");
        }
    }
}
