// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jparallel.guard.AnyThread;

/// The process-wide pool of off-heap chunks: 4 KiB, 64 KiB, 2 MiB, and larger ones of their own.
///
/// **Algorithm.** Memory comes from the operating system in slabs of 2 MiB, and a chunk that is
/// larger is a slab by itself. A slab is carved into chunks of one size, lends them by a bitmap,
/// and may be carved anew when all of them are home.
///
/// ```
///            page          64 KiB        whole                alone
/// lent out   [slab]…       [slab]…       -                    -        in no list
/// some home  [slab]…       [slab]…       [slab] all home      oldest … newest, 64 MiB at most
/// ```
///
/// 1. A slab stands in exactly one list if it has a chunk to lend, and in none otherwise.
/// 2. What is home is zero: [#release] wipes before the chunk goes home, outside the lock.
/// 3. A loan ends once: the winner of [Chunk#endLoan] alone goes on.
/// 4. `lentBytes` is the sum of the chunks that are out, `reservedBytes` of all slabs.
///
/// One lock guards the lists; it is held for some ten instructions, never while memory is taken,
/// wiped or freed. Arenas keep chunks between contexts, so that it is seldom taken at all.
/// Rejected: a shared [java.lang.foreign.Arena] for each chunk, whose close stops every thread for
/// a moment; lock-free stacks, which save less than the wiping costs and cannot tell when a slab is
/// whole.
///
/// **Memory.** Slabs are kept until [#trim]; only chunks larger than 2 MiB are given back earlier,
/// when more than [#KEPT_ALONE_BYTES] of them lie idle.
@AnyThread
public final class ChunkPool {
    /// The smallest chunk: one page. Also the alignment of every chunk.
    public static final long PAGE_BYTES = 4_096;

    /// The middle chunk.
    public static final long MEDIUM_BYTES = 64 << 10;

    /// The largest pooled chunk, and the unit in which memory is taken from the system.
    public static final long LARGE_BYTES = 2 << 20;

    /// The most bytes kept in idle chunks that are larger than [#LARGE_BYTES].
    public static final long KEPT_ALONE_BYTES = 64 << 20;

    private static final ChunkPool SHARED = new ChunkPool();

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private final SlabList pages = new SlabList();
    private final SlabList mediums = new SlabList();
    private final SlabList wholes = new SlabList();
    private final ArrayDeque<Slab> alones = new ArrayDeque<>();
    private long aloneBytes;
    private long reservedBytes;
    private long lentBytes;

    /// Creates a pool of its own; tests do.
    ChunkPool() {}

    /// {@return the pool that everything in this process shares}
    public static ChunkPool shared() {
        return SHARED;
    }

    /// Lends a chunk.
    ///
    /// **Cost.** A lock and a look at a bitmap; when a slab must be taken from the system, the
    /// zeroing of 2 MiB.
    ///
    /// @param byteCount at least this many bytes; the next of page, 64 KiB, 2 MiB is taken, and
    ///     what is larger than that gets a chunk of its own, rounded up to 2 MiB
    /// @param budget what it is charged to, in bytes of the chunk
    /// @return a chunk, all zero
    /// @throws IllegalArgumentException if the size is negative
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing is charged then
    /// @throws OutOfMemoryError if the system has no more, after a trim; nothing is charged then
    public Chunk acquire(long byteCount, MemoryBudget budget) {
        if (byteCount < 0) {
            throw new IllegalArgumentException("negative size: byteCount=" + byteCount);
        }
        long chunkBytes = chunkBytes(byteCount);
        budget.reserve(chunkBytes);
        return lend(chunkBytes, budget);
    }

    /// Takes a chunk back.
    ///
    /// **Cost.** Wipes the used bytes, then a lock.
    ///
    /// @param chunk what [#acquire] lent
    /// @param usedBytes how many bytes from its start may differ from zero, up to its size; the
    ///     pool wipes them
    /// @throws IllegalArgumentException if another pool lent it or it has fewer bytes; it stays
    ///     lent
    /// @throws IllegalStateException if it was released before; nothing happens
    public void release(Chunk chunk, long usedBytes) {
        if (chunk.pool() != this) {
            throw new IllegalArgumentException("chunk of another pool: " + describe(chunk));
        }
        if (usedBytes < 0 || usedBytes > chunk.byteCount()) {
            throw new IllegalArgumentException(
                    "used bytes outside the chunk: usedBytes=" + usedBytes + " " + describe(chunk));
        }
        if (!chunk.endLoan()) {
            throw new IllegalStateException("chunk released twice: " + describe(chunk));
        }
        chunk.wipe(0, usedBytes);
        assert chunk.isZero() : "written beyond its used bytes: " + describe(chunk);
        takeHome(chunk).forEach(Slab::close);
        chunk.budget().release(chunk.byteCount());
    }

    /// Gives all memory back to the system that is not lent and whose slab is whole.
    ///
    /// **Cost.** A handshake with every thread of the process for each slab.
    ///
    /// @return the bytes given back
    public long trim() {
        List<Slab> idle = new ArrayList<>(alones.size());
        long idleBytes = 0;
        lock.lock();
        try {
            while (!wholes.isEmpty()) {
                Slab slab = wholes.last();
                wholes.remove(slab);
                idle.add(slab);
            }
            idle.addAll(alones);
            alones.clear();
            aloneBytes = 0;
            for (Slab slab : idle) {
                idleBytes += slab.byteCount();
            }
            reservedBytes -= idleBytes;
        } finally {
            lock.unlock();
        }
        idle.forEach(Slab::close);
        return idleBytes;
    }

    /// {@return the bytes lent now}
    public long lentBytes() {
        return statistics().lentBytes();
    }

    /// {@return what the pool holds now, its three figures taken at one moment}
    public PoolStatistics statistics() {
        lock.lock();
        try {
            return new PoolStatistics(reservedBytes, lentBytes, reservedBytes - lentBytes);
        } finally {
            lock.unlock();
        }
    }

    /// Lends a chunk of exactly this size, which the budget has reserved. If that fails, the
    /// reservation is undone.
    Chunk lend(long chunkBytes, MemoryBudget budget) {
        lock.lock();
        try {
            if (hasHome(chunkBytes)) {
                return lendHome(chunkBytes, budget);
            }
        } finally {
            lock.unlock();
        }
        Slab slab = allocateSlab(chunkBytes, budget);
        lock.lock();
        try {
            reservedBytes += slab.byteCount();
            addWhole(slab);
            return lendHome(chunkBytes, budget);
        } finally {
            lock.unlock();
        }
    }

    /// {@return the size of the chunk that is lent for so many bytes}
    static long chunkBytes(long byteCount) {
        if (byteCount <= LARGE_BYTES) {
            return ChunkSize.holding(byteCount).byteCount();
        }
        long roundedUp = (byteCount + LARGE_BYTES - 1) & -LARGE_BYTES;
        return roundedUp < 0 ? Long.MAX_VALUE & -LARGE_BYTES : roundedUp;
    }

    private Slab allocateSlab(long chunkBytes, MemoryBudget budget) {
        long slabBytes = Math.max(chunkBytes, LARGE_BYTES);
        try {
            return new Slab(slabBytes);
        } catch (OutOfMemoryError exhausted) {
            if (trim() == 0) {
                budget.release(chunkBytes);
                throw exhausted;
            }
        }
        try {
            return new Slab(slabBytes);
        } catch (OutOfMemoryError exhausted) {
            budget.release(chunkBytes);
            throw exhausted;
        }
    }

    private boolean hasHome(long chunkBytes) {
        if (chunkBytes > LARGE_BYTES) {
            return alones.stream().anyMatch(slab -> slab.byteCount() == chunkBytes);
        }
        return !wholes.isEmpty() || (chunkBytes < LARGE_BYTES && !carved(chunkBytes).isEmpty());
    }

    private Chunk lendHome(long chunkBytes, MemoryBudget budget) {
        Slab slab = chunkBytes > LARGE_BYTES ? removeAlone(chunkBytes) : removeSlab(chunkBytes);
        Chunk chunk = slab.lend(budget, this);
        if (!slab.isEmpty()) {
            carved(chunkBytes).add(slab);
        }
        lentBytes += chunkBytes;
        return chunk;
    }

    private Slab removeSlab(long chunkBytes) {
        if (chunkBytes < LARGE_BYTES && !carved(chunkBytes).isEmpty()) {
            Slab slab = carved(chunkBytes).last();
            carved(chunkBytes).remove(slab);
            return slab;
        }
        Slab slab = wholes.last();
        wholes.remove(slab);
        slab.carve(chunkBytes);
        return slab;
    }

    private Slab removeAlone(long chunkBytes) {
        for (Iterator<Slab> kept = alones.iterator(); kept.hasNext(); ) {
            Slab slab = kept.next();
            if (slab.byteCount() == chunkBytes) {
                kept.remove();
                aloneBytes -= chunkBytes;
                return slab;
            }
        }
        throw new AssertionError("no chunk of that size is home: chunkBytes=" + chunkBytes);
    }

    /// {@return the slabs that the caller must close}
    private List<Slab> takeHome(Chunk chunk) {
        Slab slab = chunk.slab();
        lock.lock();
        try {
            boolean wasListed = !slab.isEmpty();
            slab.takeHome(chunk);
            lentBytes -= chunk.byteCount();
            if (slab.isWhole()) {
                if (wasListed) {
                    carved(slab.chunkBytes()).remove(slab);
                }
                addWhole(slab);
            } else if (!wasListed) {
                carved(slab.chunkBytes()).add(slab);
            }
            return removeOldAlones();
        } finally {
            lock.unlock();
        }
    }

    private List<Slab> removeOldAlones() {
        if (aloneBytes <= KEPT_ALONE_BYTES) {
            return List.of();
        }
        List<Slab> removed = new ArrayList<>();
        while (aloneBytes > KEPT_ALONE_BYTES) {
            Slab oldest = alones.removeFirst();
            aloneBytes -= oldest.byteCount();
            reservedBytes -= oldest.byteCount();
            removed.add(oldest);
        }
        return removed;
    }

    private void addWhole(Slab slab) {
        if (slab.byteCount() > LARGE_BYTES) {
            alones.addLast(slab);
            aloneBytes += slab.byteCount();
        } else {
            wholes.add(slab);
        }
    }

    private SlabList carved(long chunkBytes) {
        assert chunkBytes < LARGE_BYTES : "never carved: chunkBytes=" + chunkBytes;
        return chunkBytes == PAGE_BYTES ? pages : mediums;
    }

    private static String describe(Chunk chunk) {
        return "address=0x"
                + Long.toHexString(chunk.address())
                + " byteCount="
                + chunk.byteCount();
    }
}
