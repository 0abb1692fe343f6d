// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.StampedLock;
import org.jparallel.context.Blocking;
import org.jparallel.context.WaitInterruptedException;

/// The lock of some slots of a protected container, and their version: each writer changes it.
///
/// Who waits for it longer than a moment frees its core, and the main thread serves its calls.
///
/// Whoever waits takes the lock after its wait, never inside of it: the world may be stopped during
/// a wait, and a context that stood still with this lock would keep the main thread out. So the
/// waiters stand in a queue, and who unlocks wakes the first, which tries again. A waiter joins the
/// queue, then tries; who unlocks does so, then looks at the queue, both in the one order of
/// volatile accesses: either the waiter gets the lock or it is woken.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `lock` | any | the `StampedLock`'s | any | the `StampedLock`'s |
/// | `waiters` | who waits | concurrent queue | who unlocks | concurrent queue |
final class SlotLock {
    private static final int SPIN_LIMIT = 200;

    private final StampedLock lock = new StampedLock();
    private final ConcurrentLinkedQueue<Thread> waiters = new ConcurrentLinkedQueue<>();

    /// {@return a stamp to unlock with}
    ///
    /// @throws WaitInterruptedException if the thread is interrupted while it waits
    long lock() {
        long stamp = lock.tryWriteLock();
        return stamp != 0 ? stamp : spin();
    }

    void unlock(long stamp) {
        lock.unlockWrite(stamp);
        wakeFirst();
    }

    /// {@return the version, 0 while somebody writes}
    long version() {
        return lock.tryOptimisticRead();
    }

    /// {@return whether nobody has written since}
    boolean isVersion(long version) {
        return lock.validate(version);
    }

    private void wakeFirst() {
        Thread first = waiters.peek();
        if (first != null) {
            LockSupport.unpark(first);
        }
    }

    private long spin() {
        for (int i = 0; i < SPIN_LIMIT; i++) {
            Thread.onSpinWait();
            if (!lock.isWriteLocked()) {
                long stamp = lock.tryWriteLock();
                if (stamp != 0) {
                    return stamp;
                }
            }
        }
        return await();
    }

    private long await() {
        Thread waiter = Thread.currentThread();
        long[] stamp = new long[1];
        waiters.add(waiter);
        try {
            Blocking.await(() -> (stamp[0] = lock.tryWriteLock()) != 0, Blocking.FOREVER);
        } finally {
            waiters.remove(waiter);
            if (stamp[0] == 0) {
                // The wake-up may have been meant for this one, which leaves without the lock.
                wakeFirst();
            }
        }
        return stamp[0];
    }
}
