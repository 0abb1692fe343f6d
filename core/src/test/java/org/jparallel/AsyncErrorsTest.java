// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jparallel.work.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncErrorsTest {
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open(AsyncLimits.standard().withParallelThreads(1));
    }

    @AfterEach
    void close() {
        async.close();
    }

    private static Work failing(Throwable failure) {
        return () -> {
            throw sneaky(failure);
        };
    }

    private static Exception sneaky(Throwable failure) throws Exception {
        if (failure instanceof Exception exception) {
            return exception;
        }
        throw (Error) failure;
    }

    @Nested
    class WithoutAnErrback {
        @Test
        void runThrowsTheVeryObjectChecked() {
            IOException failure = new IOException("checked");
            async.submitWork(failing(failure));
            assertThatThrownBy(async::run).isSameAs(failure).hasNoSuppressedExceptions();
            async.run();
        }

        @Test
        void runThrowsTheVeryObjectError() {
            StackOverflowError failure = new StackOverflowError("deep");
            async.submitWork(failing(failure));
            assertThatThrownBy(async::run).isSameAs(failure);
        }

        @Test
        void runThrowsOneACallFirstFailedFirst() {
            List<Throwable> failures = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                failures.add(new IllegalStateException("failure " + i));
            }
            for (Throwable failure : failures) {
                async.submitWork(failing(failure));
                assertThat(Waits.until(() -> async.activeContexts() == 0)).isTrue();
            }
            List<Throwable> thrown = new ArrayList<>();
            for (int i = 0; i < failures.size(); i++) {
                thrown.add(catchThrowable(async::run));
            }
            async.run();
            assertThat(thrown).isEqualTo(failures);
            assertThat(async.statistics().failedCount()).isEqualTo(5_000);
        }

        @Test
        void runOnceThrowsToo() {
            IOException failure = new IOException("once");
            async.submitWork(failing(failure));
            assertThat(Waits.until(() -> async.activeContexts() == 0)).isTrue();
            assertThatThrownBy(async::runOnce).isSameAs(failure);
            async.runOnce();
        }

        @Test
        void theOthersRunAllTheSame() {
            List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 10; i++) {
                async.submitWork(
                        index -> {
                            ran.add(index);
                            if (index == 3) {
                                throw new IOException("third");
                            }
                            return index;
                        },
                        i);
            }
            assertThatThrownBy(async::run).hasMessage("third");
            async.run();
            assertThat(ran).hasSize(10);
        }

        @Test
        void aStackOverflowOfTheWorkEndsItAlone() {
            async.submitWork(() -> overflow(0));
            assertThatThrownBy(async::run).isInstanceOf(StackOverflowError.class);
            List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
            async.submitWork(ran::add, 1);
            async.run();
            assertThat(ran).containsExactly(1);
        }

        @SuppressWarnings("InfiniteRecursion") // that is the point
        private int overflow(int depth) {
            return overflow(depth + 1) + 1;
        }

        @Test
        void anOutOfMemoryErrorOfTheWorkEndsItAlone() {
            async.submitWork(size -> new long[size][size].length, Integer.MAX_VALUE - 8);
            assertThatThrownBy(async::run).isInstanceOf(OutOfMemoryError.class);
            List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
            async.submitWork(ran::add, 1);
            async.run();
            assertThat(ran).containsExactly(1);
        }
    }

    @Nested
    class WithAnErrback {
        @Test
        void itTakesTheVeryObjectOnTheSameThread() {
            IOException failure = new IOException("taken");
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            async.submitWork(
                    _ -> {
                        seen.add(Thread.currentThread());
                        throw failure;
                    },
                    1,
                    seen::add,
                    taken -> seen.addAll(Arrays.asList(taken, Thread.currentThread())));
            async.run();
            assertThat(seen).hasSize(3);
            assertThat(seen.get(1)).isSameAs(failure);
            assertThat(seen.get(2)).isSameAs(seen.get(0));
            assertThat(async.statistics().failedCount()).isEqualTo(1);
        }

        @Test
        void itTakesWhatTheCallbackThrew() {
            IllegalStateException failure = new IllegalStateException("callback");
            List<Throwable> taken = new ArrayList<>();
            async.submitWork(i -> i, 1, _ -> failing(failure).run(), taken::add);
            async.run();
            assertThat(taken).containsExactly(failure);
        }

        @Test
        void runThrowsWhatItThrows() {
            IllegalStateException failure = new IllegalStateException("work");
            IllegalStateException second = new IllegalStateException("errback");
            async.submitWork(
                    _ -> {
                        throw failure;
                    },
                    1,
                    _ -> {},
                    _ -> failing(second).run());
            assertThatThrownBy(async::run).isSameAs(second).hasSuppressedException(failure);
        }

        @Test
        void runThrowsWhatItThrowsAgain() {
            IllegalStateException failure = new IllegalStateException("again");
            async.submitWork(_ -> failing(failure), 1, work -> work.run(), AsyncErrorsTest::again);
            assertThatThrownBy(async::run).isSameAs(failure).hasNoSuppressedExceptions();
        }
    }

    private static void again(Throwable failure) throws Exception {
        throw sneaky(failure);
    }

    @Nested
    class WithTheDebugSwitch {
        @BeforeEach
        void openWithSwitch() {
            async.close();
            System.setProperty("jparallel.debug", "true");
            async = Async.open();
        }

        @AfterEach
        void switchOff() {
            System.clearProperty("jparallel.debug");
        }

        @Test
        void aFailureNamesWhereItsWorkWasSubmitted() {
            IOException failure = new IOException("where");
            async.submitWork(failing(failure));
            assertThatThrownBy(async::run).isSameAs(failure);
            assertThat(failure.getSuppressed()).hasSize(1);
            Throwable site = failure.getSuppressed()[0];
            assertThat(site)
                    .hasMessage(
                            "the work was submitted here by thread "
                                    + Thread.currentThread().getName());
            assertThat(site.getStackTrace())
                    .anyMatch(
                            frame ->
                                    frame.getMethodName()
                                            .equals("aFailureNamesWhereItsWorkWasSubmitted"));
        }

        @Test
        void anErrbackTakesTheVeryObject() {
            IOException failure = new IOException("taken");
            List<Throwable> taken = new ArrayList<>();
            async.submitWork(
                    _ -> {
                        throw failure;
                    },
                    1,
                    _ -> {},
                    taken::add);
            async.run();
            assertThat(taken).containsExactly(failure);
            assertThat(failure.getSuppressed()).hasSize(1);
        }

        @Test
        void aThrowableThatIsNeitherComesOutAsItIs() {
            Throwable odd = new Throwable("odd");
            async.submitWork(() -> AsyncErrorsTest.<RuntimeException>raise(odd));
            assertThatThrownBy(async::run).isSameAs(odd);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // neither is checked here
    private static <X extends Throwable> void raise(Throwable failure) throws X {
        throw (X) failure;
    }
}
