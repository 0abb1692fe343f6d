// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import org.jparallel.xlist.type.CloneSink;
import org.jparallel.xlist.type.SharedPayload;
import org.jspecify.annotations.Nullable;

/// Takes what one object is written with: bytes into the scratch memory of the thread's writer,
/// everything else onto its stack.
///
/// The bytes are the first part of the object, and so are in the frame before anybody else needs
/// the scratch memory.
///
/// **Threads.** One.
final class TypeSink implements CloneSink {
    /// The most bytes of one object, besides its values.
    private static final int LIMIT_BYTES = Integer.MAX_VALUE - 8;

    private static final int FIRST_BYTES = 256;

    private final PartStack parts;
    private final int first;

    private byte[] bytes;
    private MemorySegment memory;
    private int position;
    private boolean isClosed;

    TypeSink(PartStack parts) {
        this.parts = parts;
        first = parts.size();
        bytes = parts.scratch();
        memory = MemorySegment.ofArray(bytes);
        parts.push(null);
    }

    /// Ends the object.
    void close() {
        isClosed = true;
        parts.replace(first, new TypeBytes(memory.asSlice(0, position)));
        parts.scratch(bytes);
    }

    @Override
    public void putBoolean(boolean value) {
        putByte((byte) (value ? 1 : 0));
    }

    @Override
    public void putByte(byte value) {
        long offset = next(Byte.BYTES);
        memory.set(FrameMemory.BYTE, offset, value);
    }

    @Override
    public void putShort(short value) {
        long offset = next(Short.BYTES);
        memory.set(FrameMemory.SHORT, offset, value);
    }

    @Override
    public void putChar(char value) {
        putShort((short) value);
    }

    @Override
    public void putInt(int value) {
        long offset = next(Integer.BYTES);
        memory.set(FrameMemory.INT, offset, value);
    }

    @Override
    public void putLong(long value) {
        long offset = next(Long.BYTES);
        memory.set(FrameMemory.LONG, offset, value);
    }

    @Override
    public void putFloat(float value) {
        putInt(Float.floatToRawIntBits(value));
    }

    @Override
    public void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    @Override
    public void putBytes(byte[] value) {
        putMemory(MemorySegment.ofArray(value));
    }

    @Override
    public void putMemory(MemorySegment value) {
        putLong(value.byteSize());
        long offset = next(value.byteSize());
        MemorySegment.copy(value, 0, memory, offset, value.byteSize());
    }

    @Override
    public void putString(String text) {
        push(Objects.requireNonNull(text, "text"));
    }

    @Override
    public void putValue(@Nullable Object value) {
        push(value);
    }

    @Override
    public void share(SharedPayload payload) {
        push(new TypePayload(Objects.requireNonNull(payload, "payload")));
    }

    private void push(@Nullable Object part) {
        requireOpen();
        parts.push(part);
    }

    /// {@return where so many bytes go; the memory may be another one now}
    private long next(long byteCount) {
        requireOpen();
        if (byteCount > LIMIT_BYTES - position) {
            throw new IllegalArgumentException(
                    "too many bytes of one object: usedBytes="
                            + position
                            + " byteCount="
                            + byteCount
                            + " limitBytes="
                            + LIMIT_BYTES);
        }
        int offset = position;
        int end = offset + (int) byteCount;
        if (end > bytes.length) {
            grow(end);
        }
        position = end;
        return offset;
    }

    private void grow(int wantedBytes) {
        parts.requireBytes(wantedBytes);
        int doubled = (int) Math.min(2L * bytes.length, LIMIT_BYTES);
        bytes = Arrays.copyOf(bytes, Math.max(FIRST_BYTES, Math.max(wantedBytes, doubled)));
        memory = MemorySegment.ofArray(bytes);
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("sink used after its write has returned");
        }
    }
}
