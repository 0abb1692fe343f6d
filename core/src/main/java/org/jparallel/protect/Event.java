// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jparallel.context.Blocking;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.PassedByReference;
import org.jspecify.annotations.Nullable;

/// An auto-reset event, latched once: a signal releases exactly one waiter, the one that has waited
/// longest; a signal that finds none is kept for the next, and two such are one.
///
/// **Threads.** Any. A parallel thread that waits frees its core, the main thread serves its calls.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `signalled`, `waiters` | any | under `lock` | any | under `lock` |
/// | `Waiter.released` | the signaller, under `lock` | volatile | the waiter | volatile |
@AnyThread
public final class Event implements PassedByReference {
    private static final class Waiter {
        private final @Nullable Thread thread;
        private final Runnable listener;
        private volatile boolean released;

        Waiter(@Nullable Thread thread, Runnable listener) {
            this.thread = thread;
            this.listener = listener;
        }
    }

    /// A listener that waits for an event.
    @AnyThread
    public final class Subscription {
        private final Waiter waiter;

        private Subscription(Waiter waiter) {
            this.waiter = waiter;
        }

        /// Stops waiting.
        ///
        /// @return false if the listener was released before, and is called or was
        public boolean cancel() {
            return remove(waiter);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private boolean signalled;

    /// Creates an event that is not signalled.
    public Event() {}

    /// Releases one waiter, or the next one to come.
    public void signal() {
        Waiter first;
        lock.lock();
        try {
            first = waiters.pollFirst();
            if (first == null) {
                signalled = true;
                return;
            }
            first.released = true;
        } finally {
            lock.unlock();
        }
        first.listener.run();
        LockSupport.unpark(first.thread);
    }

    /// Waits for a signal.
    ///
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted; a
    ///     signal that came at the same time is kept for the next waiter
    public void await() {
        awaitNanos(Blocking.FOREVER);
    }

    /// Waits for a signal.
    ///
    /// @param timeout how long at most
    /// @throws WaitTimeoutException if none came in time
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted; a
    ///     signal that came at the same time is kept for the next waiter
    public void await(Duration timeout) {
        if (!awaitNanos(nanos(timeout))) {
            throw new WaitTimeoutException(timeout);
        }
    }

    private static long nanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException _) {
            return timeout.isNegative() ? 0 : Blocking.FOREVER;
        }
    }

    private boolean awaitNanos(long timeoutNanos) {
        Waiter waiter = new Waiter(Thread.currentThread(), () -> {});
        if (!add(waiter)) {
            return true;
        }
        boolean released = false;
        try {
            released = Blocking.await(() -> waiter.released, timeoutNanos);
        } catch (Throwable failure) {
            if (!remove(waiter)) {
                signal();
            }
            throw failure;
        }
        return released || !remove(waiter);
    }

    /// Calls a listener once, on the thread that signals, or at once if the event is signalled.
    ///
    /// @param listener must neither block nor throw
    /// @return what cancels it
    public Subscription subscribe(Runnable listener) {
        Waiter waiter = new Waiter(null, listener);
        if (!add(waiter)) {
            waiter.released = true;
            listener.run();
        }
        return new Subscription(waiter);
    }

    /// Adds a waiter, or takes the latched signal.
    private boolean add(Waiter waiter) {
        lock.lock();
        try {
            if (signalled) {
                signalled = false;
                return false;
            }
            waiters.addLast(waiter);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean remove(Waiter waiter) {
        lock.lock();
        try {
            return waiters.remove(waiter);
        } finally {
            lock.unlock();
        }
    }
}
