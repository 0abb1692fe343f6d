// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
