// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.util.concurrent.atomic.AtomicLong;
import org.jparallel.guard.AnyThread;

/// A limit on the off-heap bytes that one runtime, or one container, holds at a time.
@AnyThread
public final class MemoryBudget {
    private final String owner;
    private final long limitBytes;
    private final AtomicLong usedBytes = new AtomicLong();

    /// An unused budget.
    ///
    /// @param owner named in the exception when the limit is reached, such as `runtime`
    /// @param limitBytes the most bytes held at a time, at least 1
    public MemoryBudget(String owner, long limitBytes) {
        if (limitBytes < 1) {
            throw new IllegalArgumentException(
                    "limit too small: limitBytes=" + limitBytes + " minimumBytes=1");
        }
        this.owner = owner;
        this.limitBytes = limitBytes;
    }

    /// Takes bytes out of the budget.
    ///
    /// @param byteCount how many
    /// @throws ArenaExhaustedException if the limit would be passed; nothing is taken then
    public void reserve(long byteCount) {
        long used = usedBytes.getAndAdd(byteCount);
        if (used + byteCount > limitBytes) {
            usedBytes.getAndAdd(-byteCount);
            throw new ArenaExhaustedException(owner, byteCount, used, limitBytes);
        }
    }

    /// Gives bytes back.
    ///
    /// @param byteCount how many
    public void release(long byteCount) {
        long left = usedBytes.addAndGet(-byteCount);
        assert left >= 0 : "released more than reserved: " + left;
    }

    /// {@return the bytes held now}
    public long usedBytes() {
        return usedBytes.get();
    }

    /// {@return the most bytes held at a time}
    public long limitBytes() {
        return limitBytes;
    }
}
