// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.List;

/// Buffers of elements larger than a byte: all their elements, and what they are.
///
/// ```
/// flags | capacity | position | limit | elements 0 .. capacity, in the order of the buffer
/// ```
///
/// As with [BufferLeaves], two views of one memory become two memories.
final class ViewLeaves {
    private static final int OFF_HEAP = 1;
    private static final int READ_ONLY = 2;
    private static final int LITTLE_ENDIAN = 4;

    /// By the class that all buffers of a kind extend.
    static final List<Leaf<? extends Buffer>> FAMILIES =
            List.of(
                    leaf(FrameLayout.CHAR_BUFFER, CharBuffer.class, Character.BYTES),
                    leaf(FrameLayout.SHORT_BUFFER, ShortBuffer.class, Short.BYTES),
                    leaf(FrameLayout.INT_BUFFER, IntBuffer.class, Integer.BYTES),
                    leaf(FrameLayout.LONG_BUFFER, LongBuffer.class, Long.BYTES),
                    leaf(FrameLayout.FLOAT_BUFFER, FloatBuffer.class, Float.BYTES),
                    leaf(FrameLayout.DOUBLE_BUFFER, DoubleBuffer.class, Double.BYTES));

    private ViewLeaves() {}

    private static <B extends Buffer> Leaf<B> leaf(int tag, Class<B> type, int elementBytes) {
        return Leaf.ofObject(
                tag,
                type,
                ViewLeaves::put,
                input -> type.cast(take(input, type, elementBytes)));
    }

    private static void put(Buffer value, FrameOutput output) {
        boolean isLittle = order(value) == ByteOrder.LITTLE_ENDIAN;
        MemorySegment elements = elements(value);
        BufferLeaves.requireOpen(elements, value);
        output.putByte(
                (value.isDirect() ? OFF_HEAP : 0)
                        | (value.isReadOnly() ? READ_ONLY : 0)
                        | (isLittle ? LITTLE_ENDIAN : 0));
        output.putCount(value.capacity());
        output.putCount(value.position());
        output.putCount(value.limit());
        output.putSegment(elements);
    }

    private static Buffer take(FrameInput input, Class<?> type, int elementBytes) {
        int flags = input.takeByte();
        long capacity = input.takeCount();
        int position = (int) input.takeCount();
        int limit = (int) input.takeCount();
        int byteCount = input.checkCount(capacity, elementBytes) * elementBytes;
        ByteOrder order =
                (flags & LITTLE_ENDIAN) != 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        boolean isOffHeap = (flags & OFF_HEAP) != 0;
        Buffer value =
                isOffHeap || order != ByteOrder.nativeOrder()
                        ? view(type, bytes(isOffHeap, byteCount).order(order))
                        : array(type, byteCount / elementBytes);
        input.takeSegment(elements(value));
        Buffer result = (flags & READ_ONLY) != 0 ? readOnly(value) : value;
        return result.limit(limit).position(position);
    }

    private static ByteBuffer bytes(boolean isOffHeap, int byteCount) {
        return isOffHeap ? ByteBuffer.allocateDirect(byteCount) : ByteBuffer.allocate(byteCount);
    }

    /// {@return the memory of all elements; of a text, that of its characters}
    private static MemorySegment elements(Buffer value) {
        Buffer all = value.duplicate().clear();
        try {
            return MemorySegment.ofBuffer(all);
        } catch (IllegalArgumentException ofAText) {
            return MemorySegment.ofArray(all.toString().toCharArray());
        }
    }

    private static ByteOrder order(Buffer value) {
        return switch (value) {
            case CharBuffer chars -> chars.order();
            case ShortBuffer shorts -> shorts.order();
            case IntBuffer ints -> ints.order();
            case LongBuffer longs -> longs.order();
            case FloatBuffer floats -> floats.order();
            case DoubleBuffer doubles -> doubles.order();
            default -> throw new AssertionError("no view: type=" + value.getClass());
        };
    }

    private static Buffer readOnly(Buffer value) {
        return switch (value) {
            case CharBuffer chars -> chars.asReadOnlyBuffer();
            case ShortBuffer shorts -> shorts.asReadOnlyBuffer();
            case IntBuffer ints -> ints.asReadOnlyBuffer();
            case LongBuffer longs -> longs.asReadOnlyBuffer();
            case FloatBuffer floats -> floats.asReadOnlyBuffer();
            case DoubleBuffer doubles -> doubles.asReadOnlyBuffer();
            default -> throw new AssertionError("no view: type=" + value.getClass());
        };
    }

    private static Buffer view(Class<?> type, ByteBuffer bytes) {
        if (type == CharBuffer.class) {
            return bytes.asCharBuffer();
        }
        if (type == ShortBuffer.class) {
            return bytes.asShortBuffer();
        }
        if (type == IntBuffer.class) {
            return bytes.asIntBuffer();
        }
        if (type == LongBuffer.class) {
            return bytes.asLongBuffer();
        }
        return type == FloatBuffer.class ? bytes.asFloatBuffer() : bytes.asDoubleBuffer();
    }

    private static Buffer array(Class<?> type, int count) {
        if (type == CharBuffer.class) {
            return CharBuffer.allocate(count);
        }
        if (type == ShortBuffer.class) {
            return ShortBuffer.allocate(count);
        }
        if (type == IntBuffer.class) {
            return IntBuffer.allocate(count);
        }
        if (type == LongBuffer.class) {
            return LongBuffer.allocate(count);
        }
        return type == FloatBuffer.class
                ? FloatBuffer.allocate(count)
                : DoubleBuffer.allocate(count);
    }
}
