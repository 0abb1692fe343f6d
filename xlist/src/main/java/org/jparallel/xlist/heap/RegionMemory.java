// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.Chunk;
import org.jparallel.arena.ChunkPool;
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
    private static final Cleaner CLEANER = Cleaner.create();
    private static final System.Logger LOGGER = System.getLogger("org.jparallel.xlist");

    private final RegionShape shape;
    private final Loan loan;
    private final MemorySegment memory;
    private final Cleaner.Cleanable life;
    private long byteSize;

    /// Whether it was handed over at least once, rather than copied.
    private boolean moved;

    private RegionMemory(RegionShape shape, Loan loan, long byteSize) {
        this.shape = shape;
        this.loan = loan;
        this.byteSize = byteSize;
        memory = loan.chunk.segment().asSlice(loan.offsetBytes, shape.capacityBytes());
        life = CLEANER.register(this, loan);
    }

    /// Takes memory that is all zero.
    ///
    /// @param byteSize the first size, up to the capacity
    /// @param shape its capacity and its alignment
    /// @param budget what it is charged to, in whole chunks
    /// @return the memory, held by the caller
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing has changed
    public static RegionMemory allocate(long byteSize, RegionShape shape, MemoryBudget budget) {
        Loan loan = Loan.of(shape, budget);
        @Nullable RegionMemory made = null;
        try {
            made = new RegionMemory(shape, loan, byteSize);
            return made;
        } finally {
            if (made == null) {
                loan.returned = true;
                loan.run();
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
            byteSize = newByteSize;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// {@return a copy in memory of its own, charged to the same budget, held by the caller}
    ///
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing has changed
    public RegionMemory copy() {
        RegionMemory copy = allocate(byteSize, shape, loan.chunk.budget());
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
        loan.returned = true;
        life.clean();
    }

    /// What frees the memory; it does not refer to the [RegionMemory].
    ///
    /// `returned` is written before the cleaner's action runs on the same thread, or never.
    private static final class Loan implements Runnable {
        private final Chunk chunk;
        private final long offsetBytes;
        private final long usedBytes;
        private final @Nullable Throwable madeAt;
        private volatile boolean returned;

        private Loan(Chunk chunk, long offsetBytes, long usedBytes) {
            this.chunk = chunk;
            this.offsetBytes = offsetBytes;
            this.usedBytes = usedBytes;
            madeAt = Boolean.getBoolean("jparallel.debug") ? new Throwable("made here") : null;
        }

        private static Loan of(RegionShape shape, MemoryBudget budget) {
            // A chunk begins at a page; what must lie more evenly is pushed back in a larger one.
            long surplusBytes = Math.max(0, shape.alignmentBytes() - ChunkPool.PAGE_BYTES);
            Chunk chunk =
                    ChunkPool.shared().acquire(shape.capacityBytes() + surplusBytes, budget);
            long offsetBytes = -chunk.address() & (shape.alignmentBytes() - 1);
            return new Loan(chunk, offsetBytes, offsetBytes + shape.capacityBytes());
        }

        @Override
        public void run() {
            if (!returned && madeAt != null) {
                String what = "region was never closed: chunkBytes=" + chunk.byteCount();
                LOGGER.log(System.Logger.Level.WARNING, what, madeAt);
            }
            ChunkPool.shared().release(chunk, usedBytes);
        }
    }
}
