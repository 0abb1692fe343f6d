// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// Off-heap memory that grows, for one frame after the other.
///
/// **Memory.** Up to 64 KiB stay for the next frame, and are freed by the collector some time after
/// the owner died. What is larger is for one frame: borrowed from [LargeCopies], or, beyond what
/// these keep, freed at once. Nothing is wiped between two frames.
///
/// **Threads.** One.
@AnyThread
public final class ScratchMemory {
    private static final long KEPT_BYTES = 64 << 10;
    private static final long FIRST_BYTES = 1 << 10;

    private MemorySegment kept = MemorySegment.NULL;
    private MemorySegment memory = MemorySegment.NULL;

    /// Whose memory it is, if it was not borrowed.
    private @Nullable Arena ownArena;

    /// Creates one without memory.
    public ScratchMemory() {}

    /// {@return where it begins}
    public long address() {
        return memory.address();
    }

    /// {@return how many bytes it has}
    public long byteSize() {
        return memory.byteSize();
    }

    /// Makes room; what was there may be elsewhere after that. If there is no memory, it is as it
    /// was.
    ///
    /// @param usedBytes how many bytes of it are in use, and stay
    /// @param byteCount how many more are wanted
    /// @return where these begin
    public long extend(long usedBytes, long byteCount) {
        if (memory.byteSize() - usedBytes < byteCount) {
            grow(usedBytes, Math.max(usedBytes + byteCount, 2 * usedBytes));
        }
        return memory.address() + usedBytes;
    }

    /// Gives back what is too large to stay.
    public void clear() {
        if (memory.byteSize() > KEPT_BYTES) {
            giveBack(memory, ownArena);
            memory = kept;
            ownArena = null;
        }
    }

    private void grow(long usedBytes, long wantedBytes) {
        MemorySegment before = memory;
        Arena arenaBefore = ownArena;
        if (wantedBytes <= KEPT_BYTES) {
            kept = Arena.ofAuto().allocate(roundedUp(wantedBytes), Long.BYTES);
            memory = kept;
        } else if (wantedBytes <= LargeCopies.KEPT_BYTES) {
            memory = LargeCopies.borrow(roundedUp(wantedBytes));
            ownArena = null;
        } else {
            ownArena = alone(wantedBytes);
        }
        // By segments, which keep the memory from the collector until all of it is copied.
        MemorySegment.copy(before, 0, memory, 0, usedBytes);
        if (before.byteSize() > KEPT_BYTES) {
            giveBack(before, arenaBefore);
        }
    }

    /// Makes memory that is freed with this frame.
    private Arena alone(long wantedBytes) {
        Arena arena = Arena.ofConfined();
        boolean made = false;
        try {
            memory = arena.allocate(wantedBytes, Long.BYTES);
            made = true;
            return arena;
        } finally {
            if (!made) {
                arena.close();
            }
        }
    }

    private static void giveBack(MemorySegment large, @Nullable Arena arena) {
        if (arena == null) {
            LargeCopies.giveBack(large);
        } else {
            arena.close();
        }
    }

    private static long roundedUp(long leastBytes) {
        return Math.max(FIRST_BYTES, Long.highestOneBit(leastBytes - 1) << 1);
    }
}
