// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /// {@return the chunk that came last, which is the current one}
    Chunk last() {
        return chunks.getLast();
    }

    /// Takes a further chunk into use. It is a step larger than the one before, yet no larger than
    /// what is allowed needs; a smaller one that holds the request does as well if the budget is
    /// short. A request larger than 2 MiB gets a chunk of its size.
    ///
    /// @param byteCount what it must hold
    /// @param allowedBytes how much more the context may use, at least `byteCount`
    /// @param usedBytes how much of the chunk before is in use
    /// @throws ArenaExhaustedException if there is none; the chunks in use stay as they are
    void add(long byteCount, long allowedBytes, long usedBytes) {
        Chunk chunk =
                byteCount > ChunkPool.LARGE_BYTES
                        ? takeExactly(ChunkPool.chunkBytes(byteCount))
                        : takeUpTo(wanted(allowedBytes), ChunkSize.holding(byteCount));
        if (!chunks.isEmpty()) {
            last().usedBytes(usedBytes);
        }
        chunks.add(chunk);
    }

    /// Wipes what is no longer in use, and keeps or gives back the chunks that hold nothing more.
    ///
    /// @param chunkCount how many stay in use
    /// @param fromBytes how much of the current chunk is in use
    /// @param toBytes how much of the chunk that becomes the current one stays in use
    void rewind(int chunkCount, long fromBytes, long toBytes) {
        if (chunks.isEmpty()) {
            return;
        }
        last().usedBytes(fromBytes);
        while (chunks.size() > chunkCount) {
            retire(chunks.removeLast());
        }
        if (chunkCount > 0) {
            last().wipe(toBytes, last().usedBytes());
        }
    }

    /// {@return such memory, to be read by every thread, or null if it is not in use here}
    ///
    /// @param segment the memory
    /// @param kept whose view it is
    @Nullable MemorySegment view(MemorySegment segment, KeptMemory kept) {
        for (Chunk chunk : chunks) {
            long from = segment.address() - chunk.address();
            if (from >= 0 && from + segment.byteSize() <= chunk.byteCount()) {
                chunk.keep(true);
                return kept.view(chunk, from, segment.byteSize());
            }
        }
        return null;
    }

    /// Gives the chunks that others read to those, unless nobody does any more. What is left is in
    /// use as before.
    ///
    /// @param kept who takes them
    /// @param openBytes how much of the current chunk is in use
    void handOver(KeptMemory kept, long openBytes) {
        last().usedBytes(openBytes);
        List<Chunk> shared = chunks.stream().filter(Chunk::isKept).toList();
        shared.forEach(chunk -> chunk.keep(false));
        if (kept.take(shared)) {
            chunks.removeAll(shared);
        }
    }

    /// {@return how much of the current chunk was in use when it was left or handed over, 0 if
    /// there is none}
    long lastUsedBytes() {
        return chunks.isEmpty() ? 0 : last().usedBytes();
    }

    ChunkPool pool() {
        return pool;
    }

    /// {@return how many bytes are in use up to the end of such memory, -1 if it is not in use}
    ///
    /// @param address the first byte
    /// @param byteCount how many
    /// @param openBytes how much of the current chunk is in use
    long endOf(long address, long byteCount, long openBytes) {
        long earlierBytes = 0;
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            long usedBytes = i == chunks.size() - 1 ? openBytes : chunk.usedBytes();
            long from = address - chunk.address();
            if (from >= 0 && from + byteCount <= usedBytes) {
                return earlierBytes + from + byteCount;
            }
            earlierBytes += usedBytes;
        }
        return -1;
    }

    /// Gives the spares back to the pool.
    void releaseSpares() {
        for (Chunk spare : spares.values()) {
            pool.release(spare, 0);
        }
        spares.clear();
    }

    private ChunkSize wanted(long allowedBytes) {
        if (chunks.isEmpty()) {
            return ChunkSize.PAGE;
        }
        ChunkSize larger = ChunkSize.holding(last().byteCount()).larger();
        ChunkSize allowed = ChunkSize.holding(allowedBytes);
        return larger.compareTo(allowed) < 0 ? larger : allowed;
    }

    private Chunk takeUpTo(ChunkSize wanted, ChunkSize smallest) {
        ChunkSize size = wanted.compareTo(smallest) > 0 ? wanted : smallest;
        while (true) {
            Chunk spare = spares.remove(size);
            if (spare != null) {
                return spare;
            }
            if (budget.tryReserve(size.byteCount())) {
                return pool.lend(size.byteCount(), budget);
            }
            if (size == smallest) {
                return takeInNeed(smallest);
            }
            size = size.smaller();
        }
    }

    /// The budget is exhausted: a larger spare does as well.
    private Chunk takeInNeed(ChunkSize smallest) {
        for (ChunkSize size = smallest; size != ChunkSize.LARGE; size = size.larger()) {
            Chunk spare = spares.remove(size.larger());
            if (spare != null) {
                return spare;
            }
        }
        return takeExactly(smallest.byteCount());
    }

    private Chunk takeExactly(long chunkBytes) {
        if (!budget.tryReserve(chunkBytes)) {
            releaseSpares();
            budget.reserve(chunkBytes);
        }
        return pool.lend(chunkBytes, budget);
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
}
