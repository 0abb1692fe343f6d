// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jparallel.guard.AnyThread;

/// A growable run of bytes in an allocator's memory.
///
/// **Cost.** Appending copies the bytes; each time the builder is full, it moves to memory twice as
/// large. One that was made with room for all never moves, and one that was never appended to
/// allocates nothing.
@AnyThread
public final class ByteBuilder implements ArenaCollection {
    private final GrowingMemory memory;
    private long size;

    /// An empty builder.
    ///
    /// @param allocator gives the memory
    public ByteBuilder(SegmentAllocator allocator) {
        this(allocator, 0);
    }

    /// An empty builder with room.
    ///
    /// @param allocator gives the memory
    /// @param capacityBytes how many bytes fit before it first moves, at least 0
    public ByteBuilder(SegmentAllocator allocator, long capacityBytes) {
        this.memory = new GrowingMemory(allocator, capacityBytes);
    }

    /// The same bytes in another view, read-only.
    ByteBuilder(ByteBuilder other, UnaryOperator<MemorySegment> view) {
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
    /// @return a builder of the same bytes
    /// @throws IllegalArgumentException if it is no builder's flat form
    public static ByteBuilder decode(MemorySegment encoded, SegmentAllocator allocator) {
        long count = FlatForm.count(encoded, FlatForm.BYTE_BUILDER, 1);
        ByteBuilder builder = new ByteBuilder(allocator, count);
        builder.append(encoded, FlatForm.HEAD_BYTES, count);
        return builder;
    }

    /// Appends one byte.
    ///
    /// @param value the byte
    /// @throws ArenaExhaustedException if the builder is full and cannot grow; it stays as it was
    public void append(byte value) {
        memory.ensure(size, 1);
        memory.segment().set(ValueLayout.JAVA_BYTE, size, value);
        size++;
    }

    /// Appends a part of a segment, without a Java object.
    ///
    /// @param source where the bytes lie, which may be this builder's own memory
    /// @param offset where they begin
    /// @param byteCount how many
    /// @throws IndexOutOfBoundsException if the source does not hold them; nothing is appended
    /// @throws ArenaExhaustedException if the builder cannot grow; it stays as it was
    public void append(MemorySegment source, long offset, long byteCount) {
        Objects.checkFromIndexSize(offset, byteCount, source.byteSize());
        memory.ensure(size, byteCount);
        MemorySegment.copy(source, offset, memory.segment(), size, byteCount);
        size += byteCount;
    }

    /// Appends all of a segment.
    ///
    /// @param source where the bytes lie
    /// @throws ArenaExhaustedException if the builder cannot grow; it stays as it was
    public void append(MemorySegment source) {
        append(source, 0, source.byteSize());
    }

    /// Appends a string's UTF-8 bytes.
    ///
    /// @param text the source; a lone surrogate becomes `?`
    /// @throws ArenaExhaustedException if the builder cannot grow; it stays as it was
    public void append(String text) {
        append(MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// {@return one byte}
    /// @param index from 0 to size - 1
    /// @throws IndexOutOfBoundsException if there is none
    public byte at(long index) {
        return memory.segment().get(ValueLayout.JAVA_BYTE, Objects.checkIndex(index, size));
    }

    /// {@return how many bytes}
    public long size() {
        return size;
    }

    /// Forgets all bytes and keeps the memory.
    public void clear() {
        size = 0;
    }

    /// {@return the bytes so far, in place and read-only: good until the next append or clear, and
    /// no longer than the arena}
    public MemorySegment segment() {
        return memory.view().asSlice(0, size);
    }

    /// {@return a byte string with a copy of the bytes so far}
    /// @param allocator gives its memory
    public ByteString toByteString(SegmentAllocator allocator) {
        return ByteString.copyOf(segment(), allocator);
    }

    @Override
    public long encodedBytes() {
        return FlatForm.HEAD_BYTES + size;
    }

    @Override
    public long encodeTo(MemorySegment target) {
        FlatForm.begin(target, FlatForm.BYTE_BUILDER, size, encodedBytes());
        MemorySegment.copy(memory.segment(), 0, target, FlatForm.HEAD_BYTES, size);
        return encodedBytes();
    }

    /// {@return the bytes so far, read as UTF-8; malformed ones become U+FFFD}
    @Override
    public String toString() {
        return new String(segment().toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }
}
