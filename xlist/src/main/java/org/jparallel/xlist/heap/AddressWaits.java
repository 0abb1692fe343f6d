// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jparallel.context.Blocking;
import org.jparallel.context.WaitInterruptedException;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// Threads that wait until they are woken at an offset of a shared region: the waiter lists of
/// ECMAScript's `Atomics.wait` and `Atomics.notify` (ECMA-262, section "The Atomics Object").
///
/// The value is compared and the thread enqueued under the lock under which others wake. So a
/// thread that found the value as expected is in the list before anybody who changed the value
/// after that comes to wake. Each is woken once, by somebody who meant it, first come first served.
///
/// The list decides how a wait ends: who is no longer in it was woken, and was counted by who woke
/// it. So a thread that is interrupted, but finds itself woken, has not waited in vain; and one
/// whose wait fails otherwise passes its wake-up on.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `byOffset` | any | under `lock` | any | under `lock` |
/// | `Waiter.woken` | who wakes, under `lock` | volatile | the waiter | volatile |
@AnyThread
public final class AddressWaits {
    /// How a wait ended.
    public enum Ending {
        /// Woken.
        WOKEN,

        /// It was not as expected; the thread did not wait.
        NOT_EQUAL,

        /// Not woken in time.
        TIMED_OUT
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, ArrayDeque<Waiter>> byOffset = new HashMap<>();

    /// Creates one in which nobody waits.
    AddressWaits() {}

    /// Waits at an offset, if the value there is as expected.
    ///
    /// @param offsetBytes where
    /// @param isExpected asked once, under the lock: looks at memory and does nothing else
    /// @param timeoutNanos how long, or [Blocking#FOREVER]
    /// @return how it ended; woken also if the thread was interrupted, but woken before it had left
    /// @throws WaitInterruptedException if it was interrupted before it was woken
    public Ending await(long offsetBytes, BooleanSupplier isExpected, long timeoutNanos) {
        Waiter waiter = join(offsetBytes, isExpected);
        if (waiter == null) {
            return Ending.NOT_EQUAL;
        }
        boolean isWoken = false;
        boolean isOver = false;
        try {
            isWoken = Blocking.await(() -> waiter.woken, timeoutNanos);
            isOver = true;
        } catch (WaitInterruptedException interrupted) {
            isOver = true;
            if (leave(offsetBytes, waiter)) {
                throw interrupted;
            }
            return Ending.WOKEN;
        } finally {
            if (!isOver && !leave(offsetBytes, waiter)) {
                wake(offsetBytes, 1);
            }
        }
        return isWoken || !leave(offsetBytes, waiter) ? Ending.WOKEN : Ending.TIMED_OUT;
    }

    /// Wakes threads that wait at an offset, those that have waited longest.
    ///
    /// @param offsetBytes where
    /// @param limitCount how many at most
    /// @return how many
    public int wake(long offsetBytes, int limitCount) {
        int count = 0;
        lock.lock();
        try {
            ArrayDeque<Waiter> waiters = byOffset.getOrDefault(offsetBytes, new ArrayDeque<>(1));
            for (Iterator<Waiter> each = waiters.iterator();
                    each.hasNext() && count < limitCount;
                    count++) {
                Waiter waiter = each.next();
                each.remove();
                waiter.woken = true;
                LockSupport.unpark(waiter.thread);
            }
            forgetIfEmpty(offsetBytes, waiters);
        } finally {
            lock.unlock();
        }
        return count;
    }

    private @Nullable Waiter join(long offsetBytes, BooleanSupplier isExpected) {
        lock.lock();
        try {
            if (!isExpected.getAsBoolean()) {
                return null;
            }
            Waiter waiter = new Waiter(Thread.currentThread());
            byOffset.computeIfAbsent(offsetBytes, _ -> new ArrayDeque<>()).add(waiter);
            return waiter;
        } finally {
            lock.unlock();
        }
    }

    /// {@return whether it was still waiting; if not, it was woken}
    private boolean leave(long offsetBytes, Waiter waiter) {
        lock.lock();
        try {
            ArrayDeque<Waiter> waiters = byOffset.get(offsetBytes);
            boolean wasThere = waiters != null && waiters.remove(waiter);
            if (waiters != null) {
                forgetIfEmpty(offsetBytes, waiters);
            }
            return wasThere;
        } finally {
            lock.unlock();
        }
    }

    private void forgetIfEmpty(long offsetBytes, ArrayDeque<Waiter> waiters) {
        if (waiters.isEmpty()) {
            byOffset.remove(offsetBytes);
        }
    }

    private static final class Waiter {
        private final Thread thread;
        private volatile boolean woken;

        private Waiter(Thread thread) {
            this.thread = thread;
        }
    }
}
