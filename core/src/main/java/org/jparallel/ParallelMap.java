// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.context.Blocking;
import org.jparallel.loop.Crossing;
import org.jparallel.loop.MainLoop;
import org.jparallel.dispatch.Dispatcher;
import org.jparallel.work.Callback;
import org.jparallel.work.Errback;
import org.jparallel.work.WorkFunction;
import org.jspecify.annotations.Nullable;

/// One `map` call: a context for each element, the results in the order of the elements.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `results[i]`, `failures[i]` | context of element i | plain | caller, at 0 left | plain |
/// | `leftCount` | contexts | atomic add | the caller | volatile |
final class ParallelMap<A extends @Nullable Object, R extends @Nullable Object> {
    private final Thread caller = Thread.currentThread();
    private final @Nullable Object[] results;
    private final @Nullable Throwable[] failures;
    private final AtomicInteger leftCount;

    private ParallelMap(int count) {
        results = new Object[count];
        failures = new Throwable[count];
        leftCount = new AtomicInteger(count);
    }

    static <A extends @Nullable Object, R extends @Nullable Object> List<R> map(
            MainLoop loop, WorkFunction<? super A, ? extends R> function, List<? extends A> list) {
        loop.requireMainOrOwnContext("map");
        List<A> arguments = new ArrayList<>(Objects.requireNonNull(list, "list"));
        ParallelMap<A, R> map = new ParallelMap<>(arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            map.submit(loop, function, arguments.get(i), i);
        }
        Blocking.await(() -> map.leftCount.get() == 0, Blocking.FOREVER);
        return map.outcome();
    }

    private void submit(
            MainLoop loop, WorkFunction<? super A, ? extends R> function, A argument, int index) {
        Callback<R> callback =
                result -> {
                    results[index] = Crossing.handOver(result);
                    elementEnded();
                };
        Errback errback =
                failure -> {
                    failures[index] = failure;
                    elementEnded();
                };
        Object passed = argument == null ? Dispatcher.nullArgument() : argument;
        loop.submit(function, passed, callback, errback);
    }

    private void elementEnded() {
        if (leftCount.decrementAndGet() == 0) {
            LockSupport.unpark(caller);
        }
    }

    @SuppressWarnings("unchecked") // each is what the function returned
    private List<R> outcome() {
        Failures thrown = new Failures();
        for (Throwable failure : failures) {
            if (failure != null) {
                thrown.add(failure);
            }
        }
        thrown.throwIfAny();
        List<R> list = new ArrayList<>(results.length);
        for (Object result : results) {
            list.add((R) result);
        }
        return list;
    }
}
