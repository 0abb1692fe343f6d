// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.jparallel.io.netty.RawMemory.ALL;

import io.netty.buffer.AbstractReferenceCountedByteBuf;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ScatteringByteChannel;
import org.jspecify.annotations.Nullable;

/// Memory of an arena, as Netty wants it: sent and received without a copy.
///
/// **Memory.** It owns nothing. Once Netty has released it, its turn is told, and it is used again
/// for other memory of that turn; one without a turn stays what it is.
final class RawBuffer extends AbstractReferenceCountedByteBuf {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final @Nullable Turn turn;
    private long address;
    private int byteCount;

    /// The next one in its turn's list of those that are free.
    @Nullable RawBuffer nextFree;

    RawBuffer(@Nullable Turn turn) {
        super(Integer.MAX_VALUE);
        this.turn = turn;
    }

    /// Makes it stand for other memory, all of it readable or none.
    void point(long toAddress, int toByteCount, boolean readable) {
        address = toAddress;
        byteCount = toByteCount;
        setIndex(0, readable ? toByteCount : 0);
    }

    /// Makes it live again after it was released.
    void revive() {
        resetRefCnt();
    }

    @Override
    protected void deallocate() {
        if (turn != null) {
            turn.left(this);
        }
    }

    private MemorySegment segment(int index, int length) {
        checkIndex(index, length);
        return ALL.asSlice(address + index, length);
    }

    // --- what the transports use -----------------------------------------------------------------

    @Override
    public boolean hasMemoryAddress() {
        return true;
    }

    @Override
    public long memoryAddress() {
        return address;
    }

    @Override
    public int capacity() {
        return byteCount;
    }

    @Override
    public boolean isDirect() {
        return true;
    }

    @Override
    public boolean isContiguous() {
        return true;
    }

    @Override
    public int nioBufferCount() {
        return 1;
    }

    @Override
    public ByteBuffer nioBuffer(int index, int length) {
        return segment(index, length).asByteBuffer();
    }

    @Override
    public ByteBuffer internalNioBuffer(int index, int length) {
        return nioBuffer(index, length);
    }

    @Override
    public ByteBuffer[] nioBuffers(int index, int length) {
        return new ByteBuffer[] {nioBuffer(index, length)};
    }

    // --- the rest of what a buffer is ------------------------------------------------------------

    @Override
    public ByteBuf capacity(int newCapacity) {
        throw new UnsupportedOperationException("fixed capacity: byteCount=" + byteCount);
    }

    @Override
    public ByteBufAllocator alloc() {
        return UnpooledByteBufAllocator.DEFAULT;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Netty
    public ByteOrder order() {
        return ByteOrder.BIG_ENDIAN;
    }

    @Override
    @SuppressWarnings("NullAway") // null is Netty's answer for a buffer that wraps none
    public ByteBuf unwrap() {
        return null;
    }

    @Override
    public boolean hasArray() {
        return false;
    }

    @Override
    public byte[] array() {
        throw new UnsupportedOperationException("off-heap memory has no array");
    }

    @Override
    public int arrayOffset() {
        throw new UnsupportedOperationException("off-heap memory has no array");
    }

    @Override
    public ByteBuf copy(int index, int length) {
        return alloc().directBuffer(length).writeBytes(nioBuffer(index, length));
    }

    @Override
    public ByteBuf getBytes(int index, ByteBuf target, int targetIndex, int length) {
        target.setBytes(targetIndex, nioBuffer(index, length));
        return this;
    }

    @Override
    public ByteBuf getBytes(int index, byte[] target, int targetIndex, int length) {
        checkDstIndex(index, length, targetIndex, target.length);
        MemorySegment.copy(ALL, JAVA_BYTE, address + index, target, targetIndex, length);
        return this;
    }

    @Override
    public ByteBuf getBytes(int index, ByteBuffer target) {
        target.put(nioBuffer(index, target.remaining()));
        return this;
    }

    @Override
    public ByteBuf getBytes(int index, OutputStream out, int length) throws IOException {
        out.write(segment(index, length).toArray(JAVA_BYTE));
        return this;
    }

    @Override
    public int getBytes(int index, GatheringByteChannel out, int length) throws IOException {
        return out.write(nioBuffer(index, length));
    }

    @Override
    public int getBytes(int index, FileChannel out, long position, int length)
            throws IOException {
        return out.write(nioBuffer(index, length), position);
    }

    @Override
    public ByteBuf setBytes(int index, ByteBuf source, int sourceIndex, int length) {
        source.getBytes(sourceIndex, nioBuffer(index, length));
        return this;
    }

    @Override
    public ByteBuf setBytes(int index, byte[] source, int sourceIndex, int length) {
        checkSrcIndex(index, length, sourceIndex, source.length);
        MemorySegment.copy(source, sourceIndex, ALL, JAVA_BYTE, address + index, length);
        return this;
    }

    @Override
    public ByteBuf setBytes(int index, ByteBuffer source) {
        nioBuffer(index, source.remaining()).put(source);
        return this;
    }

    @Override
    public int setBytes(int index, InputStream in, int length) throws IOException {
        byte[] read = in.readNBytes(length);
        setBytes(index, read, 0, read.length);
        return read.length == 0 && length > 0 ? -1 : read.length;
    }

    @Override
    public int setBytes(int index, ScatteringByteChannel in, int length) throws IOException {
        return in.read(nioBuffer(index, length));
    }

    @Override
    public int setBytes(int index, FileChannel in, long position, int length)
            throws IOException {
        return in.read(nioBuffer(index, length), position);
    }

    @Override
    protected byte _getByte(int index) {
        return ALL.get(JAVA_BYTE, address + index);
    }

    @Override
    protected short _getShort(int index) {
        return ALL.get(SHORT, address + index);
    }

    @Override
    protected short _getShortLE(int index) {
        return Short.reverseBytes(_getShort(index));
    }

    @Override
    protected int _getUnsignedMedium(int index) {
        return (_getByte(index) & 0xff) << 16 | (_getShort(index + 1) & 0xffff);
    }

    @Override
    protected int _getUnsignedMediumLE(int index) {
        return (_getShortLE(index) & 0xffff) | (_getByte(index + 2) & 0xff) << 16;
    }

    @Override
    protected int _getInt(int index) {
        return ALL.get(INT, address + index);
    }

    @Override
    protected int _getIntLE(int index) {
        return Integer.reverseBytes(_getInt(index));
    }

    @Override
    protected long _getLong(int index) {
        return ALL.get(LONG, address + index);
    }

    @Override
    protected long _getLongLE(int index) {
        return Long.reverseBytes(_getLong(index));
    }

    @Override
    protected void _setByte(int index, int value) {
        ALL.set(JAVA_BYTE, address + index, (byte) value);
    }

    @Override
    protected void _setShort(int index, int value) {
        ALL.set(SHORT, address + index, (short) value);
    }

    @Override
    protected void _setShortLE(int index, int value) {
        _setShort(index, Short.reverseBytes((short) value));
    }

    @Override
    protected void _setMedium(int index, int value) {
        _setByte(index, value >>> 16);
        _setShort(index + 1, value);
    }

    @Override
    protected void _setMediumLE(int index, int value) {
        _setShortLE(index, value);
        _setByte(index + 2, value >>> 16);
    }

    @Override
    protected void _setInt(int index, int value) {
        ALL.set(INT, address + index, value);
    }

    @Override
    protected void _setIntLE(int index, int value) {
        _setInt(index, Integer.reverseBytes(value));
    }

    @Override
    protected void _setLong(int index, long value) {
        ALL.set(LONG, address + index, value);
    }

    @Override
    protected void _setLongLE(int index, long value) {
        _setLong(index, Long.reverseBytes(value));
    }
}
