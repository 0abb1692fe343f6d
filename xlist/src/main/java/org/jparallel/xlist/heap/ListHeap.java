// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.Chunk;
import org.jparallel.arena.ChunkPool;
import org.jparallel.arena.MemoryBudget;
import org.jspecify.annotations.Nullable;

/// The chunks of one list: how it grows, and the one drained chunk that it keeps for the next
/// growth.
///
/// A list grows by what it holds: nothing → a page; below 256 KiB → 64 KiB; above → 2 MiB. A list
/// whose consumers keep up so goes round in two chunks of 64 KiB, which stay in the cache. A chunk
/// goes back, or is kept, wiped.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `heldBytes`, `heldCount` | who acquires or gives back | atomic add | statistics | volatile |
/// | `spare` | consumers, who grows, close | atomic exchange | the same | atomic exchange |
/// | `closed` | close | volatile | consumers that give back | volatile |
final class ListHeap {
    private static final long LARGE_FROM_BYTES = 256 << 10;

    private final MemoryBudget budget;
    private final AtomicLong heldBytes = new AtomicLong();
    private final AtomicInteger heldCount = new AtomicInteger();
    private final AtomicReference<@Nullable Chunk> spare = new AtomicReference<>();
    private volatile boolean closed;

    ListHeap(MemoryBudget budget) {
        this.budget = budget;
    }

    /// Takes a chunk that is all zero.
    ///
    /// @param leastBytes what it must hold
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing has changed
    Chunk acquire(long leastBytes) {
        long wantedBytes = Math.max(leastBytes, growthBytes());
        @Nullable Chunk kept = spare.getAndSet(null);
        if (kept != null && kept.byteCount() >= wantedBytes) {
            return kept;
        }
        if (kept != null) {
            giveBack(kept, 0);
        }
        Chunk chunk = acquireFromPool(wantedBytes, leastBytes);
        heldBytes.addAndGet(chunk.byteCount());
        heldCount.incrementAndGet();
        return chunk;
    }

    /// Takes a drained chunk: wipes it and keeps it, or gives it back to the pool.
    void recycle(Chunk chunk, long usedBytes) {
        long byteCount = chunk.byteCount();
        if (closed || byteCount > ChunkPool.LARGE_BYTES || byteCount < growthBytes()) {
            giveBack(chunk, usedBytes);
            return;
        }
        RawMemory.wipe(chunk.address(), usedBytes);
        if (!spare.compareAndSet(null, chunk)) {
            giveBack(chunk, 0);
        } else if (closed) {
            giveBackSpare();
        }
    }

    /// Gives a chunk back to the pool.
    void giveBack(Chunk chunk, long usedBytes) {
        ChunkPool.shared().release(chunk, usedBytes);
        heldBytes.addAndGet(-chunk.byteCount());
        heldCount.decrementAndGet();
    }

    /// Keeps nothing from now on.
    void close() {
        // Pairs with the read after the spare was set in recycle(): one of the two sees the other.
        closed = true;
        giveBackSpare();
    }

    void giveBackSpare() {
        @Nullable Chunk kept = spare.getAndSet(null);
        if (kept != null) {
            giveBack(kept, 0);
        }
    }

    long heldBytes() {
        return heldBytes.get();
    }

    int heldCount() {
        return heldCount.get();
    }

    private Chunk acquireFromPool(long wantedBytes, long leastBytes) {
        try {
            return ChunkPool.shared().acquire(wantedBytes, budget);
        } catch (ArenaExhaustedException exhausted) {
            // The last bytes of a budget are used in smaller chunks.
            if (leastBytes <= ChunkPool.MEDIUM_BYTES && wantedBytes > ChunkPool.MEDIUM_BYTES) {
                return acquireFromPool(ChunkPool.MEDIUM_BYTES, leastBytes);
            }
            if (leastBytes <= ChunkPool.PAGE_BYTES && wantedBytes > ChunkPool.PAGE_BYTES) {
                return acquireFromPool(ChunkPool.PAGE_BYTES, leastBytes);
            }
            throw exhausted;
        }
    }

    private long growthBytes() {
        long held = heldBytes.get();
        if (held == 0) {
            return ChunkPool.PAGE_BYTES;
        }
        return held < LARGE_FROM_BYTES ? ChunkPool.MEDIUM_BYTES : ChunkPool.LARGE_BYTES;
    }
}
