// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import org.jparallel.context.Blocking;

/// The lock of some slots of a protected container, and their version: each writer changes it.
///
/// It is held for a moment, unless a user's function runs under it. Who waits for longer than a
/// moment frees its core, and the main thread serves its calls. It waits for the lock to be free
/// and then tries again, so that nobody stands at a safe point with a lock it has just been given.
final class SlotLock {
    private static final int SPIN_LIMIT = 200;
    private static final long FIRST_POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LONGEST_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final StampedLock lock = new StampedLock();

    /// {@return a stamp to unlock with}
    ///
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted while it
    ///     waits
    /// @throws IllegalStateException if the main thread would wait while the world is stopped
    long lock() {
        long stamp = lock.tryWriteLock();
        return stamp != 0 ? stamp : lockWaiting();
    }

    /// {@return a stamp to unlock with, 0 if it is not free within a moment}
    long tryLock() {
        long stamp = lock.tryWriteLock();
        return stamp != 0 ? stamp : spin();
    }

    /// Waits a little for the lock to be free.
    ///
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted
    /// @throws IllegalStateException if the main thread would wait while the world is stopped
    void awaitFree() {
        Blocking.awaitHolding(this::isFree, LONGEST_POLL_NANOS);
    }

    void unlock(long stamp) {
        lock.unlockWrite(stamp);
    }

    /// {@return the version, 0 while somebody writes}
    long version() {
        return lock.tryOptimisticRead();
    }

    /// {@return whether nobody has written since}
    boolean isVersion(long version) {
        return lock.validate(version);
    }

    private long lockWaiting() {
        long pollNanos = FIRST_POLL_NANOS;
        long stamp = spin();
        while (stamp == 0) {
            Blocking.awaitHolding(this::isFree, pollNanos);
            pollNanos = Math.min(2 * pollNanos, LONGEST_POLL_NANOS);
            stamp = spin();
        }
        return stamp;
    }

    private long spin() {
        for (int i = 0; i < SPIN_LIMIT; i++) {
            Thread.onSpinWait();
            if (isFree()) {
                long stamp = lock.tryWriteLock();
                if (stamp != 0) {
                    return stamp;
                }
            }
        }
        return 0;
    }

    private boolean isFree() {
        return !lock.isWriteLocked();
    }
}
