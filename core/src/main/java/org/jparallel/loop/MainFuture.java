// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.context.Blocking;
import org.jparallel.context.WaitInterruptedException;
import org.jspecify.annotations.Nullable;

/// A future that is completed on the main thread.
///
/// Waiting for it on the main thread serves the contexts meanwhile, one of which will complete it;
/// waiting for it in a context frees the core.
final class MainFuture<R extends @Nullable Object> extends CompletableFuture<R> {
    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new MainFuture<>();
    }

    @Override
    public R join() {
        awaitDone(Blocking.FOREVER);
        return super.join();
    }

    @Override
    public R get() throws InterruptedException, ExecutionException {
        awaitDoneOrInterrupt(Blocking.FOREVER);
        return super.get();
    }

    @Override
    public R get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        awaitDoneOrInterrupt(unit.toNanos(timeout));
        return super.get(0, unit);
    }

    private void awaitDoneOrInterrupt(long timeoutNanos) throws InterruptedException {
        try {
            awaitDone(timeoutNanos);
        } catch (WaitInterruptedException interruption) {
            Thread.interrupted();
            InterruptedException thrown = new InterruptedException(interruption.getMessage());
            thrown.initCause(interruption);
            throw thrown;
        }
    }

    private void awaitDone(long timeoutNanos) {
        if (!isDone()) {
            Thread waiter = Thread.currentThread();
            CompletableFuture<Void> wake = handle((_, _) -> wake(waiter));
            Blocking.await(this::isDone, timeoutNanos);
            wake.cancel(false);
        }
    }

    @SuppressWarnings("NullAway") // the result of a Void
    private static Void wake(Thread waiter) {
        LockSupport.unpark(waiter);
        return null;
    }
}
