// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.foreign.MemorySegment;
import org.jparallel.xlist.type.CloneSource;
import org.jparallel.xlist.type.CloneType;
import org.jparallel.xlist.type.SharedPayload;
import org.jspecify.annotations.Nullable;

/// Gives what one object was written with: bytes where they lie in the frame, everything else from
/// the stack of the reader.
///
/// **Threads.** One.
final class TypeSource implements CloneSource {
    private final CloneType<?> cloneType;
    private final Branch.Parts parts;
    private final MemorySegment memory;

    private long position;
    private int index = 1;
    private boolean isClosed;

    TypeSource(CloneType<?> cloneType, Branch.Parts parts) {
        this.cloneType = cloneType;
        this.parts = parts;
        if (parts.count() == 0 || !(parts.at(0) instanceof TypeBytes bytes)) {
            throw parts.input().corrupt("object of a clone type without bytes", parts.count());
        }
        memory = bytes.memory();
    }

    /// Ends the object.
    void close() {
        isClosed = true;
    }

    /// Refuses that something was not taken.
    void requireEnd() {
        if (position != memory.byteSize() || index != parts.count()) {
            throw failure("clone type reads less than it wrote");
        }
    }

    @Override
    public boolean takeBoolean() {
        return takeByte() != 0;
    }

    @Override
    public byte takeByte() {
        return memory.get(FrameMemory.BYTE, next(Byte.BYTES));
    }

    @Override
    public short takeShort() {
        return memory.get(FrameMemory.SHORT, next(Short.BYTES));
    }

    @Override
    public char takeChar() {
        return (char) takeShort();
    }

    @Override
    public int takeInt() {
        return memory.get(FrameMemory.INT, next(Integer.BYTES));
    }

    @Override
    public long takeLong() {
        return memory.get(FrameMemory.LONG, next(Long.BYTES));
    }

    @Override
    public float takeFloat() {
        return Float.intBitsToFloat(takeInt());
    }

    @Override
    public double takeDouble() {
        return Double.longBitsToDouble(takeLong());
    }

    @Override
    public byte[] takeBytes() {
        return takeSpace(Integer.MAX_VALUE).toArray(FrameMemory.BYTE);
    }

    @Override
    public long takeMemory(MemorySegment target) {
        MemorySegment source = takeSpace(target.byteSize());
        MemorySegment.copy(source, 0, target, 0, source.byteSize());
        return source.byteSize();
    }

    @Override
    public String takeString() {
        if (takeValue() instanceof String text) {
            return text;
        }
        throw failure("clone type reads a text where it wrote none");
    }

    @Override
    public @Nullable Object takeValue() {
        requireOpen();
        if (index == parts.count()) {
            throw failure("clone type reads more than it wrote");
        }
        return parts.at(index++);
    }

    @Override
    public <V> V takeValue(Class<V> type) {
        Object value = takeValue();
        if (!type.isInstance(value)) {
            throw failure(
                    "clone type reads another class than it wrote: wanted="
                            + type.getName()
                            + " value="
                            + (value == null ? "null" : value.getClass().getName()));
        }
        return type.cast(value);
    }

    @Override
    public SharedPayload takeShared() {
        if (takeValue() instanceof TypePayload payload) {
            return payload.shared();
        }
        throw failure("clone type reads a payload where it wrote none");
    }

    private MemorySegment takeSpace(long limitBytes) {
        long before = position;
        long byteCount = takeLong();
        if (byteCount < 0 || byteCount > memory.byteSize() - position) {
            position = before;
            throw failure("clone type reads bytes where it wrote none");
        }
        if (byteCount > limitBytes) {
            position = before;
            throw new IndexOutOfBoundsException(
                    "target too small: byteCount=" + byteCount + " targetBytes=" + limitBytes);
        }
        return memory.asSlice(next(byteCount), byteCount);
    }

    /// {@return where so many bytes are}
    private long next(long byteCount) {
        requireOpen();
        if (byteCount > memory.byteSize() - position) {
            throw failure("clone type reads more than it wrote");
        }
        long offset = position;
        position += byteCount;
        return offset;
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("source used after its read has returned");
        }
    }

    private IllegalStateException failure(String what) {
        return new IllegalStateException(
                what
                        + (what.contains(": ") ? " " : ": ")
                        + "cloneType="
                        + cloneType.getClass().getName()
                        + " type="
                        + cloneType.type().getName()
                        + " leftBytes="
                        + (memory.byteSize() - position)
                        + " leftValues="
                        + (parts.count() - index));
    }
}
