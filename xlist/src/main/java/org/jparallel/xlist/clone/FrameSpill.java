// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.jparallel.xlist.clone.FrameMemory.ALL;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Off-heap memory that grows: the part of a frame that no longer fits the window of its
/// [FrameOutput].
///
/// **Memory.** Up to [#KEPT_BYTES] stay with the thread and are freed by the collector some time
/// after the thread has died. What is larger is freed by [#clear], at once.
///
/// **Threads.** One.
final class FrameSpill {
    /// The most bytes kept between two frames.
    static final long KEPT_BYTES = 64 << 10;

    private static final long FIRST_BYTES = 1 << 10;

    private MemorySegment kept = MemorySegment.NULL;
    private MemorySegment memory = kept;
    private @Nullable Arena largeArena;

    /// {@return where it begins}
    long address() {
        return memory.address();
    }

    /// Frees what is too large to keep.
    void clear() {
        if (largeArena != null) {
            memory = kept;
            largeArena.close();
            largeArena = null;
        }
    }

    /// Makes room; what was there may be elsewhere after that.
    ///
    /// @param usedBytes how many bytes of it are in use
    /// @param byteCount how many more are wanted
    /// @return where these begin
    long extend(long usedBytes, long byteCount) {
        if (memory.byteSize() - usedBytes < byteCount) {
            grow(usedBytes, usedBytes + byteCount);
        }
        return memory.address() + usedBytes;
    }

    private void grow(long usedBytes, long wantedBytes) {
        if (wantedBytes <= KEPT_BYTES) {
            long roomBytes = Math.max(FIRST_BYTES, Long.highestOneBit(wantedBytes - 1) << 1);
            MemorySegment larger = Arena.ofAuto().allocate(roomBytes);
            MemorySegment.copy(memory, 0, larger, 0, usedBytes);
            kept = larger;
            memory = larger;
        } else {
            growLarge(usedBytes, Math.max(wantedBytes, 2 * memory.byteSize()));
        }
    }

    private void growLarge(long usedBytes, long roomBytes) {
        Arena arena = Arena.ofConfined();
        try {
            MemorySegment larger = arena.allocate(roomBytes);
            MemorySegment.copy(ALL, memory.address(), larger, 0, usedBytes);
            memory = larger;
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
        Arena before = largeArena;
        largeArena = arena;
        if (before != null) {
            before.close();
        }
    }
}
