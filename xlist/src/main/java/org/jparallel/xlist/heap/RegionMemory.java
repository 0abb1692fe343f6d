// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// The memory of a region: what moves when a region is transferred.
///
/// **Ownership.** One holder at a time: a region, or the frame that carries it. Whoever hands it
/// over orders its accesses before those of the next holder; a frame's publication does so. All
/// fields are plain for that reason.
///
/// **Memory.** A chunk of its own, all of the capacity from the beginning. It is freed once: by
/// [#release], or by the collector when neither a holder nor a segment of it can be reached.
@AnyThread
public final class RegionMemory implements Payload {
    private final RegionShape shape;
    private final RegionLoan loan;
    private final MemorySegment memory;
    private final RegionHold hold;
    private long byteSize;

    /// Whether it was handed over at least once, rather than copied.
    private boolean moved;

    private RegionMemory(RegionShape shape, RegionLoan loan, long byteSize) {
        this.shape = shape;
        this.loan = loan;
        this.byteSize = byteSize;
        memory = loan.memory();
        loan.use(byteSize);
        hold = RegionHold.of(this, "region", shape.capacityBytes(), loan::giveBack);
    }

    /// Takes memory that is all zero.
    ///
    /// @param byteSize the first size, up to the capacity
    /// @param shape its capacity and its alignment
    /// @param budget what it is charged to, in whole chunks
    /// @return the memory, held by the caller
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing has changed
    public static RegionMemory allocate(long byteSize, RegionShape shape, MemoryBudget budget) {
        RegionLoan loan = RegionLoan.of(shape, budget);
        @Nullable RegionMemory made = null;
        try {
            made = new RegionMemory(shape, loan, byteSize);
            return made;
        } finally {
            if (made == null) {
                loan.giveBack();
            }
        }
    }

    /// {@return the size in bytes}
    public long byteSize() {
        return byteSize;
    }

    /// {@return its capacity and its alignment}
    public RegionShape shape() {
        return shape;
    }

    /// {@return the memory up to its capacity, for the thread and the life of an arena only; as
    /// long as a segment of it can be reached, it is not collected}
    ///
    /// @param scope closed by the holder before it lets the memory go
    @SuppressWarnings("restricted") // the same bounds, and a life that ends before the hold does
    public MemorySegment scopedTo(Arena scope) {
        return memory.reinterpret(scope, this::forget);
    }

    /// Called when the scope of a segment closes. What counts is that the scope, until then, keeps
    /// this object reachable.
    private void forget(MemorySegment closed) {
        assert closed.byteSize() == memory.byteSize();
    }

    /// Changes the size. What is cut off is wiped, so that it is zero if it comes back.
    ///
    /// @param newByteSize up to the capacity
    public void resize(long newByteSize) {
        try {
            if (newByteSize < byteSize) {
                memory.asSlice(newByteSize, byteSize - newByteSize).fill((byte) 0);
            }
            loan.use(newByteSize);
            byteSize = newByteSize;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// {@return a copy in memory of its own, charged to the same budget, held by the caller}
    ///
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing has changed
    public RegionMemory copy() {
        RegionMemory copy = allocate(byteSize, shape, loan.chunk().budget());
        try {
            MemorySegment.copy(memory, 0, copy.memory, 0, byteSize);
            return copy;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// Says that it was handed over.
    public void move() {
        moved = true;
    }

    /// {@return a copy, for a frame that stays}
    ///
    /// @throws IllegalStateException if it was handed over: then there is one holder alone
    @Override
    public Payload again() {
        if (moved) {
            throw new IllegalStateException(
                    "transferred region can be taken, not looked at: byteSize=" + byteSize);
        }
        return copy();
    }

    @Override
    public void release() {
        hold.giveUp();
    }
}
