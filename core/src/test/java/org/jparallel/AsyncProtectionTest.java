// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jparallel.protect.CriticalSection;
import org.jparallel.protect.Event;
import org.jparallel.protect.NoWaitersException;
import org.jparallel.protect.Protected;
import org.jparallel.protect.ProtectedValue;
import org.jparallel.protect.ProtectionException;
import org.jparallel.protect.WaitException;
import org.jparallel.protect.WaitTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncProtectionTest {
    private static final String NOT_PROTECTED = "object is not protected: type=java.util.ArrayList";

    private final List<String> list = new ArrayList<>();
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open(AsyncLimits.standard().withParallelThreads(2));
    }

    @AfterEach
    void close() {
        async.close();
    }

    @Nested
    class AnObject {
        @Test
        void isFoundByIdentity() {
            List<String> equal = new ArrayList<>();
            ProtectedValue<List<String>> handle = async.protect(list);
            assertThat(handle.value()).isSameAs(list);
            assertThat(async.isProtected(list)).isTrue();
            assertThat(async.isProtected(handle)).isTrue();
            assertThat(async.isProtected(equal)).isFalse();
            list.add("changed");
            assertThat(async.isProtected(list)).isTrue();
        }

        @Test
        void hasOneLockAndOneEventForAllItsHandles() {
            ProtectedValue<List<String>> handle = async.protect(list);
            ProtectedValue<List<String>> other = async.protect(list);
            assertThat(other.protection()).isSameAs(handle.protection());
            assertThat(other.prewait()).isSameAs(handle.prewait());
            assertThat(async.protect(handle).protection()).isSameAs(handle.protection());
        }

        @Test
        void isProtectedOnTheMainThread() {
            async.submitWork(() -> async.protect(list));
            assertThatThrownBy(async::run)
                    .isInstanceOf(ProtectionException.class)
                    .hasMessageMatching(
                            "protect is for the main thread: thread=jparallel-\\d+-\\d+"
                                    + " type=java.util.ArrayList");
            assertThat(OtherThread.thrownBy(() -> async.protect(list)))
                    .isInstanceOf(WrongThreadException.class);
            assertThat(async.isProtected(list)).isFalse();
            Async closed = Async.open();
            closed.close();
            assertThatThrownBy(() -> closed.protect(list))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("async is closed");
        }

        @Test
        void isReleasedOnTheMainThread() {
            ProtectedValue<List<String>> handle = async.protect(list);
            async.submitWork(() -> async.unprotect(handle));
            assertThatThrownBy(async::run)
                    .isInstanceOf(ProtectionException.class)
                    .hasMessageStartingWith("unprotect is for the main thread: thread=");
            assertThat(handle.isProtected()).isTrue();
        }

        @Test
        void isNotKeptAliveByItsProtection() {
            WeakReference<Object> dropped = new WeakReference<>(new Object());
            async.protect(Objects.requireNonNull(dropped.get()));
            assertThat(
                            Waits.until(
                                    () -> {
                                        System.gc();
                                        return dropped.refersTo(null);
                                    }))
                    .isTrue();
        }
    }

    @Nested
    class AnObjectThatIsProtectedNoMore {
        private final ProtectedValue<List<String>> handle = protectedOnce();

        private ProtectedValue<List<String>> protectedOnce() {
            try (Async other = Async.open()) {
                ProtectedValue<List<String>> object = other.protect(list);
                object.prewait();
                other.unprotect(list);
                return object;
            }
        }

        private void assertRefused(Runnable call) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(ProtectionException.class)
                    .hasMessage(NOT_PROTECTED);
        }

        @Test
        void isNeitherLockedNorWaitedForNorSignalled() {
            Event event = new Event();
            assertThat(handle.isProtected()).isFalse();
            assertRefused(handle::readLock);
            assertRefused(handle::readUnlock);
            assertRefused(handle::tryReadLock);
            assertRefused(handle::writeLock);
            assertRefused(handle::writeUnlock);
            assertRefused(() -> handle.tryWriteLock(Duration.ZERO));
            assertRefused(() -> CriticalSection.enter(handle));
            assertRefused(handle::prewait);
            assertRefused(handle::await);
            assertRefused(handle::signal);
            assertRefused(() -> handle.signalAndWait(event));
            assertRefused(() -> event.signalAndWait(handle));
            assertRefused(() -> Event.waitAny(event, handle));
            assertRefused(() -> async.submitWait(handle, () -> {}));
            assertThat(async.activeContexts()).isZero();
        }

        @Test
        void isProtectedAnewWithAnotherLock() {
            ProtectedValue<List<String>> again = async.protect(list);
            assertThat(again.protection()).isNotSameAs(handle.protection());
            assertThat(again.tryWriteLock()).isTrue();
            again.writeUnlock();
            assertRefused(handle::readLock);
            async.unprotect(handle);
            assertThat(again.isProtected()).isTrue();
        }

        @Test
        void staysSoIfThatIsLiftedAgain() {
            async.unprotect(list);
            async.unprotect(handle);
            assertThat(async.isProtected(list)).isFalse();
        }
    }

    @Nested
    class Lifting {
        private final Event inside = new Event();
        private final Event leave = new Event();

        @Test
        void waitsForWhoHoldsTheLockAndRefusesWhoWaitsForIt() {
            ProtectedValue<List<String>> object = async.protect(list);
            List<String> order = new ArrayList<>();
            async.submitWork(
                    () -> {
                        try (var _ = object.writeLock()) {
                            inside.signalAndWait(leave);
                            async.callFromMainThreadAndWait(() -> order.add("released"));
                        }
                    });
            inside.await();
            leave.signal();
            async.unprotect(list);
            order.add("lifted");
            async.run();
            assertThat(order).containsExactly("released", "lifted");
        }

        @Test
        void refusesIfThisVeryThreadHoldsTheLock() {
            ProtectedValue<List<String>> object = async.protect(list);
            try (var _ = object.readLock()) {
                assertThatThrownBy(() -> async.unprotect(list))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("held=read wanted=write");
            }
            assertThat(object.isProtected()).isTrue();
        }
    }

    @Nested
    class ItsEvent {
        private final Protected object = protectedList();

        private Protected protectedList() {
            try (Async other = Async.open()) {
                return other.protect(list);
            }
        }

        @Test
        void isCreatedByTheMainThread() {
            async.submitWork(object::await);
            assertThatThrownBy(async::run)
                    .isInstanceOf(WaitException.class)
                    .hasMessageMatching(
                            "object has no event, only the main thread creates it:"
                                    + " thread=jparallel-\\d+-\\d+ type=java.util.ArrayList");
            async.submitWork(() -> async.submitWait(object, () -> {}));
            assertThatThrownBy(async::run).isInstanceOf(WaitException.class);
            object.prewait();
            object.signal();
            async.submitWork(() -> object.await(Duration.ZERO));
            async.run();
        }

        @Test
        void isNeededToSignal() {
            assertThatThrownBy(object::signal)
                    .isInstanceOf(NoWaitersException.class)
                    .hasMessage(
                            "object has no event, nobody waits for it: type=java.util.ArrayList");
            async.submitWork(object::signal);
            assertThatThrownBy(async::run).isInstanceOf(NoWaitersException.class);
            Event answer = new Event();
            assertThatThrownBy(() -> object.signalAndWait(answer))
                    .isInstanceOf(NoWaitersException.class);
        }

        @Test
        void differsFromTheOneWaitedFor() {
            assertThatThrownBy(() -> object.signalAndWait(object))
                    .isInstanceOf(WaitException.class)
                    .hasMessage("signal and wait objects must differ");
            assertThatThrownBy(() -> object.signalAndWait(async.protect(list), Duration.ZERO))
                    .isInstanceOf(WaitException.class)
                    .hasMessage("signal and wait objects must differ");
        }

        @Test
        void startsAWork() {
            async.submitWait(object, () -> list.add("started"));
            async.submitWork(object::signal);
            async.run();
            assertThat(list).containsExactly("started");
        }

        @Test
        void isWaitedForInTime() {
            async.submitWait(object, () -> list.add("started"), Duration.ZERO);
            assertThatThrownBy(async::run).isInstanceOf(WaitTimeoutException.class);
            assertThatThrownBy(() -> object.await(Duration.ZERO))
                    .isInstanceOf(WaitTimeoutException.class);
            Event answer = new Event();
            assertThatThrownBy(() -> object.signalAndWait(answer, Duration.ZERO))
                    .isInstanceOf(WaitTimeoutException.class);
            object.await(Duration.ZERO);
            assertThat(list).isEmpty();
        }
    }

    @Nested
    class WaitingForALock {
        @Test
        void freesTheCore() {
            ProtectedValue<List<String>> object = async.protect(list);
            Event inside = new Event();
            Event leave = new Event();
            async.submitWork(
                    () -> {
                        try (var _ = object.writeLock()) {
                            inside.signalAndWait(leave);
                        }
                    });
            inside.await();
            for (int i = 0; i < 200; i++) {
                String name = "context " + i;
                async.submitWork(
                        () -> {
                            try (var _ = object.writeLock()) {
                                list.add(name);
                            }
                        });
            }
            async.submitWork(leave::signal);
            async.run();
            assertThat(list).hasSize(200).doesNotHaveDuplicates();
        }

        @Test
        void servesTheCallsOfContexts() {
            ProtectedValue<List<String>> object = async.protect(list);
            Event inside = new Event();
            async.submitWork(
                    () -> {
                        try (var _ = object.writeLock()) {
                            inside.signal();
                            async.callFromMainThreadAndWait(() -> list.add("served"));
                        }
                    });
            inside.await();
            object.readLock();
            assertThat(list).containsExactly("served");
            object.readUnlock();
            async.run();
        }

        @Test
        void isRefusedAtOnceToACallThatTheHolderServes() {
            ProtectedValue<List<String>> object = async.protect(list);
            Event called = new Event();
            async.submitWork(
                    () -> {
                        async.callFromMainThread(object::writeLock);
                        called.signal();
                    });
            try (var _ = object.readLock()) {
                called.await();
                async.submitWork(called::signal);
                called.await();
            }
            assertThatThrownBy(async::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("held=read wanted=write");
            async.run();
        }
    }

    @Nested
    class AContextThatEnds {
        @Test
        void keepsNoLock() {
            ProtectedValue<List<String>> object = async.protect(list);
            ProtectedValue<Object> other = async.protect(new Object());
            async.submitWork(
                    () -> {
                        CriticalSection.enter(object);
                        other.readLock();
                    });
            assertThatThrownBy(async::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "context ended with locks held: section=java.util.ArrayList"
                                    + " read=java.lang.Object");
            async.submitWork(
                    () -> {
                        try (var _ = other.writeLock();
                                CriticalSection _ = CriticalSection.enter(object)) {
                            list.add("free");
                        }
                    });
            async.run();
            assertThat(list).containsExactly("free");
        }
    }

    @Nested
    class ACriticalSection {
        @Test
        void runsItsWorkAndThrowsWhatThatThrows() {
            Protected first = async.protect(new Object());
            Protected second = async.protect(new Object());
            Exception failure = new Exception("work");
            async.criticalSection(first, () -> list.add("one"));
            async.criticalSection(first, second, () -> list.add("two"));
            assertThat(list).containsExactly("one", "two");
            assertThatThrownBy(
                            () ->
                                    async.criticalSection(
                                            first,
                                            second,
                                            () -> {
                                                throw failure;
                                            }))
                    .isSameAs(failure);
            assertThat(first.tryWriteLock()).isTrue();
            first.writeUnlock();
        }

        @Test
        void isSuspendedWhileTheMainThreadServesCallsThatEnterItToo() {
            Protected first = async.protect(new Object());
            Protected second = async.protect(new Object());
            async.criticalSection(
                    first,
                    second,
                    () -> {
                        list.add("begins");
                        async.submitWork(() -> async.criticalSection(first, this::inContext));
                        async.submitWork(
                                () -> async.callFromMainThread(() -> serve(second, first)));
                        while (list.size() < 3) {
                            awaitShortly();
                        }
                        list.add("ends");
                    });
            async.run();
            assertThat(list).startsWith("begins").endsWith("ends").hasSize(4);
        }

        @Test
        void staysSuspendedWhenACallThatIsServedHasLeftASectionOfItsOwn() {
            Protected first = async.protect(new Object());
            Protected second = async.protect(new Object());
            Event entered = new Event();
            async.submitWork(
                    () -> {
                        async.callFromMainThreadAndWait(
                                () -> {
                                    serve(second, second);
                                    return null;
                                });
                        async.criticalSection(first, entered::signal);
                    });
            async.criticalSection(first, entered::await);
            async.run();
            assertThat(list).containsExactly("call");
        }

        private void inContext() {
            list.add("context");
        }

        private void serve(Protected one, Protected other) {
            async.criticalSection(one, other, () -> list.add("call"));
        }

        private void awaitShortly() {
            try {
                new Event().await(Duration.ofMillis(1));
            } catch (WaitTimeoutException _) {
                Thread.onSpinWait();
            }
        }
    }
}
