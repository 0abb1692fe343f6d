// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import static java.lang.Thread.currentThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import org.jparallel.context.Blocking;
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

    @Nested
    class Stages {
        private CompletionStage<Ending> stage(long timeoutNanos) {
            return waits.awaitAsync(OFFSET_BYTES, () -> true, timeoutNanos, ending -> ending);
        }

        private static Ending join(CompletionStage<Ending> stage) {
            return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
        }

        private static boolean isDone(CompletionStage<Ending> stage) {
            return stage.toCompletableFuture().isDone();
        }

        @Test
        void standInOneQueueWithThreads() throws Exception {
            CompletionStage<Ending> first = stage(Blocking.FOREVER);
            Threads<Ending> second = Threads.start(() -> await(LONG_NANOS)).untilItWaits();
            CompletionStage<Ending> third = stage(LONG_NANOS);
            Threads<Ending> fourth = Threads.start(() -> await(LONG_NANOS)).untilItWaits();
            assertThat(waits.wake(OFFSET_BYTES, 1)).isEqualTo(1);
            assertThat(join(first)).isEqualTo(Ending.WOKEN);
            second.untilItWaits();
            assertThat(waits.wake(OFFSET_BYTES, 1)).isEqualTo(1);
            assertThat(second.result()).isEqualTo(Ending.WOKEN);
            assertThat(isDone(third)).isFalse();
            assertThat(waits.wake(OFFSET_BYTES, 9)).isEqualTo(2);
            assertThat(join(third)).isEqualTo(Ending.WOKEN);
            assertThat(fourth.result()).isEqualTo(Ending.WOKEN);
            assertThat(waits.wake(OFFSET_BYTES, 1)).isZero();
        }

        @Test
        void getWhatAnInterruptedThreadHasLeft() throws Exception {
            Threads<Ending> one = Threads.start(() -> await(LONG_NANOS)).untilItWaits();
            CompletionStage<Ending> next = stage(LONG_NANOS);
            one.interrupt();
            assertThat(one.failure()).isInstanceOf(WaitInterruptedException.class);
            assertThat(waits.wake(OFFSET_BYTES, 1)).isEqualTo(1);
            assertThat(join(next)).isEqualTo(Ending.WOKEN);
        }

        @Test
        void areCompletedByNeitherTheWakingThreadNorTheirTimer() {
            CompletionStage<Thread> woken = stage(LONG_NANOS).thenApply(_ -> currentThread());
            CompletableFuture<Thread> timedOut = new CompletableFuture<>();
            // Under the lock, so that the timer comes after what depends on the stage.
            Ending mine =
                    waits.await(
                            OFFSET_BYTES,
                            () -> {
                                stage(1).thenAccept(_ -> timedOut.complete(currentThread()));
                                return false;
                            },
                            0);
            assertThat(mine).isEqualTo(Ending.NOT_EQUAL);
            assertThat(timedOut.join()).isInstanceOf(ForkJoinWorkerThread.class);
            assertThat(waits.wake(OFFSET_BYTES, 2)).isEqualTo(1);
            assertThat(woken.toCompletableFuture().join())
                    .isInstanceOf(ForkJoinWorkerThread.class);
        }

        @Test
        void canNeitherBeCompletedNorCancelledByOthers() {
            CompletionStage<Ending> stage = stage(LONG_NANOS);
            assertThat(stage.toCompletableFuture().cancel(true)).isTrue();
            assertThat(waits.wake(OFFSET_BYTES, 1)).isEqualTo(1);
            assertThat(join(stage)).isEqualTo(Ending.WOKEN);
        }

        @Test
        void areRefusedBeyondTheirLimit() {
            AddressWaits few = new AddressWaits(2);
            CompletionStage<Ending> first = few.awaitAsync(0, () -> true, 1, ending -> ending);
            assertThat(join(first)).isEqualTo(Ending.TIMED_OUT);
            CompletionStage<Ending> second =
                    few.awaitAsync(0, () -> true, LONG_NANOS, ending -> ending);
            CompletionStage<Ending> third =
                    few.awaitAsync(8, () -> true, LONG_NANOS, ending -> ending);
            assertThatIllegalStateException()
                    .isThrownBy(() -> few.awaitAsync(0, () -> true, 1, ending -> ending))
                    .withMessage(
                            "too many stages wait at a shared region: stageCount=2 limitStages=2");
            assertThat(join(few.awaitAsync(0, () -> false, 1, ending -> ending)))
                    .isEqualTo(Ending.NOT_EQUAL);
            assertThat(few.wake(0, 1)).isEqualTo(1);
            assertThat(join(second)).isEqualTo(Ending.WOKEN);
            assertThat(isDone(few.awaitAsync(0, () -> true, LONG_NANOS, ending -> ending)))
                    .isFalse();
            few.free();
            assertThat(third.toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(60))
                    .withThrowableOfType(ExecutionException.class)
                    .withMessageEndingWith("shared region is freed");
        }

        @Test
        void areWokenOrTimedOutAndNeverBoth() {
            int stageCount = 50_000;
            List<CompletionStage<Ending>> stages = new ArrayList<>();
            int wokenCount = 0;
            for (int i = 0; i < stageCount; i++) {
                stages.add(stage(TimeUnit.MICROSECONDS.toNanos(i % 500)));
                wokenCount += i % 3 == 0 ? waits.wake(OFFSET_BYTES, 2) : 0;
            }
            Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
            stages.forEach(each -> endings.merge(join(each), 1, Integer::sum));
            assertThat(endings.getOrDefault(Ending.WOKEN, 0)).isEqualTo(wokenCount);
            assertThat(endings.getOrDefault(Ending.TIMED_OUT, 0))
                    .isEqualTo(stageCount - wokenCount);
            assertThat(waits.wake(OFFSET_BYTES, stageCount)).isZero();
        }

        @Test
        void waitInGreatNumbers() {
            int stageCount = 200_000;
            List<CompletionStage<Ending>> stages = new ArrayList<>();
            for (int i = 0; i < stageCount; i++) {
                stages.add(stage(i % 2 == 0 ? Blocking.FOREVER : LONG_NANOS));
            }
            assertThat(waits.wake(OFFSET_BYTES, Integer.MAX_VALUE)).isEqualTo(stageCount);
            assertThat(stages).allMatch(each -> join(each) == Ending.WOKEN);
        }
    }

    @Nested
    class Freed {
        @Test
        void failsTheThreadsThatWait() throws Exception {
            Threads<Ending> one = Threads.start(() -> await(LONG_NANOS)).untilItWaits();
            waits.free();
            assertThat(one.failure())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("shared region is freed");
        }
    }
}
