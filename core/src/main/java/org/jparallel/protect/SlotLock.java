// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import org.jparallel.context.Blocking;
import org.jparallel.context.MainThreads;
import org.jparallel.context.WaitInterruptedException;

/// The lock of some slots of a protected container, and their version: each writer changes it.
///
/// Who waits for it longer than a moment frees its core, and the main thread serves its calls.
final class SlotLock {
    private static final int SPIN_LIMIT = 200;
    private static final long SERVE_MILLIS = 1;

    private final StampedLock lock = new StampedLock();

    /// {@return a stamp to unlock with}
    ///
    /// @throws WaitInterruptedException if the thread is interrupted while it waits
    long lock() {
        long stamp = lock.tryWriteLock();
        return stamp != 0 ? stamp : spin();
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
        try {
            return MainThreads.isMain() ? serveUntilLocked() : Blocking.call(this::await);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new AssertionError("waiting for a lock throws nothing else", failure);
        }
    }

    private long await() throws InterruptedException {
        return lock.writeLockInterruptibly();
    }

    private long serveUntilLocked() throws InterruptedException {
        long stamp = 0;
        while (stamp == 0) {
            MainThreads.serve(null);
            stamp = lock.tryWriteLock(SERVE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return stamp;
    }
}
