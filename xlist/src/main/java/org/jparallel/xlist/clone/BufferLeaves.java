// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Byte buffers and memory segments: all their bytes, and what they are.
///
/// ```
/// buffer    flags | capacity | position | limit | bytes 0 .. capacity
/// segment   flags | size | bytes
/// ```
///
/// What lay off the heap lies off the heap again, in an automatic arena, which any thread may use
/// and the collector frees; what lay on the heap lies in an array of its own. Two views of one
/// memory become two memories.
final class BufferLeaves {
    private static final int OFF_HEAP = 1;
    private static final int READ_ONLY = 2;
    private static final int LITTLE_ENDIAN = 4;

    /// The alignment of a segment off the heap: that of the largest value.
    private static final long ALIGNMENT_BYTES = 16;

    static final Leaf<ByteBuffer> BUFFER =
            Leaf.ofObject(
                    FrameLayout.BYTE_BUFFER,
                    ByteBuffer.class,
                    BufferLeaves::putBuffer,
                    BufferLeaves::takeBuffer);

    static final Leaf<MemorySegment> SEGMENT =
            Leaf.ofObject(
                    FrameLayout.MEMORY_SEGMENT,
                    MemorySegment.class,
                    BufferLeaves::putSegment,
                    BufferLeaves::takeSegment);

    private BufferLeaves() {}

    private static void putBuffer(ByteBuffer value, FrameOutput output) {
        boolean isLittle = value.order() == ByteOrder.LITTLE_ENDIAN;
        MemorySegment bytes = MemorySegment.ofBuffer(value.duplicate().clear());
        requireOpen(bytes, value);
        output.putByte(
                flags(value.isDirect(), value.isReadOnly()) | (isLittle ? LITTLE_ENDIAN : 0));
        output.putCount(value.capacity());
        output.putCount(value.position());
        output.putCount(value.limit());
        output.putSegment(bytes);
    }

    private static ByteBuffer takeBuffer(FrameInput input) {
        int flags = input.takeByte();
        long capacity = input.takeCount();
        int position = (int) input.takeCount();
        int limit = (int) input.takeCount();
        int byteCount = input.checkCount(capacity, 1);
        ByteBuffer value =
                (flags & OFF_HEAP) != 0
                        ? ByteBuffer.allocateDirect(byteCount)
                        : ByteBuffer.allocate(byteCount);
        input.takeSegment(MemorySegment.ofBuffer(value));
        ByteBuffer result = (flags & READ_ONLY) != 0 ? value.asReadOnlyBuffer() : value;
        return result.order(
                        (flags & LITTLE_ENDIAN) != 0
                                ? ByteOrder.LITTLE_ENDIAN
                                : ByteOrder.BIG_ENDIAN)
                .limit(limit)
                .position(position);
    }

    private static void putSegment(MemorySegment value, FrameOutput output) {
        requireOpen(value, value);
        output.putByte(flags(value.isNative(), value.isReadOnly()));
        output.putCount(value.byteSize());
        output.putSegment(value);
    }

    private static MemorySegment takeSegment(FrameInput input) {
        int flags = input.takeByte();
        long byteCount = input.takeCount();
        MemorySegment source = input.takeSpace(byteCount);
        MemorySegment value =
                (flags & OFF_HEAP) != 0
                        ? Arena.ofAuto().allocate(byteCount, ALIGNMENT_BYTES)
                        : onHeap(byteCount);
        value.copyFrom(source);
        return (flags & READ_ONLY) != 0 ? value.asReadOnly() : value;
    }

    private static MemorySegment onHeap(long byteCount) {
        long longCount = (byteCount + Long.BYTES - 1) / Long.BYTES;
        return MemorySegment.ofArray(new long[Math.toIntExact(longCount)]).asSlice(0, byteCount);
    }

    private static int flags(boolean isOffHeap, boolean isReadOnly) {
        return (isOffHeap ? OFF_HEAP : 0) | (isReadOnly ? READ_ONLY : 0);
    }

    static void requireOpen(MemorySegment bytes, Object value) {
        if (!bytes.scope().isAlive()) {
            throw new UncloneablePart("", value.getClass(), "its memory is freed", null);
        }
        if (!bytes.isAccessibleBy(Thread.currentThread())) {
            throw new UncloneablePart("", value.getClass(), "it belongs to another thread", null);
        }
    }
}
