// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.foreign.Arena;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// One frame in memory of its own, exactly as large as the frame.
///
/// **Threads.** It belongs to the thread that makes it.
@AnyThread
public final class FrameCell implements AutoCloseable {
    private final MemoryBudget budget;
    private final Arena arena;
    private final long address;
    private final long byteCount;

    private FrameCell(MemoryBudget budget, Arena arena, long address, long byteCount) {
        this.budget = budget;
        this.arena = arena;
        this.address = address;
        this.byteCount = byteCount;
    }

    /// Copies a frame.
    ///
    /// @param fromAddress where it begins
    /// @param byteCount how many bytes it has
    /// @param budget what its memory is charged to
    /// @return the copy, to be closed
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing has changed
    /// @throws OutOfMemoryError if the system has no more; nothing has changed
    public static FrameCell of(long fromAddress, long byteCount, MemoryBudget budget) {
        budget.reserve(byteCount);
        Arena arena = Arena.ofConfined();
        @Nullable FrameCell made = null;
        try {
            long address = arena.allocate(byteCount, Long.BYTES).address();
            RawMemory.copy(fromAddress, address, byteCount);
            made = new FrameCell(budget, arena, address, byteCount);
            return made;
        } finally {
            if (made == null) {
                arena.close();
                budget.release(byteCount);
            }
        }
    }

    /// {@return where the frame begins}
    public long address() {
        return address;
    }

    /// {@return how many bytes it has}
    public long byteCount() {
        return byteCount;
    }

    /// Frees it.
    ///
    /// @throws WrongThreadException if another thread made it
    /// @throws IllegalStateException if it is freed already
    @Override
    public void close() {
        arena.close();
        budget.release(byteCount);
    }
}
