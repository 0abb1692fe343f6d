// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import org.jparallel.guard.AnyThread;

/// A lock that is held until this is closed, by the thread that took it.
@AnyThread
public final class HeldLock implements AutoCloseable {
    private final HeldLocks held;
    private final Protection protection;
    private final LockMode mode;

    HeldLock(HeldLocks held, Protection protection, LockMode mode) {
        this.held = held;
        this.protection = protection;
        this.mode = mode;
    }

    /// Releases the lock.
    ///
    /// @throws IllegalMonitorStateException if this thread does not hold it
    @Override
    public void close() {
        protection.unlock(held.isCurrent() ? held : HeldLocks.current(), mode);
    }
}
