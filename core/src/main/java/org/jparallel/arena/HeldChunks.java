// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The chunks of one arena: those in use, in the order in which they came, and the spares kept for
/// later, at most one of each size, all zero. Only accessed by the owner thread of the arena.
final class HeldChunks {
    private final ChunkPool pool;
    private final MemoryBudget budget;
    private final Map<ChunkSize, Chunk> spares = new EnumMap<>(ChunkSize.class);
    private final List<Chunk> chunks = new ArrayList<>();

    HeldChunks(ChunkPool pool, MemoryBudget budget) {
        this.pool = pool;
        this.budget = budget;
    }

    /// {@return how many are in use}
    int chunkCount() {
        return chunks.size();
    }

    Chunk at(int index) {
        return chunks.get(index);
    }

    /// Takes a further chunk into use, of the wanted size. If the budget is short, a smaller one
    /// that still holds the bytes does, or a larger spare.
    ///
    /// @throws ArenaExhaustedException if there is none; the chunks in use stay as they are
    Chunk add(ChunkSize wanted, long byteCount) {
        ChunkSize smallest = ChunkSize.holding(byteCount);
        ChunkSize size = wanted.compareTo(smallest) > 0 ? wanted : smallest;
        while (true) {
            Chunk spare = spares.remove(size);
            if (spare != null) {
                return use(spare);
            }
            if (budget.tryReserve(size.byteCount())) {
                return use(pool.lend(size.byteCount(), budget));
            }
            if (size == smallest) {
                return addInNeed(smallest);
            }
            size = size.smaller();
        }
    }

    /// Takes a further chunk into use that holds the bytes, however many.
    ///
    /// @throws ArenaExhaustedException if there is none; the chunks in use stay as they are
    Chunk addAlone(long byteCount) {
        long chunkBytes = ChunkPool.chunkBytes(byteCount);
        if (!budget.tryReserve(chunkBytes)) {
            releaseSpares();
            budget.reserve(chunkBytes);
        }
        return use(pool.lend(chunkBytes, budget));
    }

    /// Takes all chunks from that place on out of use, wiped.
    void retireFrom(int index) {
        while (chunks.size() > index) {
            retire(chunks.removeLast());
        }
    }

    /// Gives the spares back to the pool.
    void releaseSpares() {
        for (Chunk spare : spares.values()) {
            pool.release(spare, 0);
        }
        spares.clear();
    }

    /// The budget is exhausted: a spare that is larger than wanted does as well.
    private Chunk addInNeed(ChunkSize smallest) {
        for (ChunkSize size = smallest; size != ChunkSize.LARGE; size = size.larger()) {
            Chunk spare = spares.remove(size.larger());
            if (spare != null) {
                return use(spare);
            }
        }
        return addAlone(smallest.byteCount());
    }

    private void retire(Chunk chunk) {
        ChunkSize size = ChunkSize.holding(chunk.byteCount());
        if (chunk.byteCount() > size.byteCount()
                || spares.containsKey(size)
                || budget.isTight()) {
            pool.release(chunk, chunk.usedBytes());
            return;
        }
        chunk.wipe(0, chunk.usedBytes());
        chunk.usedBytes(0);
        spares.put(size, chunk);
    }

    private Chunk use(Chunk chunk) {
        chunks.add(chunk);
        return chunk;
    }
}
