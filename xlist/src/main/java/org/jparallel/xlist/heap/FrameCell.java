// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// One frame in memory of its own, exactly as large as the frame.
///
/// Whoever reads it may call code that frees it. Then its memory is given back when the outermost
/// read ends.
///
/// **Threads.** It belongs to the thread that makes it.
@AnyThread
public final class FrameCell implements AutoCloseable {
    private final MemoryBudget budget;
    private final Arena arena;
    private final MemorySegment frame;
    private final Thread owner = Thread.currentThread();
    private int readCount;
    private boolean isClosed;

    private FrameCell(MemoryBudget budget, Arena arena, MemorySegment frame) {
        this.budget = budget;
        this.arena = arena;
        this.frame = frame;
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
            MemorySegment frame = arena.allocate(byteCount, Long.BYTES);
            RawMemory.copy(fromAddress, frame.address(), byteCount);
            made = new FrameCell(budget, arena, frame);
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
        return frame.address();
    }

    /// {@return how many bytes it has}
    public long byteCount() {
        return frame.byteSize();
    }

    /// Begins a read, to be ended by [#endRead]: until then the frame stays where it is.
    ///
    /// @throws WrongThreadException if another thread made it
    /// @throws IllegalStateException if it is freed
    public void beginRead() {
        check();
        readCount++;
    }

    /// Ends a read.
    public void endRead() {
        readCount--;
        if (readCount == 0 && isClosed) {
            free();
        }
    }

    /// Frees it, at the end of the outermost read if there is one.
    ///
    /// @throws WrongThreadException if another thread made it
    /// @throws IllegalStateException if it is freed already
    @Override
    public void close() {
        check();
        isClosed = true;
        if (readCount == 0) {
            free();
        }
    }

    private void check() {
        if (Thread.currentThread() != owner) {
            throw new WrongThreadException(
                    "value of another thread: owner="
                            + owner.getName()
                            + " thread="
                            + Thread.currentThread().getName());
        }
        if (isClosed) {
            throw new IllegalStateException("value is freed");
        }
    }

    private void free() {
        long byteCount = frame.byteSize();
        arena.close();
        budget.release(byteCount);
    }
}
