// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import org.jparallel.guard.AnyThread;

/// The process-wide pool of off-heap chunks.
@AnyThread
public final class ChunkPool {
    /// The smallest chunk: one page.
    public static final long PAGE_BYTES = 4_096;

    /// The middle chunk.
    public static final long MEDIUM_BYTES = 64 << 10;

    /// The largest pooled chunk.
    public static final long LARGE_BYTES = 2 << 20;

    private static final ChunkPool SHARED = new ChunkPool();

    private final AtomicLong lentBytes = new AtomicLong();

    private ChunkPool() {}

    /// {@return the pool that everything in this process shares}
    public static ChunkPool shared() {
        return SHARED;
    }

    /// Lends a chunk.
    ///
    /// @param byteCount at least this many bytes; the next of page, 64 KiB, 2 MiB is taken, and what is
    ///     larger than that gets a chunk of its own
    /// @param budget what it is charged to
    /// @return a chunk, all zero
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing is charged then
    public Chunk acquire(long byteCount, MemoryBudget budget) {
        long size =
                byteCount <= PAGE_BYTES
                        ? PAGE_BYTES
                        : byteCount <= MEDIUM_BYTES
                                ? MEDIUM_BYTES
                                : (byteCount + LARGE_BYTES - 1) / LARGE_BYTES * LARGE_BYTES;
        budget.reserve(size);
        MemorySegment segment = Arena.global().allocate(size, PAGE_BYTES);
        lentBytes.addAndGet(size);
        return new Chunk(segment, budget);
    }

    /// Takes a chunk back.
    ///
    /// @param chunk what [#acquire] lent
    /// @param usedBytes how many bytes from its start may differ from zero; the pool wipes them
    public void release(Chunk chunk, long usedBytes) {
        chunk.segment().asSlice(0, usedBytes).fill((byte) 0);
        lentBytes.addAndGet(-chunk.byteCount());
        chunk.budget().release(chunk.byteCount());
    }

    /// {@return the bytes lent now}
    public long lentBytes() {
        return lentBytes.get();
    }
}
