// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Threads that wait for the same thing, first come first woken.
///
/// A signal goes to one waiter and removes it. A waiter that leaves for another reason (time up,
/// interrupted) and finds itself removed hands the signal on to the next, so that none is lost.
final class WaitQueue {
    private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();

    /// {@return the current thread's place at the end of the queue}
    Waiter join() {
        Waiter waiter = new Waiter(Thread.currentThread());
        waiters.add(waiter);
        return waiter;
    }

    /// {@return whether the waiter left by itself; if not, it was signalled}
    boolean leave(Waiter waiter) {
        return waiters.remove(waiter);
    }

    /// {@return whether there was somebody to wake}
    boolean signalOne() {
        @Nullable Waiter waiter = waiters.poll();
        if (waiter == null) {
            return false;
        }
        waiter.signal();
        return true;
    }

    /// Wakes all that joined before this call, and perhaps others; does not go on for those that
    /// join again.
    void signalPresent() {
        for (int left = waiters.size(); left > 0 && signalOne(); left--) {
            Thread.onSpinWait();
        }
    }

    void signalAll() {
        boolean more = true;
        while (more) {
            more = signalOne();
        }
    }

    boolean isEmpty() {
        return waiters.isEmpty();
    }

    /// One waiting thread. `signalled` is written once by the thread that took it out of the queue
    /// and read by the waiting thread, both volatile.
    static final class Waiter {
        private final Thread thread;
        private volatile boolean signalled;

        private Waiter(Thread thread) {
            this.thread = thread;
        }

        boolean isSignalled() {
            return signalled;
        }

        private void signal() {
            signalled = true;
            LockSupport.unpark(thread);
        }
    }
}
