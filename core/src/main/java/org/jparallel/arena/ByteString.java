// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// An immutable run of bytes in an allocator's memory.
///
/// Two are equal if their bytes are, wherever they lie. The order is that of the unsigned bytes,
/// which for UTF-8 is the order of the code points. The hash differs between runs of the program.
///
/// **Memory.** One allocation of exactly its length. As a key of a `java.util` map it must outlive
/// the map: a map that meets the key of an ended context throws.
///
/// **Cost.** Each call reads the bytes themselves, and thereby notices memory that is gone; nothing
/// is remembered outside of them.
@AnyThread
public final class ByteString implements ArenaCollection, Comparable<ByteString> {
    private final MemorySegment bytes;

    ByteString(MemorySegment bytes) {
        this.bytes = bytes.asReadOnly();
    }

    /// {@return a copy of the bytes}
    /// @param bytes the source
    /// @param allocator gives the memory
    public static ByteString copyOf(byte[] bytes, SegmentAllocator allocator) {
        return copyOf(MemorySegment.ofArray(bytes), allocator);
    }

    /// {@return a copy of the segment's bytes}
    /// @param source all of it is copied
    /// @param allocator gives the memory
    public static ByteString copyOf(MemorySegment source, SegmentAllocator allocator) {
        MemorySegment bytes = allocator.allocate(source.byteSize(), 1);
        MemorySegment.copy(source, 0, bytes, 0, source.byteSize());
        return new ByteString(bytes);
    }

    /// {@return the string's UTF-8 bytes}
    /// @param text the source; a lone surrogate becomes `?`, as in [String#getBytes()]
    /// @param allocator gives the memory
    public static ByteString of(String text, SegmentAllocator allocator) {
        return copyOf(text.getBytes(StandardCharsets.UTF_8), allocator);
    }

    /// Rebuilds what [#encodeTo] wrote.
    ///
    /// @param encoded the flat form
    /// @param allocator gives the memory
    /// @return an equal byte string
    /// @throws IllegalArgumentException if it is no byte string's flat form
    public static ByteString decode(MemorySegment encoded, SegmentAllocator allocator) {
        long count = FlatForm.count(encoded, FlatForm.BYTE_STRING, 1);
        return copyOf(encoded.asSlice(FlatForm.HEAD_BYTES, count), allocator);
    }

    /// {@return how many bytes}
    public long size() {
        return bytes.byteSize();
    }

    /// {@return one byte}
    /// @param index from 0 to size - 1
    /// @throws IndexOutOfBoundsException if there is none
    public byte at(long index) {
        return bytes.get(ValueLayout.JAVA_BYTE, index);
    }

    /// {@return the bytes themselves, read-only}
    public MemorySegment segment() {
        return bytes;
    }

    /// {@return a new array with the bytes}
    public byte[] toArray() {
        return bytes.toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    public long encodedBytes() {
        return FlatForm.HEAD_BYTES + size();
    }

    @Override
    public long encodeTo(MemorySegment target) {
        FlatForm.begin(target, FlatForm.BYTE_STRING, size(), encodedBytes());
        MemorySegment.copy(bytes, 0, target, FlatForm.HEAD_BYTES, size());
        return encodedBytes();
    }

    @Override
    public int compareTo(ByteString other) {
        long index = bytes.mismatch(other.bytes);
        if (index < 0) {
            return 0;
        }
        if (index == size() || index == other.size()) {
            return Long.compare(size(), other.size());
        }
        return Byte.compareUnsigned(at(index), other.at(index));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByteString string
                && size() == string.size()
                && bytes.mismatch(string.bytes) < 0;
    }

    @Override
    public int hashCode() {
        return ByteHash.of(bytes);
    }

    /// {@return the bytes read as UTF-8; malformed ones become U+FFFD}
    @Override
    public String toString() {
        return new String(toArray(), StandardCharsets.UTF_8);
    }
}
