// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jparallel.guard.AnyThread;

/// A run of off-heap memory lent by the [ChunkPool], all zero when it is handed out.
///
/// **Memory.** Whoever acquired it owns it until it gives it back with [ChunkPool#release]. The
/// object stands for this one loan: the same memory is lent again under a new object, so that a
/// chunk given back twice is found however late the second time comes.
///
/// **Threads.** A chunk may change hands; the two threads must order that themselves.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `lent` | whoever releases | compare-and-set | whoever releases | compare-and-set |
/// | `usedBytes` | the arena that holds the chunk | plain | that; who takes it over | plain |
/// | `kept` | the arena that holds the chunk | plain | the same thread | plain |
@AnyThread
public final class Chunk {
    private static final VarHandle LENT;

    static {
        try {
            LENT = MethodHandles.lookup().findVarHandle(Chunk.class, "lent", boolean.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private final MemorySegment segment;
    private final MemoryBudget budget;
    private final ChunkPool pool;
    private final Slab slab;

    @SuppressWarnings({"UnusedVariable", "FieldMayBeFinal"}) // accessed through LENT
    private boolean lent = true;

    /// Bytes in use while an arena is not bumping in this chunk.
    private long usedBytes;

    /// Whether others read it as well.
    private boolean kept;

    Chunk(MemorySegment segment, MemoryBudget budget, ChunkPool pool, Slab slab) {
        this.segment = segment;
        this.budget = budget;
        this.pool = pool;
        this.slab = slab;
    }

    /// {@return the memory, open to every thread, 4,096-byte aligned}
    public MemorySegment segment() {
        return segment;
    }

    /// {@return what it was charged to}
    public MemoryBudget budget() {
        return budget;
    }

    /// {@return the size in bytes}
    public long byteCount() {
        return segment.byteSize();
    }

    /// {@return the address of the first byte}
    public long address() {
        return segment.address();
    }

    ChunkPool pool() {
        return pool;
    }

    Slab slab() {
        return slab;
    }

    long usedBytes() {
        return usedBytes;
    }

    void usedBytes(long byteCount) {
        usedBytes = byteCount;
    }

    /// {@return the memory, for the thread and the life of that arena only}
    @SuppressWarnings("restricted") // the same bounds, and a life that ends before the loan does
    MemorySegment scopedTo(Arena arena) {
        return segment.reinterpret(arena, null);
    }

    /// {@return a part of the memory, read-only, for the life of that arena}
    @SuppressWarnings("restricted") // the same bounds, and a life that ends before the loan does
    MemorySegment viewIn(Arena arena, long fromByte, long byteCount) {
        return segment.asSlice(fromByte, byteCount).reinterpret(arena, null).asReadOnly();
    }

    boolean isKept() {
        return kept;
    }

    /// Says whether others read it, also when its context has ended.
    void keep(boolean isKept) {
        kept = isKept;
    }

    void wipe(long fromByte, long toByte) {
        if (fromByte < toByte) {
            segment.asSlice(fromByte, toByte - fromByte).fill((byte) 0);
        }
    }

    /// {@return whether every byte is zero}
    boolean isZero() {
        long last = byteCount() - 1;
        return segment.get(ValueLayout.JAVA_BYTE, 0) == 0
                && segment.asSlice(0, last).mismatch(segment.asSlice(1, last)) < 0;
    }

    /// {@return true to the one caller that ends the loan}
    boolean endLoan() {
        // Only who wins may touch the memory: two releases at once wipe and return it once.
        return LENT.compareAndSet(this, true, false);
    }
}
