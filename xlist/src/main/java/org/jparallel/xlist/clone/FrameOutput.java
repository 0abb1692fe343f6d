// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.jparallel.xlist.clone.FrameMemory.ALL;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// The bytes of a frame while it is written: off-heap memory that grows.
///
/// **Memory.** Up to [#KEPT_BYTES] stay with the thread and are freed by the collector some time
/// after the thread has died. What is larger is freed by [#reset], at once.
///
/// **Threads.** One.
final class FrameOutput {
    /// The most bytes kept between two frames.
    static final long KEPT_BYTES = 64 << 10;

    private static final long FIRST_BYTES = 1 << 10;
    private static final int CHARACTERS_AT_ONCE = 1 << 10;
    private static final int CHARACTERS_PER_LONG = Long.BYTES / Character.BYTES;

    /// The upper byte of each of four characters.
    private static final long HIGH_BYTES = 0xff00_ff00_ff00_ff00L;

    private final byte[] latin = new byte[CHARACTERS_AT_ONCE];
    private final char[] wide = new char[CHARACTERS_AT_ONCE];
    private final MemorySegment wideBytes = MemorySegment.ofArray(wide);

    private MemorySegment kept = Arena.ofAuto().allocate(FIRST_BYTES);
    private @Nullable Arena largeArena;
    private @Nullable Attachments attachments;

    /// What was copied beside the frame, and counts towards its limit.
    private long copiedBytes;

    private long start = kept.address();
    private long position = start;
    private long limit = start + FIRST_BYTES;
    private long limitBytes = Long.MAX_VALUE;

    /// {@return where the frame begins}
    long address() {
        return start;
    }

    /// {@return how many bytes it has so far}
    long byteCount() {
        return position - start;
    }

    /// Begins a frame.
    ///
    /// @param mostBytes how many bytes it may have
    void open(long mostBytes) {
        reset();
        limitBytes = mostBytes;
        copiedBytes = 0;
        limit = start + Math.min(kept.byteSize(), mostBytes);
    }

    /// Counts bytes that are copied into memory of their own.
    void countCopy(long byteCount) {
        if (byteCount > limitBytes - byteCount()) {
            throw new LimitReached("limitBytes=" + (limitBytes + copiedBytes));
        }
        limitBytes -= byteCount;
        copiedBytes += byteCount;
        limit = Math.min(limit, start + limitBytes);
    }

    /// {@return what the frame carries by reference}
    Attachments attachments() {
        if (attachments == null) {
            attachments = new Attachments(Transfers.NONE);
        }
        return attachments;
    }

    /// {@return whether it carries something by reference}
    boolean isAttached() {
        return attachments != null;
    }

    /// Names what the frame will carry without a copy.
    void transfer(Transfers transfers) {
        if (transfers.count() > 0) {
            attachments = new Attachments(transfers);
        }
    }

    /// {@return what the frame carries by reference, which is the caller's from now on}
    ///
    /// @throws CloneRefusal if something cannot be transferred; nothing was handed over
    Attachments handOver() {
        Attachments carried = attachments();
        carried.transfer();
        attachments = null;
        return carried;
    }

    /// Forgets the frame, frees what is too large to keep, and gives up attachments.
    void reset() {
        if (attachments != null) {
            attachments.release();
            attachments = null;
        }
        if (largeArena != null) {
            largeArena.close();
            largeArena = null;
            start = kept.address();
        }
        position = start;
    }

    void putByte(int value) {
        reserve(Byte.BYTES);
        ALL.set(FrameMemory.BYTE, position, (byte) value);
        position += Byte.BYTES;
    }

    void putShort(short value) {
        reserve(Short.BYTES);
        ALL.set(FrameMemory.SHORT, position, value);
        position += Short.BYTES;
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        ALL.set(FrameMemory.INT, position, value);
        position += Integer.BYTES;
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        ALL.set(FrameMemory.LONG, position, value);
        position += Long.BYTES;
    }

    /// Puts a number that is mostly small: seven bits a byte, the lowest first.
    void putCount(long count) {
        long rest = count;
        while ((rest & ~0x7fL) != 0) {
            putByte((int) rest | 0x80);
            rest >>>= 7;
        }
        putByte((int) rest);
    }

    /// Puts a number that may be negative and is mostly near zero.
    void putSigned(long value) {
        putCount((value << 1) ^ (value >> 63));
    }

    /// Puts elements of a primitive array, in the order of this machine.
    ///
    /// @param layout unaligned layout of its elements
    void putArray(Object array, ValueLayout layout, int from, int count) {
        long byteCount = count * layout.byteSize();
        reserve(byteCount);
        MemorySegment.copy(array, from, ALL, layout, position, count);
        position += byteCount;
    }

    /// Puts the bytes of a segment.
    void putSegment(MemorySegment source) {
        long byteCount = source.byteSize();
        reserve(byteCount);
        MemorySegment.copy(source, 0, ALL, position, byteCount);
        position += byteCount;
    }

    /// {@return the next bytes, for the caller to write all of them at once}
    MemorySegment putSpace(long byteCount) {
        reserve(byteCount);
        MemorySegment space = ALL.asSlice(position, byteCount);
        position += byteCount;
        return space;
    }

    /// Puts a string: its count of characters, doubled, and one if they take two bytes each.
    void putString(String value) {
        int length = value.length();
        if (isLatin(value, length)) {
            putCount((long) length << 1);
            putLatin(value, length);
        } else {
            putCount((long) length << 1 | 1);
            putWide(value, length);
        }
    }

    /// {@return whether every character fits a byte}
    ///
    /// Looks at four characters at a time; asking the string for each costs twice as much.
    private boolean isLatin(String value, int length) {
        for (int from = 0; from < length; from += CHARACTERS_AT_ONCE) {
            int count = Math.min(length - from, CHARACTERS_AT_ONCE);
            value.getChars(from, from + count, wide, 0);
            long bits = 0;
            int index = 0;
            for (; index <= count - CHARACTERS_PER_LONG; index += CHARACTERS_PER_LONG) {
                bits |= wideBytes.get(FrameMemory.LONG, (long) index * Character.BYTES);
            }
            for (; index < count; index++) {
                bits |= wide[index];
            }
            if ((bits & HIGH_BYTES) != 0) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("deprecation") // copies low bytes with no charset: right for Latin-1 only
    private void putLatin(String value, int length) {
        reserve(length);
        for (int from = 0; from < length; from += CHARACTERS_AT_ONCE) {
            int count = Math.min(length - from, CHARACTERS_AT_ONCE);
            value.getBytes(from, from + count, latin, 0);
            putArray(latin, FrameMemory.BYTE, 0, count);
        }
    }

    private void putWide(String value, int length) {
        reserve((long) length * Character.BYTES);
        for (int from = 0; from < length; from += CHARACTERS_AT_ONCE) {
            int count = Math.min(length - from, CHARACTERS_AT_ONCE);
            value.getChars(from, from + count, wide, 0);
            putArray(wide, FrameMemory.CHAR, 0, count);
        }
    }

    private void reserve(long byteCount) {
        if (limit - position < byteCount) {
            grow(byteCount);
        }
    }

    private void grow(long byteCount) {
        long usedBytes = byteCount();
        if (byteCount > limitBytes - usedBytes) {
            throw new LimitReached("limitBytes=" + (limitBytes + copiedBytes));
        }
        long wantedBytes = Math.max(2 * (limit - start), 2 * (usedBytes + byteCount));
        long capacityBytes = Math.min(wantedBytes, limitBytes);
        if (capacityBytes <= KEPT_BYTES) {
            kept = Arena.ofAuto().allocate(capacityBytes);
            MemorySegment.copy(ALL, start, kept, 0, usedBytes);
            moveTo(kept, usedBytes);
        } else {
            growLarge(capacityBytes, usedBytes);
        }
    }

    private void growLarge(long capacityBytes, long usedBytes) {
        Arena arena = Arena.ofConfined();
        try {
            MemorySegment memory = arena.allocate(capacityBytes);
            MemorySegment.copy(ALL, start, memory, 0, usedBytes);
            moveTo(memory, usedBytes);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
        Arena before = largeArena;
        largeArena = arena;
        if (before != null) {
            before.close();
        }
    }

    private void moveTo(MemorySegment memory, long usedBytes) {
        start = memory.address();
        position = start + usedBytes;
        limit = start + Math.min(memory.byteSize(), limitBytes);
    }
}
