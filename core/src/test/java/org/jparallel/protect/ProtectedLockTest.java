// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jparallel.context.WaitInterruptedException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProtectedLockTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private final Protected object =
            new ProtectedValue<>("object", Protection.ofContainer(String.class));

    /// {@return what another thread could take now: "read", "write" or "nothing"}
    private String free() throws InterruptedException {
        StringBuilder taken = new StringBuilder("nothing");
        OtherThread.run(
                () -> {
                    if (object.tryWriteLock()) {
                        taken.replace(0, taken.length(), "write");
                        object.writeUnlock();
                    } else if (object.tryReadLock()) {
                        taken.replace(0, taken.length(), "read");
                        object.readUnlock();
                    }
                });
        return taken.toString();
    }

    private void assertRefused(String held, String wanted, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "lock is held by this thread already: held="
                                + held
                                + " wanted="
                                + wanted
                                + " type=java.lang.String thread="
                                + Thread.currentThread().getName());
    }

    @Nested
    class Free {
        @Test
        void isTakenForWriting() throws InterruptedException {
            assertThat(free()).isEqualTo("write");
        }

        @Test
        void isNotReleasedByWhoDoesNotHoldIt() {
            assertThatThrownBy(object::readUnlock)
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessage(
                            "lock is not held: mode=read type=java.lang.String thread="
                                    + Thread.currentThread().getName());
            assertThatThrownBy(object::writeUnlock)
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageStartingWith("lock is not held: mode=write");
        }

        @Test
        void isTakenAsOftenAsItIsReleased() throws InterruptedException {
            for (int i = 0; i < 10; i++) {
                object.readLock();
                object.readUnlock();
                object.writeLock();
                object.writeUnlock();
            }
            assertThat(free()).isEqualTo("write");
        }

        @Test
        void isTakenBesideManyOthers() throws InterruptedException {
            List<HeldLock> locks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Protected other =
                        new ProtectedValue<>("other", Protection.ofContainer(String.class));
                locks.add(other.readLock());
            }
            object.writeLock();
            locks.forEach(HeldLock::close);
            assertThat(free()).isEqualTo("nothing");
            object.writeUnlock();
        }
    }

    @Nested
    class HeldForReading {
        @Test
        void isSharedByReadersAndNoWriter() throws InterruptedException {
            try (var _ = object.readLock()) {
                assertThat(free()).isEqualTo("read");
            }
            assertThat(free()).isEqualTo("write");
        }

        @Test
        void isNeitherRecursiveNorUpgraded() throws InterruptedException {
            assertThat(object.tryReadLock()).isTrue();
            assertRefused("read", "read", object::readLock);
            assertRefused("read", "read", object::tryReadLock);
            assertRefused("read", "write", object::writeLock);
            assertRefused("read", "write", () -> object.tryWriteLock(SOON));
            assertRefused("read", "section", () -> CriticalSection.enter(object));
            object.readUnlock();
            assertThat(free()).isEqualTo("write");
        }

        @Test
        void isNotReleasedAsIfForWritingNorTwice() {
            HeldLock lock = object.readLock();
            assertThatThrownBy(object::writeUnlock)
                    .isInstanceOf(IllegalMonitorStateException.class);
            lock.close();
            assertThatThrownBy(lock::close).isInstanceOf(IllegalMonitorStateException.class);
        }

        @Test
        void letsReadersThatComeAfterAWriterWaitBehindIt() throws InterruptedException {
            List<String> order = new ArrayList<>();
            object.readLock();
            OtherThread writer =
                    OtherThread.waiting(
                            () -> {
                                try (var _ = object.writeLock()) {
                                    order.add("writer");
                                }
                            });
            assertThat(free()).isEqualTo("nothing");
            OtherThread reader =
                    OtherThread.waiting(
                            () -> {
                                try (var _ = object.readLock()) {
                                    order.add("reader");
                                }
                            });
            object.readUnlock();
            writer.join();
            reader.join();
            assertThat(order).containsExactly("writer", "reader");
            assertThat(free()).isEqualTo("write");
        }

        @Test
        void letsReadersInWhenTheWriterBeforeThemGivesUp() throws InterruptedException {
            object.readLock();
            OtherThread writer = OtherThread.waiting(() -> interrupted(object::writeLock));
            OtherThread reader = OtherThread.waiting(() -> object.readLock().close());
            writer.interrupt();
            writer.join();
            reader.join();
            assertThat(free()).isEqualTo("read");
            object.readUnlock();
            assertThat(free()).isEqualTo("write");
        }
    }

    private static void interrupted(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(WaitInterruptedException.class);
    }

    @Nested
    class HeldForWriting {
        @Test
        void keepsAllOthersAway() throws InterruptedException {
            try (var _ = object.writeLock()) {
                assertThat(free()).isEqualTo("nothing");
            }
            assertThat(free()).isEqualTo("write");
        }

        @Test
        void isNeitherRecursiveNorDowngraded() throws InterruptedException {
            assertThat(object.tryWriteLock()).isTrue();
            assertRefused("write", "write", object::writeLock);
            assertRefused("write", "read", object::readLock);
            assertRefused("write", "section", () -> CriticalSection.enter(object));
            object.writeUnlock();
            assertThat(free()).isEqualTo("write");
        }

        @Test
        void isWaitedForInTime() throws InterruptedException {
            object.writeLock();
            OtherThread.run(
                    () -> {
                        assertThat(object.tryReadLock(SOON)).isFalse();
                        assertThat(object.tryWriteLock(SOON)).isFalse();
                        assertThat(object.tryWriteLock(Duration.ofSeconds(-1))).isFalse();
                    });
            AtomicBoolean taken = new AtomicBoolean();
            Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
            OtherThread waiter =
                    OtherThread.waiting(() -> taken.set(object.tryWriteLock(forever)));
            object.writeUnlock();
            waiter.join();
            assertThat(taken).isTrue();
        }

        @Test
        void isGivenUpByAnInterruptedWaiter() throws InterruptedException {
            object.writeLock();
            OtherThread waiter = OtherThread.waiting(() -> interrupted(object::readLock));
            waiter.interrupt();
            waiter.join();
            object.writeUnlock();
            assertThat(free()).isEqualTo("write");
        }

        @Test
        void goesToAllReadersThatWait() throws InterruptedException {
            object.writeLock();
            List<OtherThread> readers = new ArrayList<>();
            ConcurrentLinkedQueue<String> inside = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < 4; i++) {
                readers.add(
                        OtherThread.waiting(
                                () -> {
                                    try (var _ = object.readLock()) {
                                        inside.add("reader");
                                        while (inside.size() < 4) {
                                            Thread.onSpinWait();
                                        }
                                    }
                                }));
            }
            object.writeUnlock();
            for (OtherThread reader : readers) {
                reader.join();
            }
            assertThat(free()).isEqualTo("write");
        }
    }

    @Nested
    class Contended {
        private static final int ROUND_COUNT = 50_000;

        private long balance;
        private long copy;

        @Test
        void isHeldByOneWriterOrByReaders() throws InterruptedException {
            ConcurrentLinkedQueue<String> torn = new ConcurrentLinkedQueue<>();
            List<OtherThread> threads = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                threads.add(OtherThread.start(this::writeOften));
                threads.add(OtherThread.start(() -> readOften(torn)));
            }
            for (OtherThread thread : threads) {
                thread.join();
            }
            assertThat(balance).isEqualTo(2L * ROUND_COUNT);
            assertThat(torn).isEmpty();
            assertThat(free()).isEqualTo("write");
        }

        private void writeOften() {
            for (int i = 0; i < ROUND_COUNT; i++) {
                try (var _ = object.writeLock()) {
                    balance++;
                    copy = balance;
                }
            }
        }

        private void readOften(ConcurrentLinkedQueue<String> torn) {
            for (int i = 0; i < ROUND_COUNT; i++) {
                if (object.tryReadLock(Duration.ofNanos(20_000))) {
                    if (balance != copy) {
                        torn.add(balance + " " + copy);
                    }
                    object.readUnlock();
                }
            }
        }

        @Test
        void isNotKeptFromAWaiterByOneThatComesAgainAndAgain() throws InterruptedException {
            AtomicBoolean done = new AtomicBoolean();
            OtherThread greedy =
                    OtherThread.start(
                                    () -> {
                                        while (!done.get()) {
                                            object.writeLock().close();
                                        }
                                    });
            for (int i = 0; i < 20; i++) {
                object.writeLock().close();
                object.readLock().close();
            }
            done.set(true);
            greedy.join();
            assertThat(free()).isEqualTo("write");
        }
    }
}
