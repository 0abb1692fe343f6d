// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.Chunk;
import org.jparallel.arena.ChunkPool;
import org.jparallel.arena.MemoryBudget;

/// The chunk in which a region lies.
///
/// @param chunk lent by the pool
/// @param offsetBytes where the region begins in it
/// @param capacityBytes how large the region can become
/// @param usedBytes the most that was ever used of it: what may differ from zero
record RegionLoan(Chunk chunk, long offsetBytes, long capacityBytes, AtomicLong usedBytes) {
    /// Takes memory that is all zero.
    ///
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing has changed
    static RegionLoan of(RegionShape shape, MemoryBudget budget) {
        // A chunk begins at a page; what must lie more evenly is pushed back in a larger one.
        long surplusBytes = Math.max(0, shape.alignmentBytes() - ChunkPool.PAGE_BYTES);
        Chunk chunk = ChunkPool.shared().acquire(shape.capacityBytes() + surplusBytes, budget);
        long offsetBytes = -chunk.address() & (shape.alignmentBytes() - 1);
        boolean isLent = false;
        try {
            RegionLoan loan =
                    new RegionLoan(chunk, offsetBytes, shape.capacityBytes(), new AtomicLong());
            isLent = true;
            return loan;
        } finally {
            if (!isLent) {
                ChunkPool.shared().release(chunk, 0);
            }
        }
    }

    /// Says that so many bytes from its beginning may be written.
    void use(long byteCount) {
        usedBytes.accumulateAndGet(byteCount, Math::max);
    }

    /// {@return the memory, open to every thread}
    MemorySegment memory() {
        return chunk.segment().asSlice(offsetBytes, capacityBytes);
    }

    /// Gives the chunk back, of which only what was used must be wiped; once.
    void giveBack() {
        ChunkPool.shared().release(chunk, offsetBytes + usedBytes.get());
    }
}
