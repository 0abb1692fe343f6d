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
import java.util.function.LongConsumer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;

/// Two cursors of [ArenaBytes], what is read between them and written after them.
///
/// `0 <= readPosition <= writePosition <= writeLimit <= capacity` always holds. A cursor moves only
/// after its access succeeded, so a refused one leaves everything as it was.
abstract sealed class StreamBytes extends SegmentBytes permits TextBytes {
    private long readPosition;
    private long writePosition;

    StreamBytes(MemorySegment memory) {
        super(memory);
    }

    @Override
    public final long readPosition() {
        return readPosition;
    }

    @Override
    public final long writePosition() {
        return writePosition;
    }

    @Override
    public final long readLimit() {
        return writePosition;
    }

    @Override
    public final Bytes<Void> readPosition(long position) {
        live();
        if (position < 0 || position > writePosition) {
            throw underflow(position, 0, writePosition);
        }
        readPosition = position;
        return this;
    }

    @Override
    public final Bytes<Void> readLimit(long limit) {
        live();
        if (limit < 0 || limit > writeLimit()) {
            throw underflow(limit, 0, writeLimit());
        }
        writePosition = limit;
        readPosition = Math.min(readPosition, limit);
        return this;
    }

    @Override
    public final Bytes<Void> writePosition(long position) {
        writable(position, 0);
        writePosition = position;
        readPosition = Math.min(readPosition, position);
        return this;
    }

    @Override
    public final Bytes<Void> writeLimit(long limit) {
        limitWrites(limit);
        if (limit < writePosition) {
            writePosition(limit);
        }
        return this;
    }

    @Override
    public final Bytes<Void> readSkip(long byteCount) {
        if (byteCount < -readPosition || byteCount > writePosition - readPosition) {
            throw underflow(readPosition, byteCount, writePosition);
        }
        return readPosition(readPosition + byteCount);
    }

    @Override
    public final Bytes<Void> writeSkip(long byteCount) {
        if (byteCount < -writePosition || byteCount > writeLimit() - writePosition) {
            throw overflow(writePosition, byteCount, writeLimit());
        }
        return writePosition(writePosition + byteCount);
    }

    @Override
    public final void uncheckedReadSkipOne() {
        readSkip(1);
    }

    @Override
    public final void uncheckedReadSkipBackOne() {
        readSkip(-1);
    }

    @Override
    public final Bytes<Void> clear() {
        limitWrites(capacity());
        readPosition = 0;
        writePosition = 0;
        return this;
    }

    @Override
    public final Bytes<Void> clearAndPad(long length) {
        if (length < 0 || length > capacity()) {
            throw overflow(0, length, capacity());
        }
        clear();
        writePosition = length;
        readPosition = length;
        return this;
    }

    @Override
    public final Bytes<Void> compact() {
        long length = readRemaining();
        move(readPosition, 0, length);
        readPosition = 0;
        writePosition = length;
        return this;
    }

    private MemorySegment next(long byteCount) {
        if (byteCount > writePosition - readPosition) {
            live();
            throw underflow(readPosition, byteCount, writePosition);
        }
        return live();
    }

    @Override
    public final byte readByte() {
        byte value = next(Byte.BYTES).get(JAVA_BYTE, readPosition);
        readPosition += Byte.BYTES;
        return value;
    }

    /// {@return the next byte, or -1 at the end, as Chronicle's parsers rely on}
    @Override
    public final int readUnsignedByte() {
        int value = peekUnsignedByte();
        if (value >= 0) {
            readPosition += Byte.BYTES;
        }
        return value;
    }

    @Override
    public final int uncheckedReadUnsignedByte() {
        return readUnsignedByte();
    }

    @Override
    public final int peekUnsignedByte() {
        MemorySegment memory = live();
        return readPosition == writePosition ? -1 : memory.get(JAVA_BYTE, readPosition) & 0xFF;
    }

    @Override
    public final short readShort() {
        short value = next(Short.BYTES).get(JAVA_SHORT_UNALIGNED, readPosition);
        readPosition += Short.BYTES;
        return value;
    }

    @Override
    public final int readInt24() {
        next(Short.BYTES + Byte.BYTES);
        return readUnsignedShort() | readByte() << Short.SIZE;
    }

    @Override
    public final int readUnsignedInt24() {
        next(Short.BYTES + Byte.BYTES);
        return readUnsignedShort() | readUnsignedByte() << Short.SIZE;
    }

    @Override
    public final int readInt() {
        int value = next(Integer.BYTES).get(JAVA_INT_UNALIGNED, readPosition);
        readPosition += Integer.BYTES;
        return value;
    }

    @Override
    public final long readLong() {
        long value = next(Long.BYTES).get(JAVA_LONG_UNALIGNED, readPosition);
        readPosition += Long.BYTES;
        return value;
    }

    @Override
    public final float readFloat() {
        float value = next(Float.BYTES).get(JAVA_FLOAT_UNALIGNED, readPosition);
        readPosition += Float.BYTES;
        return value;
    }

    @Override
    public final double readDouble() {
        double value = next(Double.BYTES).get(JAVA_DOUBLE_UNALIGNED, readPosition);
        readPosition += Double.BYTES;
        return value;
    }

    @Override
    public final int readVolatileInt() {
        return readInt();
    }

    @Override
    public final long readVolatileLong() {
        return readLong();
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) {
        int count = (int) read(readPosition, bytes, offset, length);
        readPosition += count;
        return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public final int copyTo(byte[] bytes) {
        return (int) read(readPosition, bytes, 0, bytes.length);
    }

    @Override
    public final Bytes<Void> writeByte(byte value) {
        writeByte(writePosition, value);
        writePosition += Byte.BYTES;
        return this;
    }

    @Override
    public final Bytes<Void> writeShort(short value) {
        writeShort(writePosition, value);
        writePosition += Short.BYTES;
        return this;
    }

    @Override
    public final Bytes<Void> writeInt24(int value) {
        writeInt24(writePosition, value);
        writePosition += Short.BYTES + Byte.BYTES;
        return this;
    }

    @Override
    public final Bytes<Void> writeUnsignedInt24(int value) {
        if (value >>> (Short.SIZE + Byte.SIZE) != 0) {
            throw new ArithmeticException("value does not fit 24 bits: value=" + value);
        }
        return writeInt24(value);
    }

    @Override
    public final Bytes<Void> writeInt(int value) {
        return writeIntAdv(value, Integer.BYTES);
    }

    @Override
    public final Bytes<Void> writeIntAdv(int value, int advanceBytes) {
        writable(writePosition, Math.max(Integer.BYTES, advanceBytes));
        writeInt(writePosition, value);
        return writeSkip(advanceBytes);
    }

    @Override
    public final Bytes<Void> writeOrderedInt(int value) {
        return writeInt(value);
    }

    @Override
    public final Bytes<Void> writeLong(long value) {
        writeLong(writePosition, value);
        writePosition += Long.BYTES;
        return this;
    }

    @Override
    public final Bytes<Void> writeLongAdv(long value, int advanceBytes) {
        writable(writePosition, Math.max(Long.BYTES, advanceBytes));
        writeLong(writePosition, value);
        return writeSkip(advanceBytes);
    }

    @Override
    public final Bytes<Void> writeOrderedLong(long value) {
        return writeLong(value);
    }

    @Override
    public final Bytes<Void> writeFloat(float value) {
        return writeInt(Float.floatToRawIntBits(value));
    }

    @Override
    public final Bytes<Void> writeDouble(double value) {
        return writeLong(Double.doubleToRawLongBits(value));
    }

    @Override
    public final Bytes<Void> writeDoubleAndInt(double first, int second) {
        writable(writePosition, Double.BYTES + Integer.BYTES);
        return writeDouble(first).writeInt(second);
    }

    @Override
    public final Bytes<Void> write(byte[] bytes, int offset, int length) {
        write(writePosition, bytes, offset, length);
        writePosition += length;
        return this;
    }

    @Override
    public final Bytes<Void> write(BytesStore<?, ?> source) {
        return write(source, source.readPosition(), source.readRemaining());
    }

    @Override
    public final Bytes<Void> write(BytesStore<?, ?> source, long offset, long length) {
        copyIn(source, offset, writePosition, length);
        writePosition += length;
        return this;
    }

    @Override
    public final Bytes<Void> writeSome(ByteBuffer buffer) {
        int length = (int) Math.min(buffer.remaining(), writeRemaining());
        write(writePosition, buffer, buffer.position(), length);
        buffer.position(buffer.position() + length);
        writePosition += length;
        return this;
    }

    @Override
    public final Bytes<Void> write8bit(String text, int start, int length) {
        return writePosition(write8bit(writePosition, text, start, length));
    }

    private Bytes<Void> prewriteAt(long byteCount, LongConsumer write) {
        long position = readPosition - byteCount;
        write.accept(position);
        readPosition = position;
        return this;
    }

    @Override
    public final Bytes<Void> prewrite(byte[] bytes) {
        return prewriteAt(bytes.length, at -> write(at, bytes, 0, bytes.length));
    }

    @Override
    public final Bytes<Void> prewrite(BytesStore<?, ?> source) {
        long length = source.readRemaining();
        return prewriteAt(length, at -> copyIn(source, source.readPosition(), at, length));
    }

    @Override
    public final Bytes<Void> prewriteByte(byte value) {
        return prewriteAt(Byte.BYTES, at -> writeByte(at, value));
    }

    @Override
    public final Bytes<Void> prewriteShort(short value) {
        return prewriteAt(Short.BYTES, at -> writeShort(at, value));
    }

    @Override
    public final Bytes<Void> prewriteInt(int value) {
        return prewriteAt(Integer.BYTES, at -> writeInt(at, value));
    }

    @Override
    public final Bytes<Void> prewriteLong(long value) {
        return prewriteAt(Long.BYTES, at -> writeLong(at, value));
    }
}
