// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.foreign.MemorySegment;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.Chunk;
import org.jparallel.arena.ChunkPool;
import org.jparallel.arena.MemoryBudget;

/// The chunk in which a region lies.
///
/// @param chunk lent by the pool
/// @param offsetBytes where the region begins in it
/// @param capacityBytes how large the region can become
record RegionLoan(Chunk chunk, long offsetBytes, long capacityBytes) {
    /// Takes memory that is all zero.
    ///
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing has changed
    static RegionLoan of(RegionShape shape, MemoryBudget budget) {
        // A chunk begins at a page; what must lie more evenly is pushed back in a larger one.
        long surplusBytes = Math.max(0, shape.alignmentBytes() - ChunkPool.PAGE_BYTES);
        Chunk chunk = ChunkPool.shared().acquire(shape.capacityBytes() + surplusBytes, budget);
        long offsetBytes = -chunk.address() & (shape.alignmentBytes() - 1);
        return new RegionLoan(chunk, offsetBytes, shape.capacityBytes());
    }

    /// {@return the memory, open to every thread}
    MemorySegment memory() {
        return chunk.segment().asSlice(offsetBytes, capacityBytes);
    }

    /// Gives the chunk back; once.
    void giveBack() {
        ChunkPool.shared().release(chunk, offsetBytes + capacityBytes);
    }
}
