// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jparallel.context.Blocking;
import org.jparallel.context.WaitInterruptedException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CriticalSectionTest {
    private final Protected first = account();
    private final Protected second = account();
    private final Protected third = account();

    private static Protected account() {
        return new ProtectedValue<>("account", Protection.ofContainer(String.class));
    }

    private static boolean isFree(Protected object) throws InterruptedException {
        AtomicReference<Boolean> taken = new AtomicReference<>();
        OtherThread.run(
                () -> {
                    taken.set(object.tryWriteLock());
                    if (taken.get()) {
                        object.writeUnlock();
                    }
                });
        return taken.get();
    }

    /// {@return whether the objects are free, as seen from another thread}
    private List<Boolean> free() throws InterruptedException {
        return List.of(isFree(first), isFree(second), isFree(third));
    }

    /// {@return a thread that is in a section of its own until the event is signalled; it does not
    /// tell its sections that it waits}
    private static OtherThread holder(Protected object, Event end) throws InterruptedException {
        Event inside = new Event();
        OtherThread thread =
                OtherThread.start(
                        () -> {
                                    try (var _ = object.writeLock()) {
                                        inside.signalAndWait(end);
                                    }
                                });
        inside.await();
        return thread;
    }

    @Nested
    class OfOneObject {
        @Test
        void hasItToItself() throws InterruptedException {
            try (CriticalSection section = CriticalSection.enter(first)) {
                assertThat(free()).containsExactly(false, true, true);
                assertThat(section.suspendedCount()).isZero();
            }
            assertThat(free()).containsExactly(true, true, true);
        }

        @Test
        void isClosedOnce() throws InterruptedException {
            CriticalSection section = CriticalSection.enter(first);
            section.close();
            first.writeLock();
            section.close();
            assertThat(isFree(first)).isFalse();
            first.writeUnlock();
        }

        @Test
        void refusesTheLocksOfItsObject() {
            try (CriticalSection _ = CriticalSection.enter(first)) {
                assertThatThrownBy(first::readLock)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith(
                                "lock is held by this thread already: held=section wanted=read");
                assertThatThrownBy(first::tryWriteLock)
                        .hasMessageContaining("held=section wanted=write");
            }
        }

        @Test
        void isClosedByItsThread() throws InterruptedException {
            String owner = Thread.currentThread().getName();
            CriticalSection section = CriticalSection.enter(first);
            OtherThread.run(
                    () ->
                            assertThatThrownBy(section::close)
                                    .isInstanceOf(IllegalStateException.class)
                                    .hasMessage(
                                            "critical section is not the innermost of this thread:"
                                                    + " type=java.lang.String thread="
                                                    + Thread.currentThread().getName()
                                                    + " owner="
                                                    + owner));
            section.close();
        }
    }

    @Nested
    class OfTwoObjects {
        @Test
        void hasBothToItself() throws InterruptedException {
            try (CriticalSection _ = CriticalSection.enter(first, second)) {
                assertThat(free()).containsExactly(false, false, true);
            }
            assertThat(free()).containsExactly(true, true, true);
        }

        @Test
        void mayNameTheSameTwice() throws InterruptedException {
            try (CriticalSection _ = CriticalSection.enter(first, first)) {
                assertThat(free()).containsExactly(false, true, true);
            }
            assertThat(free()).containsExactly(true, true, true);
        }

        @Test
        void holdsNeitherWhileItWaitsForTheOther() throws InterruptedException {
            Event end = new Event();
            OtherThread holder = holder(second, end);
            OtherThread waiter =
                    OtherThread.waiting(() -> CriticalSection.enter(first, second).close());
            assertThat(free()).containsExactly(true, false, true);
            end.signal();
            holder.join();
            waiter.join();
            assertThat(free()).containsExactly(true, true, true);
        }

        @Test
        void isNotEnteredByAnInterruptedThread() throws InterruptedException {
            Event end = new Event();
            OtherThread holder = holder(second, end);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> CriticalSection.enter(first, second))
                    .isInstanceOf(WaitInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(free()).containsExactly(true, false, true);
            end.signal();
            holder.join();
        }
    }

    @Nested
    class Nesting {
        @Test
        void sharesTheObjectsOfOuterSections() throws InterruptedException {
            try (CriticalSection outer = CriticalSection.enter(first, second)) {
                try (CriticalSection inner = CriticalSection.enter(second, third)) {
                    assertThat(free()).containsExactly(false, false, false);
                    assertThat(inner.suspendedCount()).isZero();
                }
                assertThat(free()).containsExactly(false, false, true);
                assertThat(outer.suspendedCount()).isZero();
            }
            assertThat(free()).containsExactly(true, true, true);
        }

        @Test
        void isClosedInnermostFirst() {
            CriticalSection outer = CriticalSection.enter(first);
            CriticalSection inner = CriticalSection.enter(second);
            assertThatThrownBy(outer::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(
                            "critical section is not the innermost of this thread:");
            inner.close();
            outer.close();
        }

        @Test
        void suspendsTheOuterSectionWhileTheInnerOneWaitsAndRuns() throws InterruptedException {
            Event end = new Event();
            OtherThread holder = holder(second, end);
            Event inside = new Event();
            Event leave = new Event();
            OtherThread waiter =
                    OtherThread.waiting(
                            () -> {
                                try (CriticalSection outer = CriticalSection.enter(first)) {
                                    try (CriticalSection _ = CriticalSection.enter(second)) {
                                        inside.signal();
                                        spinUntil(leave);
                                    }
                                    assertThat(outer.suspendedCount()).isEqualTo(1);
                                    inside.signal();
                                    spinUntil(leave);
                                }
                            });
            assertThat(free()).containsExactly(true, false, true);
            end.signal();
            holder.join();
            inside.await();
            assertThat(free()).containsExactly(true, false, true);
            leave.signal();
            inside.await();
            assertThat(free()).containsExactly(false, true, true);
            leave.signal();
            waiter.join();
            assertThat(free()).containsExactly(true, true, true);
        }

        /// Waits without a wait that the library knows of.
        private void spinUntil(Event event) {
            while (true) {
                try {
                    event.await(Duration.ZERO);
                    return;
                } catch (WaitTimeoutException _) {
                    Thread.onSpinWait();
                }
            }
        }

        @Test
        void goesOnAsBeforeWhenTheInnerOneCannotBeEntered() throws InterruptedException {
            Event end = new Event();
            OtherThread holder = holder(second, end);
            try (CriticalSection outer = CriticalSection.enter(first)) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> CriticalSection.enter(second))
                        .isInstanceOf(WaitInterruptedException.class);
                assertThat(Thread.interrupted()).isTrue();
                assertThat(free()).containsExactly(false, false, true);
                assertThat(outer.suspendedCount()).isEqualTo(1);
            }
            end.signal();
            holder.join();
            assertThat(free()).containsExactly(true, true, true);
        }
    }

    @Nested
    class Waiting {
        private final Event signalled = new Event();

        @Test
        void suspendsAllSections() throws InterruptedException {
            Event inside = new Event();
            List<Long> counts = new ArrayList<>();
            OtherThread waiter =
                    OtherThread.waiting(
                            () -> {
                                try (CriticalSection outer = CriticalSection.enter(first);
                                        CriticalSection inner =
                                                CriticalSection.enter(second, third)) {
                                    signalled.await();
                                    counts.add(outer.suspendedCount());
                                    counts.add(inner.suspendedCount());
                                    inside.signal();
                                }
                            });
            assertThat(free()).containsExactly(true, true, true);
            signalled.signal();
            inside.await();
            waiter.join();
            assertThat(counts).containsExactly(1L, 1L);
            assertThat(free()).containsExactly(true, true, true);
        }

        @Test
        void takesTheLocksBackBeforeItGoesOn() throws InterruptedException {
            OtherThread waiter =
                    OtherThread.waiting(
                            () -> {
                                try (CriticalSection _ = CriticalSection.enter(first, second)) {
                                    signalled.await();
                                }
                            });
            Event end = new Event();
            OtherThread holder = holder(first, end);
            signalled.signal();
            waiter.interrupt();
            assertThat(waiter.isAlive()).isTrue();
            assertThat(free()).containsExactly(false, true, true);
            end.signal();
            holder.join();
            waiter.join();
            assertThat(free()).containsExactly(true, true, true);
        }

        @Test
        void suspendsThemAroundABlockingCall() throws Exception {
            try (CriticalSection section = CriticalSection.enter(first)) {
                assertThat(Blocking.call(() -> isFree(first))).isTrue();
                assertThat(section.suspendedCount()).isEqualTo(1);
                assertThat(isFree(first)).isFalse();
            }
        }

        @Test
        void suspendsThemWhileItWaitsForALock() throws InterruptedException {
            Event end = new Event();
            OtherThread holder = holder(second, end);
            OtherThread waiter =
                    OtherThread.waiting(
                            () -> {
                                try (CriticalSection section = CriticalSection.enter(first);
                                        var _ = second.readLock()) {
                                    assertThat(section.suspendedCount()).isEqualTo(1);
                                }
                            });
            assertThat(free()).containsExactly(true, false, true);
            end.signal();
            holder.join();
            waiter.join();
            assertThat(free()).containsExactly(true, true, true);
        }

        @Test
        void suspendsNothingIfItNeedNotWait() {
            signalled.signal();
            try (CriticalSection section = CriticalSection.enter(first)) {
                signalled.await();
                assertThat(section.suspendedCount()).isZero();
            }
        }
    }

    /// Threads that name objects in any order, nested, with waits in between.
    @Nested
    class InAnyOrder {
        private static final int OBJECT_COUNT = 5;
        private static final int THREAD_COUNT = 4;
        private static final int ROUND_COUNT = 4_000;
        private static final long START = 1_000;

        private final List<Protected> accounts = new ArrayList<>();
        private final long[] balances = new long[OBJECT_COUNT];

        @Test
        void endsAndLosesNothing() throws InterruptedException {
            for (int i = 0; i < OBJECT_COUNT; i++) {
                accounts.add(account());
                balances[i] = START;
            }
            List<OtherThread> threads = new ArrayList<>();
            for (int i = 0; i < THREAD_COUNT; i++) {
                long seed = i;
                threads.add(OtherThread.start(() -> transferOften(seed)));
            }
            for (OtherThread thread : threads) {
                thread.join();
            }
            long sum = 0;
            for (int i = 0; i < OBJECT_COUNT; i++) {
                assertThat(isFree(accounts.get(i))).isTrue();
                sum += balances[i];
            }
            assertThat(sum).isEqualTo(OBJECT_COUNT * START);
        }

        private void transferOften(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < ROUND_COUNT; i++) {
                int from = random.nextInt(OBJECT_COUNT);
                int to = random.nextInt(OBJECT_COUNT);
                transfer(random, from, to);
            }
        }

        private void transfer(SplittableRandom random, int from, int to) {
            try (CriticalSection _ = CriticalSection.enter(accounts.get(from), accounts.get(to))) {
                move(from, to);
                int other = random.nextInt(OBJECT_COUNT);
                if (random.nextInt(3) == 0) {
                    try (CriticalSection _ =
                            CriticalSection.enter(accounts.get(other), accounts.get(from))) {
                        move(other, from);
                    }
                }
                if (random.nextInt(50) == 0) {
                    pause();
                }
                move(to, from);
            }
        }

        private void pause() {
            try {
                new Event().await(Duration.ofNanos(1_000));
            } catch (WaitTimeoutException _) {
                Thread.onSpinWait();
            }
        }

        private void move(int from, int to) {
            long amount = balances[from] / 2;
            balances[from] -= amount;
            balances[to] += amount;
        }
    }
}
