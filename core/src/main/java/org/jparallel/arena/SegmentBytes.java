// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.BytesUtil;
import net.openhft.chronicle.bytes.RandomDataInput;
import org.jspecify.annotations.Nullable;

/// Access to [ArenaBytes] at an offset.
///
/// Ordered, volatile and compare-and-swap accesses are plain ones here: the memory is confined to
/// one thread, so there is nobody to order them for, and they need no alignment.
abstract sealed class SegmentBytes extends BytesLifetime permits StreamBytes {
    SegmentBytes(MemorySegment memory) {
        super(memory);
    }

    @Override
    public final byte readByte(long offset) {
        return readable(offset, Byte.BYTES).get(JAVA_BYTE, offset);
    }

    @Override
    public final short readShort(long offset) {
        return readable(offset, Short.BYTES).get(JAVA_SHORT_UNALIGNED, offset);
    }

    @Override
    public final int readInt(long offset) {
        return readable(offset, Integer.BYTES).get(JAVA_INT_UNALIGNED, offset);
    }

    @Override
    public final long readLong(long offset) {
        return readable(offset, Long.BYTES).get(JAVA_LONG_UNALIGNED, offset);
    }

    @Override
    public final float readFloat(long offset) {
        return readable(offset, Float.BYTES).get(JAVA_FLOAT_UNALIGNED, offset);
    }

    @Override
    public final double readDouble(long offset) {
        return readable(offset, Double.BYTES).get(JAVA_DOUBLE_UNALIGNED, offset);
    }

    /// {@return three bytes as a number; Chronicle's own takes the third from where the first is}
    ///
    /// @param offset where the first is
    @Override
    public final int readUnsignedInt24(long offset) {
        return readUnsignedShort(offset) | readUnsignedByte(offset + Short.BYTES) << Short.SIZE;
    }

    @Override
    public final long readIncompleteLong(long offset) {
        readable(offset, 0);
        return super.readIncompleteLong(offset);
    }

    @Override
    public final byte readVolatileByte(long offset) {
        return readByte(offset);
    }

    @Override
    public final short readVolatileShort(long offset) {
        return readShort(offset);
    }

    @Override
    public final int readVolatileInt(long offset) {
        return readInt(offset);
    }

    @Override
    public final long readVolatileLong(long offset) {
        return readLong(offset);
    }

    @Override
    public final int peekUnsignedByte(long offset) {
        live();
        return offset < 0 || offset >= readLimit() ? -1 : readUnsignedByte(offset);
    }

    @Override
    public final long read(long position, byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int count = (int) Math.min(length, Math.max(0, readLimit() - position));
        MemorySegment.copy(readable(position, count), JAVA_BYTE, position, bytes, offset, count);
        return count;
    }

    @Override
    public final Bytes<Void> writeByte(long offset, byte value) {
        writable(offset, Byte.BYTES).set(JAVA_BYTE, offset, value);
        return this;
    }

    @Override
    public final Bytes<Void> writeShort(long offset, short value) {
        writable(offset, Short.BYTES).set(JAVA_SHORT_UNALIGNED, offset, value);
        return this;
    }

    @Override
    public final Bytes<Void> writeInt24(long offset, int value) {
        writable(offset, Short.BYTES + Byte.BYTES);
        return writeShort(offset, (short) value)
                .writeByte(offset + Short.BYTES, (byte) (value >> Short.SIZE));
    }

    @Override
    public final Bytes<Void> writeInt(long offset, int value) {
        writable(offset, Integer.BYTES).set(JAVA_INT_UNALIGNED, offset, value);
        return this;
    }

    @Override
    public final Bytes<Void> writeLong(long offset, long value) {
        writable(offset, Long.BYTES).set(JAVA_LONG_UNALIGNED, offset, value);
        return this;
    }

    @Override
    public final Bytes<Void> writeFloat(long offset, float value) {
        writable(offset, Float.BYTES).set(JAVA_FLOAT_UNALIGNED, offset, value);
        return this;
    }

    @Override
    public final Bytes<Void> writeDouble(long offset, double value) {
        writable(offset, Double.BYTES).set(JAVA_DOUBLE_UNALIGNED, offset, value);
        return this;
    }

    @Override
    public final Bytes<Void> writeOrderedInt(long offset, int value) {
        return writeInt(offset, value);
    }

    @Override
    public final Bytes<Void> writeOrderedLong(long offset, long value) {
        return writeLong(offset, value);
    }

    @Override
    public final Bytes<Void> writeVolatileByte(long offset, byte value) {
        return writeByte(offset, value);
    }

    @Override
    public final Bytes<Void> writeVolatileShort(long offset, short value) {
        return writeShort(offset, value);
    }

    @Override
    public final Bytes<Void> writeVolatileInt(long offset, int value) {
        return writeInt(offset, value);
    }

    @Override
    public final Bytes<Void> writeVolatileLong(long offset, long value) {
        return writeLong(offset, value);
    }

    @Override
    public final boolean compareAndSwapInt(long offset, int expected, int value) {
        MemorySegment memory = writable(offset, Integer.BYTES);
        if (memory.get(JAVA_INT_UNALIGNED, offset) != expected) {
            return false;
        }
        memory.set(JAVA_INT_UNALIGNED, offset, value);
        return true;
    }

    @Override
    public final boolean compareAndSwapLong(long offset, long expected, long value) {
        MemorySegment memory = writable(offset, Long.BYTES);
        if (memory.get(JAVA_LONG_UNALIGNED, offset) != expected) {
            return false;
        }
        memory.set(JAVA_LONG_UNALIGNED, offset, value);
        return true;
    }

    @Override
    public final void testAndSetInt(long offset, int expected, int value) {
        if (!compareAndSwapInt(offset, expected, value)) {
            throw new IllegalStateException(
                    "value is not the expected one: offset="
                            + offset
                            + " value="
                            + readInt(offset)
                            + " expected="
                            + expected);
        }
    }

    @Override
    public final short addAndGetShortNotAtomic(long offset, short adding) {
        short sum = (short) (readShort(offset) + adding);
        writeShort(offset, sum);
        return sum;
    }

    @Override
    public final Bytes<Void> write(long offset, byte[] bytes, int start, int length) {
        Objects.checkFromIndexSize(start, length, bytes.length);
        MemorySegment.copy(bytes, start, writable(offset, length), JAVA_BYTE, offset, length);
        return this;
    }

    @Override
    public final void write(long offset, ByteBuffer buffer, int start, int length) {
        MemorySegment source = MemorySegment.ofBuffer(buffer.slice(start, length));
        MemorySegment.copy(source, 0, writable(offset, length), offset, length);
    }

    @Override
    public final Bytes<Void> write(long offset, RandomDataInput source, long start, long length) {
        copyIn(source, start, offset, length);
        return this;
    }

    /// Copies from any Chronicle source, itself included.
    ///
    /// @param source where from; what it allows to read ends at its read limit
    /// @param start where in the source
    /// @param offset where to
    /// @param length how many bytes
    final void copyIn(RandomDataInput source, long start, long offset, long length) {
        MemorySegment target = writable(offset, length);
        if (source instanceof SegmentBytes other) {
            MemorySegment.copy(other.readable(start, length), start, target, offset, length);
            return;
        }
        if (start < 0 || start > source.readLimit() - length) {
            throw underflow(start, length, source.readLimit());
        }
        long i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            target.set(JAVA_LONG_UNALIGNED, offset + i, source.readLong(start + i));
        }
        for (; i < length; i++) {
            target.set(JAVA_BYTE, offset + i, source.readByte(start + i));
        }
    }

    @Override
    public final void move(long from, long to, long length) {
        MemorySegment.copy(readable(from, length), from, writable(to, length), to, length);
    }

    @Override
    public final Bytes<Void> zeroOut(long start, long end) {
        if (end > start) {
            writable(start, end - start).asSlice(start, end - start).fill((byte) 0);
        }
        return this;
    }

    @Override
    public final long write8bit(long offset, BytesStore<?, ?> source) {
        long length = source.readRemaining();
        long start = BytesUtil.writeStopBit(this, offset, length);
        copyIn(source, source.readPosition(), start, length);
        return start + length;
    }

    @Override
    public final long write8bit(long offset, String text, int start, int length) {
        Objects.checkFromIndexSize(start, length, text.length());
        long target = BytesUtil.writeStopBit(this, offset, length);
        MemorySegment memory = writable(target, length);
        for (int i = 0; i < length; i++) {
            memory.set(JAVA_BYTE, target + i, eightBits(text, start + i));
        }
        return target + length;
    }

    /// {@return the character as one byte}
    ///
    /// @param text the text
    /// @param index where in it
    /// @throws ArithmeticException if it needs more than 8 bits
    static byte eightBits(CharSequence text, int index) {
        char value = text.charAt(index);
        if (value > 0xFF) {
            throw new ArithmeticException(
                    "character does not fit 8 bits: character="
                            + Integer.toHexString(value)
                            + " index="
                            + index);
        }
        return (byte) value;
    }

    @Override
    public final @Nullable Void underlyingObject() {
        return null;
    }

    @Override
    public final long addressForRead(long offset) {
        throw unsafe("addressForRead");
    }

    @Override
    public final long addressForWrite(long offset) {
        throw unsafe("addressForWrite");
    }

    @Override
    public final long addressForWritePosition() {
        throw unsafe("addressForWritePosition");
    }

    @Override
    public final void nativeRead(long position, long address, long size) {
        throw unsafe("nativeRead");
    }

    @Override
    public final void nativeWrite(long address, long position, long size) {
        throw unsafe("nativeWrite");
    }

    @Override
    public final Bytes<Void> unsafeRead(long address, int length) {
        throw unsafe("unsafeRead");
    }

    @Override
    public final Bytes<Void> unsafeWrite(long address, int length) {
        throw unsafe("unsafeWrite");
    }

    @Override
    public final void unsafeReadObject(Object target, int offset, int length) {
        throw unsafe("unsafeReadObject");
    }

    @Override
    public final Bytes<Void> unsafeWriteObject(Object source, int offset, int length) {
        throw unsafe("unsafeWriteObject");
    }

    private static UnsupportedOperationException unsafe(String method) {
        return new UnsupportedOperationException(
                "arena bytes give no raw address away: method=" + method);
    }
}
