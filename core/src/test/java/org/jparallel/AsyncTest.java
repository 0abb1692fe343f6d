// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jparallel.arena.ChunkPool;
import org.jparallel.context.Context;
import org.jparallel.protect.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncTest {
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
        void thisIsTheMainThread() {
            assertThat(Async.isMainThread()).isTrue();
            assertThat(Async.isParallelThread()).isFalse();
        }

        @Test
        void thereIsNoContextOnTheMainThread() {
            assertThatThrownBy(Context::current)
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageStartingWith(
                            "no context here, contexts run on parallel threads: thread=");
        }
    }

    @Nested
    class Submitting {
        @Test
        void runsTheCallbackInTheContextOfTheWork() {
            AtomicReference<Thread> workThread = new AtomicReference<>();
            List<Object> seen = new ArrayList<>();
            async.submitWork(
                    i -> {
                        workThread.set(Thread.currentThread());
                        Context.current().allocate(8, 8);
                        return i * 2;
                    },
                    2,
                    result -> {
                        seen.add(result);
                        seen.add(Thread.currentThread() == workThread.get());
                        seen.add(Context.current().statistics().usedBytes());
                    });
            async.run();
            assertThat(seen).containsExactly(4, true, 8L);
        }

        @Test
        void passesNullAsAnArgument() {
            List<Object> seen = new ArrayList<>();
            async.submitWork(argument -> argument == null, null, seen::add);
            async.run();
            assertThat(seen).containsExactly(true);
        }

        @Test
        void worksSubmitWorks() {
            AtomicLong count = new AtomicLong();
            async.submitWork(
                    () -> {
                        for (int i = 0; i < 1_000_000; i++) {
                            async.submitWork(count::getAndIncrement);
                        }
                    });
            async.run();
            assertThat(count).hasValue(1_000_000);
            assertThat(async.statistics().completedCount()).isEqualTo(1_000_001);
        }

        @Test
        void tenMillionWorksPassThroughABoundedRing() {
            AtomicLong count = new AtomicLong();
            for (int i = 0; i < 10_000_000; i++) {
                async.submitWork(count::getAndIncrement);
            }
            assertThat(async.statistics().spilledCount()).isZero();
            async.run();
            assertThat(count).hasValue(10_000_000);
        }

        @Test
        void aThreadOfNobodyIsRefused() throws InterruptedException {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread stranger = Thread.ofPlatform().name("stranger").unstarted(
                    () -> {
                        try {
                            async.submitWork(() -> {});
                        } catch (Throwable failure) {
                            thrown.set(failure);
                        }
                    });
            stranger.start();
            stranger.join();
            assertThat(thrown.get())
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessage(
                            "submit is for the parallel threads of this Async: thread=stranger");
        }
    }

    @Nested
    class Failing {
        @Test
        void runThrowsTheVeryObjectsOneACall() {
            IOException first = new IOException("first");
            Error second = new Error("second");
            async.submitWork(
                    () -> {
                        async.submitWork(
                                () -> {
                                    throw second;
                                });
                        throw first;
                    });
            List<Throwable> thrown = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(async::run).satisfies(thrown::add);
            }
            async.run();
            assertThat(thrown).containsExactlyInAnyOrder(first, second);
        }

        @Test
        void anErrbackTakesWhatTheCallbackThrew() {
            IllegalStateException failure = new IllegalStateException("callback");
            List<Throwable> taken = new ArrayList<>();
            async.submitWork(
                    i -> i,
                    1,
                    _ -> {
                        throw failure;
                    },
                    taken::add);
            async.run();
            assertThat(taken).containsExactly(failure);
        }

        @Test
        void runThrowsWhatTheErrbackThrew() {
            IllegalStateException failure = new IllegalStateException("work");
            IllegalStateException second = new IllegalStateException("errback");
            async.submitWork(
                    _ -> {
                        throw failure;
                    },
                    1,
                    _ -> {},
                    _ -> {
                        throw second;
                    });
            assertThatThrownBy(async::run).isSameAs(second).hasSuppressedException(failure);
        }

        @Test
        void closeThrowsWhatRunDidNot() {
            Async own = Async.open();
            own.submitWork(
                    () -> {
                        throw new IllegalStateException("lost?");
                    });
            assertThatThrownBy(own::close).hasMessage("lost?");
            own.close();
        }
    }

    @Nested
    class Waiting {
        @Test
        void aChainOfAThousandWaitingContextsEnds() {
            int count = 1_000;
            List<Event> events = new ArrayList<>();
            for (int i = 0; i <= count; i++) {
                events.add(new Event());
            }
            for (int i = count - 1; i >= 0; i--) {
                Event before = events.get(i);
                Event after = events.get(i + 1);
                async.submitWork(
                        () -> {
                            before.await();
                            after.signal();
                        });
            }
            events.getFirst().signal();
            async.run();
            events.getLast().await(Duration.ZERO);
        }

        @Test
        void theMainThreadServesWhileItWaitsForAFuture() {
            int result =
                    async.future(i -> async.callFromMainThreadAndWait(() -> i + 1), 41).join();
            assertThat(result).isEqualTo(42);
        }
    }

    @Test
    void closeLeavesNoThreadAndNoByte() {
        Async own = Async.open();
        for (int i = 0; i < 100; i++) {
            own.submitWork(() -> Context.current().allocate(100_000, 8));
        }
        own.run();
        own.close();
        assertThat(own.statistics().arenaBytes()).isZero();
        assertThat(own.statistics().threadCount()).isZero();
        async.close();
        assertThat(ChunkPool.shared().statistics().reservedBytes()).isZero();
        assertThatThrownBy(() -> own.submitWork(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("async is closed");
    }
}
