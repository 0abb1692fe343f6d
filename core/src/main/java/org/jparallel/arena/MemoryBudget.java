// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.util.concurrent.atomic.AtomicLong;
import org.jparallel.guard.AnyThread;

/// A limit on the off-heap bytes that one runtime, or one container, holds at a time.
///
/// It counts whole chunks, also those that a thread keeps between two contexts. A reservation is
/// refused exactly when it would pass the limit: one that is refused never makes another fail.
@AnyThread
public final class MemoryBudget {
    private static final long RESERVED = -1;

    private final String owner;
    private final long limitBytes;
    private final AtomicLong usedBytes = new AtomicLong();
    private final AtomicLong peakBytes = new AtomicLong();

    /// An unused budget.
    ///
    /// @param owner named in the exception when the limit is reached, such as `runtime`
    /// @param limitBytes the most bytes held at a time, at least 1
    /// @throws IllegalArgumentException if the limit is smaller than 1
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
    /// @param byteCount how many, 0 or more
    /// @throws ArenaExhaustedException if the limit would be passed; nothing is taken then
    public void reserve(long byteCount) {
        long refusedAt = reserveOrRefuse(byteCount);
        if (refusedAt != RESERVED) {
            throw new ArenaExhaustedException(owner, byteCount, refusedAt, limitBytes);
        }
    }

    /// Gives bytes back.
    ///
    /// @param byteCount how many, 0 or more
    /// @throws IllegalStateException if more is given back than was taken; nothing changes then
    public void release(long byteCount) {
        checkSize(byteCount);
        long used = usedBytes.get();
        while (byteCount <= used) {
            long witness = usedBytes.compareAndExchange(used, used - byteCount);
            if (witness == used) {
                return;
            }
            used = witness;
        }
        throw new IllegalStateException(
                "released more than reserved: owner="
                        + owner
                        + " byteCount="
                        + byteCount
                        + " usedBytes="
                        + used);
    }

    /// {@return the bytes held now}
    public long usedBytes() {
        return usedBytes.get();
    }

    /// {@return the most bytes held at a time so far}
    public long peakBytes() {
        return peakBytes.get();
    }

    /// {@return the most bytes held at a time that are allowed}
    public long limitBytes() {
        return limitBytes;
    }

    /// {@return whether the bytes were taken; nothing is taken otherwise}
    boolean tryReserve(long byteCount) {
        return reserveOrRefuse(byteCount) == RESERVED;
    }

    /// {@return whether so much is in use that nobody should keep what it does not need}
    boolean isTight() {
        return usedBytes.get() > limitBytes - limitBytes / 4;
    }

    /// {@return [#RESERVED], else how many were in use when they were refused}
    private long reserveOrRefuse(long byteCount) {
        checkSize(byteCount);
        long used = usedBytes.get();
        while (byteCount <= limitBytes - used) {
            long witness = usedBytes.compareAndExchange(used, used + byteCount);
            if (witness == used) {
                raisePeak(used + byteCount);
                return RESERVED;
            }
            used = witness;
        }
        return used;
    }

    private void raisePeak(long used) {
        if (used > peakBytes.get()) {
            peakBytes.accumulateAndGet(used, Math::max);
        }
    }

    private static void checkSize(long byteCount) {
        if (byteCount < 0) {
            throw new IllegalArgumentException("negative size: byteCount=" + byteCount);
        }
    }
}
