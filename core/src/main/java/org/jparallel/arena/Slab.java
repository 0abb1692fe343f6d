// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory taken from the operating system in one piece and carved into chunks of one size.
///
/// ```
/// slab   2 MiB   | 0 | 1 | 2 | … | 511 |      carved into pages
///                | 0      | 1     | … | 31 |  carved into 64 KiB
///                | 0                       |  whole, also every larger chunk
/// ```
///
/// It is carved anew whenever all its chunks are home. **Memory.** Always zero where it is home.
/// **Threads.** Everything but [#close] is guarded by the lock of its pool.
final class Slab {
    private final Arena arena;
    private final MemorySegment segment;

    /// One bit for each chunk that is home.
    private final long[] home = new long[(int) (ChunkPool.LARGE_BYTES / ChunkPool.PAGE_BYTES / 64)];

    private long chunkBytes;
    private int chunkCount;
    private int homeCount;

    /// Where it stands in the list that holds it.
    private int listIndex = -1;

    Slab(long byteCount) {
        arena = Arena.ofShared();
        try {
            segment = arena.allocate(byteCount, ChunkPool.PAGE_BYTES);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
        carve(byteCount);
    }

    /// Cuts a slab that is whole.
    void carve(long chunkBytes) {
        assert isWhole() : "carved while chunks are out: homeCount=" + homeCount;
        this.chunkBytes = chunkBytes;
        chunkCount = (int) (byteCount() / chunkBytes);
        homeCount = chunkCount;
        for (int i = 0; i < home.length; i++) {
            int bits = Math.clamp(chunkCount - i * 64L, 0, 64);
            home[i] = bits == 0 ? 0 : -1L >>> (64 - bits);
        }
    }

    /// {@return one of its chunks, which leaves home}
    Chunk lend(MemoryBudget budget, ChunkPool pool) {
        for (int i = 0; i < home.length; i++) {
            if (home[i] != 0) {
                int bit = Long.numberOfTrailingZeros(home[i]);
                home[i] &= home[i] - 1;
                homeCount--;
                long offset = (i * 64L + bit) * chunkBytes;
                return new Chunk(segment.asSlice(offset, chunkBytes), budget, pool, this);
            }
        }
        throw new AssertionError("nothing left to lend: chunkBytes=" + chunkBytes);
    }

    /// Takes a chunk back.
    void takeHome(Chunk chunk) {
        int index = (int) ((chunk.address() - segment.address()) / chunkBytes);
        long bit = 1L << index;
        assert (home[index / 64] & bit) == 0 : "came home twice: index=" + index;
        home[index / 64] |= bit;
        homeCount++;
    }

    boolean isWhole() {
        return homeCount == chunkCount;
    }

    boolean isEmpty() {
        return homeCount == 0;
    }

    long chunkBytes() {
        return chunkBytes;
    }

    long byteCount() {
        return segment.byteSize();
    }

    int listIndex() {
        return listIndex;
    }

    void listIndex(int index) {
        listIndex = index;
    }

    /// Gives the memory back to the operating system. Costs a handshake with every thread of
    /// the process.
    void close() {
        arena.close();
    }
}
