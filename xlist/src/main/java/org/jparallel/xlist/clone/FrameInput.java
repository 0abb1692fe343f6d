// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.jparallel.xlist.clone.FrameMemory.ALL;
import static org.jparallel.xlist.clone.FrameMemory.INTS;
import static org.jparallel.xlist.clone.FrameMemory.LONGS;
import static org.jparallel.xlist.clone.FrameMemory.SHORTS;
import static org.jparallel.xlist.clone.FrameMemory.WINDOW_BYTES;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jparallel.guard.PassedByReference;
import org.jparallel.xlist.heap.Payload;
import org.jspecify.annotations.Nullable;

/// The bytes of a frame while it is read: a window on the Java heap, which moves along the frame.
/// Nothing is taken beyond its end, and no length is believed before the bytes that it speaks of
/// are known to be there.
///
/// ```
/// frame   [ taken | window: position | limit | … off the heap … | byteCount
///                 ^ windowOffset
/// ```
///
/// A frame that is in the window of its writer is read there.
///
/// **Threads.** One.
final class FrameInput {
    private final byte[] ownWindow = new byte[WINDOW_BYTES];

    private byte[] window = ownWindow;
    private long address;
    private long byteCount;
    private long windowOffset;
    private int position;
    private int limit;
    private long partCount;
    private long slotCount;
    private @Nullable Attachments attachments;
    private @Nullable FrameOutput writer;
    private boolean isShared;

    /// Begins a frame off the heap.
    void open(long newAddress, long newByteCount) {
        begin(ownWindow, newByteCount, 0);
        address = newAddress;
    }

    /// Begins a frame that is in an array, and stays there until it is read.
    void open(byte[] array, int from, int newByteCount) {
        begin(array, newByteCount, from + newByteCount);
        windowOffset = -from;
        position = from;
    }

    private void begin(byte[] newWindow, long newByteCount, int newLimit) {
        if (window != newWindow) {
            window = newWindow;
        }
        byteCount = newByteCount;
        windowOffset = 0;
        position = 0;
        limit = newLimit;
        partCount = 0;
        slotCount = 0;
        isShared = false;
    }

    /// Sets what the frame carries by reference; absent if nothing.
    void attachments(@Nullable Attachments carried) {
        attachments = carried;
    }

    /// Says who has passed values as they are.
    void shared(FrameOutput from) {
        if (writer != from) {
            writer = from;
        }
        isShared = true;
    }

    /// {@return whether values were passed as they are}
    boolean isShared() {
        return isShared;
    }

    /// {@return the least bytes of a string}
    int leastStringBytes() {
        return isShared ? 0 : Byte.BYTES;
    }

    /// {@return how many bytes are left}
    long remaining() {
        return byteCount - offset();
    }

    /// {@return how many bytes were taken}
    long offset() {
        return windowOffset + position;
    }

    byte takeByte() {
        require(Byte.BYTES);
        return window[position++];
    }

    /// {@return the next byte, not negative}
    int takeTag() {
        return takeByte() & 0xff;
    }

    short takeShort() {
        require(Short.BYTES);
        short value = (short) SHORTS.get(window, position);
        position += Short.BYTES;
        return value;
    }

    int takeInt() {
        require(Integer.BYTES);
        int value = (int) INTS.get(window, position);
        position += Integer.BYTES;
        return value;
    }

    long takeLong() {
        require(Long.BYTES);
        long value = (long) LONGS.get(window, position);
        position += Long.BYTES;
        return value;
    }

    /// {@return a number put by [FrameOutput#putCount]}
    long takeCount() {
        byte first = takeByte();
        if (first >= 0) {
            return first;
        }
        long count = takeLargeCount(first);
        if (count < 0) {
            throw corrupt("negative count", count);
        }
        return count;
    }

    /// {@return a number put by [FrameOutput#putSigned]}
    long takeSigned() {
        byte first = takeByte();
        long folded = first >= 0 ? first : takeLargeCount(first);
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
        if (partCount > byteCount) {
            throw corrupt("more parts than bytes", partCount);
        }
        return count;
    }

    /// {@return a length of an array of objects, each at least a byte; all of them must fit}
    int takeSlotCount() {
        int count = takeCountOf(1);
        slotCount += count;
        if (slotCount > byteCount) {
            throw corrupt("longer arrays than bytes", slotCount);
        }
        return count;
    }

    /// Fills a primitive array.
    ///
    /// @param layout unaligned layout of its elements
    void takeArray(Object array, ValueLayout layout, int count) {
        long arrayBytes = count * layout.byteSize();
        MemorySegment.copy(takeSpace(arrayBytes), layout, 0, array, 0, count);
    }

    /// Fills a segment.
    void takeSegment(MemorySegment target) {
        long targetBytes = target.byteSize();
        MemorySegment.copy(takeSpace(targetBytes), 0, target, 0, targetBytes);
    }

    /// {@return the next bytes where they are, until something else is taken}
    MemorySegment takeSpace(long spaceBytes) {
        if (spaceBytes <= limit - position) {
            MemorySegment space = MemorySegment.ofArray(window).asSlice(position, spaceBytes);
            position += (int) spaceBytes;
            return space;
        }
        if (spaceBytes > remaining()) {
            throw tooShort(spaceBytes);
        }
        MemorySegment space = ALL.asSlice(address + offset(), spaceBytes);
        windowOffset = offset() + spaceBytes;
        position = 0;
        limit = 0;
        return space;
    }

    /// {@return a string put by [FrameOutput#putString]}
    String takeString() {
        if (isShared) {
            return takeShared(String.class);
        }
        long header = takeCount();
        boolean isWide = (header & 1) != 0;
        int length = checkCount(header >>> 1, isWide ? Character.BYTES : Byte.BYTES);
        if (length == 0) {
            return "";
        }
        return isWide ? takeWide(length) : takeLatin(length);
    }

    /// {@return the next value that was passed as it is}
    <T> T takeShared(Class<T> type) {
        Object value = isShared && writer != null ? writer.shared().take() : null;
        if (!type.isInstance(value)) {
            throw corrupt("value that was not passed", 0);
        }
        return type.cast(value);
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

    /// Says what was made of a payload.
    ///
    /// @param index what [#payload] was asked for
    /// @param made can be withdrawn, should the rest of the frame fail
    void withdrawable(int index, Made made) {
        if (attachments != null) {
            attachments.use(index, made);
        }
    }

    /// {@return what to throw when these bytes cannot come from a writer}
    CorruptFrameException corrupt(String what, long value) {
        return new CorruptFrameException(what, value, offset(), byteCount);
    }

    @SuppressWarnings("deprecation") // takes low bytes with no charset: right for Latin-1
    private String takeLatin(int length) {
        if (length > limit - position) {
            if (length > WINDOW_BYTES) {
                return takeLongLatin(length);
            }
            require(length);
        }
        String value = new String(window, 0, position, length);
        position += length;
        return value;
    }

    @SuppressWarnings("deprecation") // takes low bytes with no charset: right for Latin-1
    private String takeLongLatin(int length) {
        byte[] bytes = new byte[length];
        takeArray(bytes, FrameMemory.BYTE, length);
        return new String(bytes, 0);
    }

    private String takeWide(int length) {
        char[] characters = new char[length];
        takeArray(characters, FrameMemory.CHAR, length);
        return new String(characters);
    }

    /// {@return the count, if what it counts can be in the bytes that are left}
    int checkCount(long count, long leastBytes) {
        if (count > Integer.MAX_VALUE || count * leastBytes > remaining()) {
            throw corrupt("count beyond the end", count);
        }
        return (int) count;
    }

    private long takeLargeCount(byte first) {
        long value = first & 0x7fL;
        for (int shift = 7; shift < Long.SIZE; shift += 7) {
            byte next = takeByte();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw corrupt("number without an end", value);
    }

    private void require(int wantedBytes) {
        if (limit - position < wantedBytes) {
            fill(wantedBytes);
        }
    }

    /// Moves the window to what was not taken yet.
    private void fill(int wantedBytes) {
        long left = remaining();
        if (left < wantedBytes) {
            throw tooShort(wantedBytes);
        }
        assert window == ownWindow : "a frame that is in a window has nothing behind it";
        windowOffset = offset();
        position = 0;
        limit = (int) Math.min(left, WINDOW_BYTES);
        MemorySegment.copy(ALL, FrameMemory.BYTE, address + windowOffset, window, 0, limit);
    }

    private CorruptFrameException tooShort(long wantedBytes) {
        return corrupt("frame ends too early", wantedBytes);
    }
}
