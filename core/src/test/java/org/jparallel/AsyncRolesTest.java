// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jparallel.context.Context;
import org.jparallel.protect.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncRolesTest {
    private final List<Object> seen = Collections.synchronizedList(new ArrayList<>());
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
    class WithNothingSubmitted {
        @Test
        void runReturns() {
            async.run();
            assertThat(async.activeContexts()).isZero();
        }

        @Test
        void runOnceRefuses() {
            assertThatThrownBy(async::runOnce)
                    .isInstanceOf(AsyncRunWithoutEventsException.class)
                    .hasMessage("runOnce called before anything was submitted");
        }

        @Test
        void runOnceReturnsOnceSomethingWasEverSubmitted() {
            async.submitWork(() -> {});
            async.run();
            async.runOnce();
        }

        @Test
        void runOnceReturnsWhenSomethingHappened() {
            Event event = new Event();
            async.submitWait(event, () -> {});
            async.submitTimer(Duration.ofMillis(1), Duration.ZERO, () -> {});
            async.runOnce();
            assertThat(async.activeContexts()).isPositive();
            event.signal();
            async.run();
        }
    }

    @Nested
    class TheMainThread {
        @Test
        void knowsThatItIs() {
            assertThat(Async.isMainThread()).isTrue();
            assertThat(Async.isParallelThread()).isFalse();
        }

        @Test
        void hasNoContext() {
            assertThatThrownBy(Context::current)
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessage(
                            "no context here, contexts run on parallel threads: thread="
                                    + Thread.currentThread().getName());
        }

        @Test
        void mayNotCallItself() {
            assertThatThrownBy(() -> async.callFromMainThread(() -> {}))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageStartingWith(
                            "callFromMainThread is for the parallel threads of this Async: ");
            assertThatThrownBy(() -> async.callFromMainThreadAndWait(() -> 1))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageStartingWith(
                            "callFromMainThreadAndWait is for the parallel threads of this ");
        }
    }

    @Nested
    class AParallelThread {
        private Throwable thrownInContextBy(Runnable call) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            async.submitWork(() -> thrown.set(catchThrowable(call::run)));
            async.run();
            return thrown.get();
        }

        @Test
        void knowsThatItIs() {
            async.submitWork(
                    () -> {
                        seen.add(Async.isParallelThread());
                        seen.add(Async.isMainThread());
                    });
            async.run();
            assertThat(seen).containsExactly(true, false);
        }

        @Test
        void mayNotRun() {
            assertThat(thrownInContextBy(async::run))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageStartingWith("run is for the main thread: thread=jparallel-");
            assertThat(thrownInContextBy(async::runOnce))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageStartingWith("runOnce is for the main thread: thread=jparallel-");
        }

        @Test
        void mayNotClose() {
            assertThat(thrownInContextBy(async::close))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageStartingWith("close is for the main thread: thread=jparallel-");
        }

        @Test
        void mayNotOpenAnother() {
            assertThat(thrownInContextBy(() -> Async.open().close()))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageStartingWith("open is not for parallel threads");
        }

        @Test
        void mayLook() {
            async.submitWork(
                    () -> {
                        seen.add(async.activeContexts());
                        seen.add(async.statistics().activeCount());
                    });
            async.run();
            assertThat(seen).containsExactly(1L, 1L);
        }
    }

    @Nested
    class AStranger {
        @Test
        void isNeither() {
            assertThat(
                            OtherThread.thrownBy(
                                    () -> {
                                        assertThat(Async.isMainThread()).isFalse();
                                        assertThat(Async.isParallelThread()).isFalse();
                                    }))
                    .isNull();
        }

        @Test
        void mayNotRunOrSubmitOrCall() {
            Event event = new Event();
            Duration second = Duration.ofSeconds(1);
            List<Runnable> calls =
                    List.of(
                            async::run,
                            async::runOnce,
                            () -> async.submitWork(() -> {}),
                            () -> async.submitWait(event, () -> {}),
                            () -> async.submitTimer(second, second, () -> {}),
                            () -> async.future(i -> i, 1).join(),
                            () -> async.callFromMainThread(() -> {}),
                            () -> async.callFromMainThreadAndWait(() -> 1));
            assertThat(calls)
                    .allSatisfy(
                            call ->
                                    assertThat(OtherThread.thrownBy(call::run))
                                            .isInstanceOf(WrongThreadException.class)
                                            .hasMessageContaining("thread=stranger"));
            assertThat(async.activeContexts()).isZero();
        }
    }

    @Nested
    class TwoRuntimes {
        @Test
        void ofOneThreadRunOneAfterTheOther() {
            try (Async other = Async.open()) {
                other.submitWork(() -> seen.add("other"));
                async.submitWork(() -> seen.add("one"));
                async.run();
                other.run();
            }
            assertThat(seen).containsExactlyInAnyOrder("one", "other");
            assertThat(Async.isMainThread()).isTrue();
        }

        @Test
        void ofOneThreadServeEachOthersCalls() {
            try (Async other = Async.open()) {
                Event served = new Event();
                other.submitWork(
                        () -> {
                            seen.add(other.callFromMainThreadAndWait(() -> "served"));
                            served.signal();
                        });
                async.submitWork(() -> served.await());
                async.run();
                other.run();
            }
            assertThat(seen).containsExactly("served");
        }

        @Test
        void ofOneThreadFireEachOthersTimers() {
            try (Async other = Async.open()) {
                Event fired = new Event();
                other.submitTimer(Duration.ofMillis(20), Duration.ZERO, fired::signal);
                async.submitWork(() -> fired.await());
                async.run();
                other.run();
            }
        }

        @Test
        void ofTwoThreadsDoNotMix() {
            AtomicReference<Throwable> refused = new AtomicReference<>();
            Throwable thrown =
                    OtherThread.thrownBy(
                            () -> {
                                try (Async other = Async.open()) {
                                    other.submitWork(() -> seen.add(Async.isParallelThread()));
                                    other.submitWork(
                                            () ->
                                                    refused.set(
                                                            catchThrowable(
                                                                    () ->
                                                                            async.submitWork(
                                                                                    () -> {}))));
                                    other.run();
                                }
                            });
            assertThat(thrown).isNull();
            assertThat(seen).containsExactly(true);
            assertThat(refused.get())
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageStartingWith(
                            "submit is for the main thread and the parallel threads of this");
            async.run();
        }
    }
}
