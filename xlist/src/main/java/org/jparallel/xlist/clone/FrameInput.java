// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.jparallel.xlist.clone.FrameMemory.ALL;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jparallel.guard.PassedByReference;
import org.jparallel.xlist.heap.Payload;
import org.jspecify.annotations.Nullable;

/// The bytes of a frame while it is read. Nothing is taken beyond its end, and no length is
/// believed before the bytes that it speaks of are known to be there.
///
/// **Threads.** One.
final class FrameInput {
    private static final int CHARACTERS_AT_ONCE = 1 << 10;

    private final byte[] latin = new byte[CHARACTERS_AT_ONCE];
    private final char[] wide = new char[CHARACTERS_AT_ONCE];

    private long start;
    private long position;
    private long limit;
    private long partCount;
    private long slotCount;
    private @Nullable Attachments attachments;

    /// Begins a frame.
    void open(long address, long byteCount) {
        start = address;
        position = address;
        limit = address + byteCount;
        partCount = 0;
        slotCount = 0;
    }

    /// Sets what the frame carries by reference; absent if nothing.
    void attachments(@Nullable Attachments carried) {
        attachments = carried;
    }

    /// {@return how many bytes are left}
    long remaining() {
        return limit - position;
    }

    /// {@return how many bytes were taken}
    long offset() {
        return position - start;
    }

    byte takeByte() {
        require(Byte.BYTES);
        byte value = ALL.get(FrameMemory.BYTE, position);
        position += Byte.BYTES;
        return value;
    }

    short takeShort() {
        require(Short.BYTES);
        short value = ALL.get(FrameMemory.SHORT, position);
        position += Short.BYTES;
        return value;
    }

    int takeInt() {
        require(Integer.BYTES);
        int value = ALL.get(FrameMemory.INT, position);
        position += Integer.BYTES;
        return value;
    }

    long takeLong() {
        require(Long.BYTES);
        long value = ALL.get(FrameMemory.LONG, position);
        position += Long.BYTES;
        return value;
    }

    /// {@return a number put by [FrameOutput#putCount]}
    long takeCount() {
        long count = takeUnsigned();
        if (count < 0) {
            throw corrupt("negative count", count);
        }
        return count;
    }

    /// {@return a number put by [FrameOutput#putSigned]}
    long takeSigned() {
        long folded = takeUnsigned();
        return (folded >>> 1) ^ -(folded & 1);
    }

    /// {@return a count of things that take at least so many bytes each, all of which are there}
    int takeCountOf(long leastBytes) {
        return checkCount(takeCount(), leastBytes);
    }

    /// {@return a count of parts, each at least a byte; those of all objects together must fit}
    int takePartCount() {
        int count = takeCountOf(1);
        partCount += count;
        if (partCount > limit - start) {
            throw corrupt("more parts than bytes", partCount);
        }
        return count;
    }

    /// {@return a length of an array of objects, each at least a byte; all of them must fit}
    int takeSlotCount() {
        int count = takeCountOf(1);
        slotCount += count;
        if (slotCount > limit - start) {
            throw corrupt("longer arrays than bytes", slotCount);
        }
        return count;
    }

    /// Fills a primitive array.
    ///
    /// @param layout unaligned layout of its elements
    void takeArray(Object array, ValueLayout layout, int count) {
        long byteCount = count * layout.byteSize();
        require(byteCount);
        MemorySegment.copy(ALL, layout, position, array, 0, count);
        position += byteCount;
    }

    /// Fills a segment.
    void takeSegment(MemorySegment target) {
        long byteCount = target.byteSize();
        require(byteCount);
        MemorySegment.copy(ALL, position, target, 0, byteCount);
        position += byteCount;
    }

    /// {@return the next bytes where they are}
    MemorySegment takeSpace(long byteCount) {
        require(byteCount);
        MemorySegment space = ALL.asSlice(position, byteCount);
        position += byteCount;
        return space;
    }

    /// {@return a string put by [FrameOutput#putString]}
    String takeString() {
        long header = takeCount();
        boolean isWide = (header & 1) != 0;
        int length = checkCount(header >>> 1, isWide ? Character.BYTES : Byte.BYTES);
        if (length == 0) {
            return "";
        }
        return isWide ? takeWide(length) : takeLatin(length);
    }

    /// {@return an object that the frame carries as it is}
    PassedByReference takeHandle() {
        long index = takeCount();
        Attachments carried = attachments;
        if (carried == null || index >= carried.handles().size()) {
            throw corrupt("handle that is not attached", index);
        }
        return carried.handles().get((int) index);
    }

    /// {@return the index of a payload, for [#payload] and [#withdrawable]}
    int takePayloadIndex() {
        return (int) Math.min(takeCount(), Integer.MAX_VALUE);
    }

    /// Passes the frame's hold on a payload to the caller. Should the rest of the frame fail, the
    /// hold is given up, unless [#withdrawable] says otherwise.
    ///
    /// @param index what [#takePayloadIndex] gave
    Payload payload(int index) {
        Attachments carried = attachments;
        Payload payload = carried == null ? null : carried.payload(index);
        if (carried == null || payload == null) {
            throw corrupt("payload that is not attached", index);
        }
        carried.use(index, () -> true);
        return payload;
    }

    /// Says what takes the hold on a payload back, should the rest of the frame fail.
    ///
    /// @param index what [#payload] was asked for
    /// @param withdraw takes it back from what was made of it, and says whether it could
    void withdrawable(int index, BooleanSupplier withdraw) {
        if (attachments != null) {
            attachments.use(index, withdraw);
        }
    }

    /// {@return what to throw when these bytes cannot come from a writer}
    CorruptFrameException corrupt(String what, long value) {
        return new CorruptFrameException(what, value, offset(), limit - start);
    }

    private String takeLatin(int length) {
        byte[] bytes = length <= CHARACTERS_AT_ONCE ? latin : new byte[length];
        takeArray(bytes, FrameMemory.BYTE, length);
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private String takeWide(int length) {
        char[] characters = length <= CHARACTERS_AT_ONCE ? wide : new char[length];
        takeArray(characters, FrameMemory.CHAR, length);
        return new String(characters, 0, length);
    }

    /// {@return the count, if what it counts can be in the bytes that are left}
    int checkCount(long count, long leastBytes) {
        if (count > Integer.MAX_VALUE || count * leastBytes > remaining()) {
            throw corrupt("count beyond the end", count);
        }
        return (int) count;
    }

    private long takeUnsigned() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = takeByte();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw corrupt("number without an end", value);
    }

    private void require(long byteCount) {
        if (limit - position < byteCount) {
            throw corrupt("frame ends too early", byteCount);
        }
    }
}
