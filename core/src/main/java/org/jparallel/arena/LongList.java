// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jparallel.guard.AnyThread;

/// A growable list of longs in an allocator's memory.
///
/// **Cost.** [#add] is one store; each time the list is full, it moves to memory twice as large. A
/// list that was made with room for all never moves, and one that was never added to allocates
/// nothing.
@AnyThread
public final class LongList implements ArenaCollection {
    private static final ValueLayout.OfLong LONG = FlatForm.LONG;

    private final GrowingMemory memory;
    private long size;

    /// An empty list.
    ///
    /// @param allocator gives the memory
    public LongList(SegmentAllocator allocator) {
        this(allocator, 0);
    }

    /// An empty list with room.
    ///
    /// @param allocator gives the memory
    /// @param capacity how many longs fit before it first moves, at least 0
    public LongList(SegmentAllocator allocator, long capacity) {
        this.memory = new GrowingMemory(allocator, Math.multiplyExact(capacity, Long.BYTES));
    }

    /// The same longs in another view, read-only.
    LongList(LongList other, UnaryOperator<MemorySegment> view) {
        this.memory = new GrowingMemory(view.apply(other.memory.segment()));
        this.size = other.size;
    }

    GrowingMemory memory() {
        return memory;
    }

    /// Rebuilds what [#encodeTo] wrote.
    ///
    /// @param encoded the flat form
    /// @param allocator gives the memory
    /// @return a list of the same longs
    /// @throws IllegalArgumentException if it is no list's flat form
    public static LongList decode(MemorySegment encoded, SegmentAllocator allocator) {
        long count = FlatForm.count(encoded, FlatForm.LONG_LIST, Long.BYTES);
        LongList list = new LongList(allocator, count);
        MemorySegment.copy(
                encoded, FlatForm.HEAD_BYTES, list.memory.segment(), 0, count * Long.BYTES);
        list.size = count;
        return list;
    }

    /// Appends a long.
    ///
    /// @param value any
    /// @throws ArenaExhaustedException if the list is full and cannot grow; it stays as it was
    public void add(long value) {
        memory.ensure(size * Long.BYTES, Long.BYTES);
        memory.segment().set(LONG, size * Long.BYTES, value);
        size++;
    }

    /// Appends all of another list, which may be this one.
    ///
    /// @param other stays as it is
    /// @throws ArenaExhaustedException if this list cannot grow; it stays as it was
    public void addAll(LongList other) {
        long count = other.size;
        memory.ensure(size * Long.BYTES, count * Long.BYTES);
        MemorySegment.copy(
                other.memory.segment(), 0, memory.segment(), size * Long.BYTES, count * Long.BYTES);
        size += count;
    }

    /// {@return one long}
    /// @param index from 0 to size - 1
    /// @throws IndexOutOfBoundsException if there is none
    public long at(long index) {
        return memory.segment().get(LONG, Objects.checkIndex(index, size) * Long.BYTES);
    }

    /// Replaces one long.
    ///
    /// @param index from 0 to size - 1
    /// @param value any
    /// @throws IndexOutOfBoundsException if there is none
    public void set(long index, long value) {
        memory.segment().set(LONG, Objects.checkIndex(index, size) * Long.BYTES, value);
    }

    /// {@return how many longs}
    public long size() {
        return size;
    }

    /// Forgets all longs and keeps the memory.
    public void clear() {
        size = 0;
    }

    /// Hands over each long, in order, without a Java object for any.
    ///
    /// @param action may read this list, not change its size
    public void forEach(LongConsumer action) {
        for (long i = 0; i < size; i++) {
            action.accept(memory.segment().get(LONG, i * Long.BYTES));
        }
    }

    /// {@return a new array with the longs}
    /// @throws IllegalStateException if there are more than fit into a Java array
    public long[] toArray() {
        return memory.segment().asSlice(0, size * Long.BYTES).toArray(LONG);
    }

    @Override
    public long encodedBytes() {
        return FlatForm.HEAD_BYTES + size * Long.BYTES;
    }

    @Override
    public long encodeTo(MemorySegment target) {
        FlatForm.begin(target, FlatForm.LONG_LIST, size, encodedBytes());
        MemorySegment.copy(memory.segment(), 0, target, FlatForm.HEAD_BYTES, size * Long.BYTES);
        return encodedBytes();
    }

    /// {@return `LongList[size=…]`}
    @Override
    public String toString() {
        return "LongList[size=" + size + "]";
    }
}
