// SPDX-License-Identifier: Apache-2.0
package org.jparallel.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jparallel.Async;
import org.jparallel.work.Errback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `TestSubmitWork` of PyParallel's `Lib/async/test/test_work.py`. Where the original reads an
/// undefined name, and so raises `NameError`, these throw [NameError].
///
/// - `testSubmitSimpleWork`: a work without anything else runs, and `run()` returns.
/// - `…ArgsKwds`: no arguments are none. A lambda takes the place of `args` and `kwds`.
/// - `…WithArg`: an argument that is no tuple is passed alone.
/// - `…WithCallback`: the result reaches the callback, and by a call the main thread.
/// - `…WithCallbackNoCallFromMainThread`: the callback runs on the parallel thread.
/// - `testValueErrorInCallback`: what no errback takes comes out of `run()`.
/// - `testValueErrorInCallbackThenRun`: … and the next `run()` returns.
/// - `testMultipleValueErrorsInCallbackThenRun`: one failure a `run()`. The original threw the last
///   one first.
/// - `testCallFromMainThread`: calls run on the main thread and return their result.
/// - `testCallFromMainThreadDecorator`: what is called is on the main thread. Here it is a call,
///   there a decorator.
/// - `…ErrbackInvoked1` to `4`: the errback gets the failure, here the very object, there a tuple
///   of type, text and traceback; asked on the main thread (1, 2) and in the context (3); a
///   subclass keeps its type (4).
@Timeout(60)
class TestSubmitWorkTest {
    private static class NameError extends Exception {
        private static final long serialVersionUID = 1L;

        NameError(String name) {
            super("name '" + name + "' is not defined");
        }
    }

    private static final class UnboundLocalError extends NameError {
        private static final long serialVersionUID = 1L;

        UnboundLocalError(String name) {
            super(name);
        }
    }

    private final List<Object> seen = new ArrayList<>();
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open();
    }

    @AfterEach
    void close() {
        async.close();
    }

    private static Object undefined(Object argument) throws NameError {
        throw new NameError("laksjdflaskjdf " + argument);
    }

    private static Object unbound(Object argument) throws NameError {
        throw new UnboundLocalError("laksjdflaskjdf " + argument);
    }

    @Test
    void testSubmitSimpleWork() {
        async.submitWork(() -> {});
        async.run();
        assertThat(async.activeContexts()).isZero();
    }

    @Test
    void testSubmitSimpleWorkArgsKwds() {
        async.submitWork(() -> seen.add("no arguments"));
        async.run();
        assertThat(seen).containsExactly("no arguments");
    }

    @Test
    void testSubmitSimpleWorkWithArg() {
        async.submitWork(i -> seen.add(i * 2), 2);
        async.run();
        assertThat(seen).containsExactly(4);
    }

    @Test
    void testSubmitSimpleWorkWithCallback() {
        async.submitWork(
                i -> i * 2,
                2,
                result ->
                        async.callFromMainThread(
                                () -> {
                                    seen.add(result);
                                    seen.add(Async.isMainThread());
                                }));
        async.run();
        assertThat(seen).containsExactly(4, true);
    }

    @Test
    void testSubmitSimpleWorkWithCallbackNoCallFromMainThread() {
        async.submitWork(
                i -> i * 2,
                2,
                result -> {
                    seen.add(result);
                    seen.add(Async.isParallelThread());
                });
        async.run();
        assertThat(seen).containsExactly(4, true);
    }

    @Test
    void testValueErrorInCallback() {
        async.submitWork(TestSubmitWorkTest::undefined, 1);
        assertThatThrownBy(async::run).isExactlyInstanceOf(NameError.class);
    }

    @Test
    void testValueErrorInCallbackThenRun() {
        async.submitWork(TestSubmitWorkTest::undefined, 1);
        assertThatThrownBy(async::run).isExactlyInstanceOf(NameError.class);
        async.run();
        assertThat(async.activeContexts()).isZero();
    }

    @Test
    void testMultipleValueErrorsInCallbackThenRun() {
        async.submitWork(TestSubmitWorkTest::undefined, 1);
        async.submitWork(TestSubmitWorkTest::undefined, 2);
        assertThatThrownBy(async::run).isExactlyInstanceOf(NameError.class);
        assertThatThrownBy(async::run).isExactlyInstanceOf(NameError.class);
        async.run();
        assertThat(async.activeContexts()).isZero();
    }

    @Test
    void testCallFromMainThread() {
        Map<String, Integer> map = new HashMap<>();
        async.submitWork(
                i -> {
                    async.callFromMainThreadAndWait(() -> map.put("foo", i * 2));
                    return async.callFromMainThreadAndWait(() -> map.get("foo"));
                },
                2,
                result -> async.callFromMainThread(() -> seen.add(result)));
        async.run();
        assertThat(seen).containsExactly(4);
    }

    @Test
    void testCallFromMainThreadDecorator() {
        async.submitWork(
                () -> async.callFromMainThread(() -> seen.add(Async.isParallelThread())));
        async.run();
        assertThat(seen).containsExactly(false);
    }

    @Test
    void testSubmitSimpleWorkErrbackInvoked1() {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        async.submitWork(
                TestSubmitWorkTest::undefined,
                1,
                result -> seen.add(result),
                taken -> async.callFromMainThreadAndWait(() -> checkOnMain(taken, failure)));
        async.run();
        assertThat(seen).containsExactly(false);
        assertThat(failure.get())
                .isExactlyInstanceOf(NameError.class)
                .hasMessage("name 'laksjdflaskjdf 1' is not defined");
        assertThat(failure.get().getStackTrace()[0].getMethodName()).isEqualTo("undefined");
    }

    private boolean checkOnMain(Throwable taken, AtomicReference<Throwable> failure) {
        failure.set(taken);
        return seen.add(Async.isParallelThread());
    }

    @Test
    void testSubmitSimpleWorkErrbackInvoked2() {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Errback errback =
                taken -> async.callFromMainThreadAndWait(() -> checkOnMain(taken, failure));
        async.submitWork(TestSubmitWorkTest::undefined, 2, _ -> {}, errback);
        async.run();
        assertThat(seen).containsExactly(false);
        assertThat(failure.get()).isExactlyInstanceOf(NameError.class);
    }

    @Test
    void testSubmitSimpleWorkErrbackInvoked3() {
        async.submitWork(
                TestSubmitWorkTest::undefined,
                3,
                _ -> {},
                taken -> {
                    seen.add(Async.isParallelThread());
                    seen.add(taken.getClass());
                });
        async.run();
        assertThat(seen).containsExactly(true, NameError.class);
    }

    @Test
    void testSubmitSimpleWorkErrbackInvoked4() {
        async.submitWork(
                TestSubmitWorkTest::unbound, 4, _ -> {}, taken -> seen.add(taken.getClass()));
        async.run();
        assertThat(seen).containsExactly(UnboundLocalError.class);
    }
}
