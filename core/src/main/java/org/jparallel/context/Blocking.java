// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.AsyncException;
import org.jspecify.annotations.Nullable;

/// The one way to wait: a parallel thread frees its core meanwhile, the main thread serves its
/// calls.
@AnyThread
public final class Blocking {
    /// No timeout.
    public static final long FOREVER = Long.MAX_VALUE;

    private Blocking() {}

    /// Parks until `ready` holds; whoever makes it hold unparks this thread
    /// ([LockSupport#unpark(Thread)]). Critical sections of this thread are suspended meanwhile.
    ///
    /// @param ready tested after every wake-up, by this thread alone
    /// @param timeoutNanos how long to wait at most, or [#FOREVER]; not above 0: test once
    /// @return whether `ready` held before the time was up
    /// @throws WaitInterruptedException if the thread is interrupted and `ready` does not hold; the
    ///     interrupt flag stays set
    public static boolean await(BooleanSupplier ready, long timeoutNanos) {
        if (ready.getAsBoolean()) {
            return true;
        }
        if (timeoutNanos <= 0) {
            return false;
        }
        Holds holds = Holds.current();
        if (holds == null || !holds.waitBegins()) {
            return awaitHolding(ready, timeoutNanos);
        }
        try {
            return awaitHolding(ready, timeoutNanos);
        } finally {
            holds.waitEnds();
        }
    }

    /// Parks as [#await] does, but whatever this thread holds it holds on to.
    ///
    /// @param ready tested after every wake-up, by this thread alone
    /// @param timeoutNanos how long to wait at most, or [#FOREVER]
    /// @return whether `ready` held before the time was up
    /// @throws WaitInterruptedException if the thread is interrupted and `ready` does not hold; the
    ///     interrupt flag stays set
    public static boolean awaitHolding(BooleanSupplier ready, long timeoutNanos) {
        if (Thread.currentThread() instanceof ContextThread thread) {
            thread.blockingBegins();
            try {
                return park(ready, timeoutNanos, thread.safePoint());
            } finally {
                thread.blockingEnds();
            }
        }
        return park(ready, timeoutNanos, null);
    }

    /// Parks until `ready` holds, come what may: an interrupt is kept for later, and if nobody can
    /// take this thread's place its core stays idle. For what must be taken back after a wait.
    ///
    /// @param ready tested after every wake-up, by this thread alone
    public static void awaitSurely(BooleanSupplier ready) {
        @Nullable ContextThread freed = freedCore();
        @Nullable SafePoint safePoint =
                Thread.currentThread() instanceof ContextThread thread ? thread.safePoint() : null;
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                done = park(ready, FOREVER, safePoint);
            } catch (WaitInterruptedException _) {
                interrupted |= Thread.interrupted();
            }
        }
        if (freed != null) {
            freed.blockingEnds();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// {@return the current thread if it is a parallel one and another can take its place}
    private static @Nullable ContextThread freedCore() {
        if (Thread.currentThread() instanceof ContextThread thread) {
            try {
                thread.blockingBegins();
                return thread;
            } catch (AsyncException _) {
                return null;
            }
        }
        return null;
    }

    /// Runs something that may block outside of this library (a driver, a pipe, a lock), so that a
    /// parallel thread frees its core meanwhile. Critical sections of this thread are suspended
    /// meanwhile: what runs here is not inside of them.
    ///
    /// What runs in it counts as a wait when the world is stopped: it goes on meanwhile, but it
    /// does not return before the world does.
    ///
    /// @param <R> the result
    /// @param work what may block; it runs on this thread and, if there is one, in its context
    /// @return what it returned
    /// @throws Exception what it threw
    public static <R extends @Nullable Object> R call(Callable<R> work) throws Exception {
        Holds holds = Holds.current();
        if (holds == null || !holds.waitBegins()) {
            return callHolding(work);
        }
        try {
            return callHolding(work);
        } finally {
            holds.waitEnds();
        }
    }

    private static <R extends @Nullable Object> R callHolding(Callable<R> work) throws Exception {
        if (!(Thread.currentThread() instanceof ContextThread thread)) {
            return work.call();
        }
        thread.blockingBegins();
        SafePointState outer = thread.safePoint().waits();
        try {
            return work.call();
        } finally {
            thread.safePoint().goesOn(outer);
            thread.blockingEnds();
        }
    }

    private static boolean park(
            BooleanSupplier ready, long timeoutNanos, @Nullable SafePoint safePoint) {
        long start = System.nanoTime();
        boolean main = safePoint == null && MainThreads.isMain();
        while (true) {
            long dueNanos = main ? MainThreads.serve(null) : FOREVER;
            if (ready.getAsBoolean()) {
                return true;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new WaitInterruptedException();
            }
            long leftNanos =
                    timeoutNanos == FOREVER
                            ? FOREVER
                            : timeoutNanos - (System.nanoTime() - start);
            if (leftNanos <= 0) {
                return false;
            }
            park(Math.min(leftNanos, dueNanos), safePoint);
        }
    }

    /// Parks once. While the world is stopped a context does not even look whether its wait is
    /// over.
    private static void park(long parkNanos, @Nullable SafePoint safePoint) {
        SafePointState outer = safePoint == null ? SafePointState.RUNNING : safePoint.waits();
        if (parkNanos == FOREVER) {
            LockSupport.park(Blocking.class);
        } else {
            LockSupport.parkNanos(Blocking.class, parkNanos);
        }
        if (safePoint != null) {
            safePoint.goesOn(outer);
        }
    }
}
