// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jparallel.context.MainThreadLoop;
import org.jparallel.context.MainThreads;
import org.jparallel.context.WaitInterruptedException;
import org.jparallel.xlist.Threads;
import org.jparallel.xlist.heap.AddressWaits.Ending;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AddressWaitsTest {
    private static final long OFFSET_BYTES = 8;
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final AddressWaits waits = new AddressWaits();

    private Ending await(long timeoutNanos) {
        return waits.await(OFFSET_BYTES, () -> true, timeoutNanos);
    }

    @Nested
    class Interrupted {
        @Test
        void failsIfNobodyHasWokenIt() throws Exception {
            Threads<Ending> one = Threads.start(() -> await(LONG_NANOS)).untilItWaits();
            one.interrupt();
            assertThat(one.failure()).isInstanceOf(WaitInterruptedException.class);
            assertThat(waits.wake(OFFSET_BYTES, 1)).isZero();
        }

        /// It is woken while it is on its way out, which leads through the lock.
        @Test
        void isWokenIfItWasCounted() throws Exception {
            Threads<Boolean> one =
                    Threads.start(
                                    () -> {
                                        Ending ended = await(LONG_NANOS);
                                        return ended == Ending.WOKEN && Thread.interrupted();
                                    })
                            .untilItWaits();
            Ending mine = waits.await(OFFSET_BYTES, () -> wakesOnItsWayOut(one), 0);
            assertThat(mine).isEqualTo(Ending.NOT_EQUAL);
            assertThat(one.result()).as("woken, and its interrupt kept").isTrue();
        }

        private boolean wakesOnItsWayOut(Threads<?> one) {
            one.interrupt();
            one.untilItIs(Set.of(Thread.State.WAITING));
            assertThat(waits.wake(OFFSET_BYTES, 1)).isEqualTo(1);
            return false;
        }
    }

    @Nested
    class Failing {
        private final CompletableFuture<Threads<Ending>> second = new CompletableFuture<>();

        /// A main thread that serves a call which fails, while it is woken.
        private long serve() {
            second.complete(Threads.start(() -> await(LONG_NANOS)).untilItWaits());
            assertThat(waits.wake(OFFSET_BYTES, 1)).isEqualTo(1);
            throw new IllegalStateException("failed while it was woken");
        }

        @Test
        void passesItsWakeUpOn() throws Exception {
            MainThreadLoop loop = this::serve;
            MainThreads.enter(loop);
            try {
                assertThatIllegalStateException()
                        .isThrownBy(() -> await(LONG_NANOS))
                        .withMessage("failed while it was woken");
            } finally {
                MainThreads.exit(loop);
            }
            assertThat(second.join().result()).isEqualTo(Ending.WOKEN);
        }
    }
}
