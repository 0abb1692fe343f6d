// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.work.Work;
import org.jspecify.annotations.Nullable;

/// A call to the main thread whose caller waits for the result.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `result`, `failure` | main thread, before `done` | plain | the caller, after `done` | plain |
/// | `done` | main thread | volatile | the caller | volatile |
final class MainCall<R extends @Nullable Object> implements Work {
    private final Callable<R> callable;
    private final Thread caller = Thread.currentThread();
    private @Nullable R result;
    private @Nullable Throwable failure;
    private volatile boolean done;

    MainCall(Callable<R> callable) {
        this.callable = callable;
    }

    @Override
    public void run() {
        try {
            result = callable.call();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        done = true;
        LockSupport.unpark(caller);
    }

    boolean isDone() {
        return done;
    }

    /// {@return the result, or throws the very object that the call threw}
    @SuppressWarnings("NullAway") // R is nullable if the callable may return null
    R result() {
        Throwable thrown = failure;
        if (thrown != null) {
            throw Sneaky.rethrow(thrown);
        }
        return result;
    }
}
