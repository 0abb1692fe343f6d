// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jparallel.protect.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncFuturesTest {
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
    class AFuture {
        @Test
        void isCompletedOnTheMainThread() {
            List<Thread> threads = new ArrayList<>();
            Event tested = new Event();
            CompletableFuture<Integer> future =
                    async.future(
                            i -> {
                                tested.await();
                                return i + 1;
                            },
                            1);
            CompletableFuture<Void> done =
                    future.thenAccept(_ -> threads.add(Thread.currentThread()));
            tested.signal();
            async.run();
            assertThat(future).isCompletedWithValue(2);
            assertThat(done).isCompleted();
            assertThat(threads).containsExactly(Thread.currentThread());
        }

        @Test
        void isServedWhileTheMainThreadJoinsIt() {
            int result =
                    async.future(i -> async.callFromMainThreadAndWait(() -> i + 1), 41).join();
            assertThat(result).isEqualTo(42);
        }

        @Test
        void isServedWhileTheMainThreadJoinsWhatDependsOnIt() {
            CompletableFuture<Integer> one =
                    async.future(i -> async.callFromMainThreadAndWait(() -> i + 1), 1);
            CompletableFuture<Integer> two = async.future(i -> i, 40);
            assertThat(one.thenCombine(two, Integer::sum).join()).isEqualTo(42);
        }

        @Test
        void carriesTheVeryFailure() {
            IOException failure = new IOException("future");
            CompletableFuture<Integer> future =
                    async.future(
                            _ -> {
                                throw failure;
                            },
                            1);
            assertThatThrownBy(future::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCause(failure);
            assertThatThrownBy(future::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(failure);
            async.run();
        }

        @Test
        void passesNull() {
            assertThat(async.future(argument -> argument, null).join()).isNull();
        }

        @Test
        void mayBeWaitedForInAContext() {
            AtomicReference<Integer> result = new AtomicReference<>();
            async.submitWork(() -> result.set(async.future(i -> i + 1, 1).join()));
            async.run();
            assertThat(result).hasValue(2);
        }

        @Test
        void isNotWaitedForLongerThanAsked() {
            Event event = new Event();
            CompletableFuture<Boolean> future =
                    async.future(
                            _ -> {
                                event.await();
                                return true;
                            },
                            1);
            assertThatThrownBy(() -> future.get(1, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            event.signal();
            async.run();
            assertThat(future).isCompleted();
        }

        @Test
        void isLeftByAnInterruptAsTheJdkSays() {
            Event event = new Event();
            CompletableFuture<Boolean> future =
                    async.future(
                            _ -> {
                                event.await();
                                return true;
                            },
                            1);
            Thread.currentThread().interrupt();
            assertThatThrownBy(future::get).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            event.signal();
            async.run();
        }

        @Test
        void namesANullFunction() {
            Throwable thrown = catchThrowable(() -> async.future(null, 1).join());
            assertThat(thrown).isInstanceOf(NullPointerException.class).hasMessage("function");
        }
    }

    @Nested
    class AMap {
        @Test
        void returnsTheResultsInOrder() {
            List<Integer> arguments = new ArrayList<>();
            List<Integer> squares = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                arguments.add(i);
                squares.add(i * i);
            }
            assertThat(async.map(i -> i * i, arguments)).isEqualTo(squares);
        }

        @Test
        void ofNothingIsNothing() {
            assertThat(async.map(i -> i, List.<Integer>of())).isEmpty();
        }

        @Test
        void throwsTheFailureOfTheFirstElementThatFailedAndSuppressesTheOthers() {
            Throwable thrown =
                    catchThrowable(
                            () ->
                                    async.map(
                                            i -> {
                                                if (i % 2 == 0) {
                                                    throw new IOException("even " + i);
                                                }
                                                return i;
                                            },
                                            List.of(1, 2, 3, 4, 5, 6)));
            assertThat(thrown).isInstanceOf(IOException.class).hasMessage("even 2");
            assertThat(thrown.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("even 4", "even 6");
            async.run();
        }

        @Test
        void nestsInContexts() {
            List<Integer> sums =
                    async.map(
                            i ->
                                    async.map(j -> i * j, List.of(1, 2, 3)).stream()
                                            .mapToInt(product -> product)
                                            .sum(),
                            List.of(1, 10, 100));
            assertThat(sums).containsExactly(6, 60, 600);
        }

        @Test
        void servesTheMainThreadCallsOfItsElements() {
            assertThat(
                            async.map(
                                    i -> async.callFromMainThreadAndWait(() -> i + 1),
                                    List.of(1, 2, 3)))
                    .containsExactly(2, 3, 4);
        }

        @Test
        void namesWhatIsNull() {
            assertThatThrownBy(() -> async.map(null, List.of())).hasMessage("function");
            assertThatThrownBy(() -> async.map(i -> i, null)).hasMessage("list");
        }

        @Test
        void refusesAStrangerThoughThereIsNothingToDo() {
            assertThat(OtherThread.thrownBy(() -> async.map(i -> i, List.of())))
                    .isInstanceOf(WrongThreadException.class);
        }
    }
}
