// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.jparallel.xlist.clone.FrameMemory.ALL;
import static org.jparallel.xlist.clone.FrameMemory.INTS;
import static org.jparallel.xlist.clone.FrameMemory.LONGS;
import static org.jparallel.xlist.clone.FrameMemory.SHORTS;
import static org.jparallel.xlist.clone.FrameMemory.WINDOW_BYTES;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jparallel.xlist.heap.FrameSource;
import org.jparallel.xlist.heap.ScratchMemory;
import org.jspecify.annotations.Nullable;

/// The bytes of a frame while it is written: a window on the Java heap, which moves along the
/// frame, and off-heap memory, which grows, for what lies before the window.
///
/// ```
/// frame   [ off the heap: spilledBytes | window: position | … limit
/// ```
///
/// Strings, tags and numbers are written into an array of bytes at half the cost of memory off the
/// heap: the JDK copies a string into no other memory. Large arrays go past the window.
///
/// **Memory.** The window stays with the thread, and off the heap what [ScratchMemory] keeps.
///
/// **Threads.** One.
final class FrameOutput implements FrameSource {
    /// The longest string whose length takes one byte.
    private static final int SHORT_LENGTH = 0x7f >> 1;

    private final byte[] window = new byte[WINDOW_BYTES];
    private final MemorySegment windowMemory = MemorySegment.ofArray(window);
    private final LatinProbe latin = new LatinProbe();
    private final ScratchMemory spill = new ScratchMemory();
    private Transfers transfers = Transfers.NONE;
    private @Nullable Attachments attachments;

    /// Whether values that nobody can change are passed as they are.
    private boolean isSharing;

    private final SharedValues shared = new SharedValues();

    /// What was copied beside the frame, and counts towards its limit.
    private long copiedBytes;

    private long limitBytes = Long.MAX_VALUE;
    private long spilledBytes;
    private int position;
    private int limit = WINDOW_BYTES;

    /// {@return where the frame begins; from now on all of it is off the heap}
    long address() {
        spill();
        return spill.address();
    }

    /// {@return how many bytes it has so far}
    @Override
    public long byteCount() {
        return spilledBytes + position;
    }

    @Override
    public void copyTo(long address) {
        if (spilledBytes > 0) {
            MemorySegment.copy(ALL, spill.address(), ALL, address, spilledBytes);
        }
        MemorySegment.copy(window, 0, ALL, FrameMemory.BYTE, address + spilledBytes, position);
    }

    /// {@return whether all of the frame is in the window}
    boolean isInWindow() {
        return spilledBytes == 0;
    }

    /// {@return the window; a frame that is in it begins at its first byte}
    byte[] window() {
        return window;
    }

    /// Begins a frame.
    ///
    /// @param mostBytes how many bytes it may have
    /// @param shares whether values that nobody can change pass as they are
    void open(long mostBytes, boolean shares) {
        reset();
        isSharing = shares;
        limitBytes = mostBytes;
        copiedBytes = 0;
        limit = (int) Math.min(WINDOW_BYTES, mostBytes);
    }

    /// {@return whether values that nobody can change pass as they are}
    boolean isSharing() {
        return isSharing;
    }

    /// {@return those that do}
    SharedValues shared() {
        return shared;
    }

    /// {@return how many do}
    int sharedCount() {
        return shared.count();
    }

    /// Passes a value as it is.
    void putShared(Object value) {
        shared.put(value);
    }

    /// Counts bytes that are copied into memory of their own.
    void countCopy(long byteCount) {
        if (byteCount > limitBytes - byteCount()) {
            throw new LimitReached("limitBytes=" + (limitBytes + copiedBytes));
        }
        limitBytes -= byteCount;
        copiedBytes += byteCount;
        limit = (int) Math.min(limit, limitBytes - spilledBytes);
    }

    /// {@return what the frame carries by reference}
    Attachments attachments() {
        if (attachments == null) {
            attachments = new Attachments(transfers);
        }
        return attachments;
    }

    /// {@return whether it carries something by reference}
    boolean isAttached() {
        return attachments != null;
    }

    /// Names what the frame will carry without a copy.
    void transfer(Transfers moving) {
        transfers = moving;
        if (moving.count() > 0) {
            attachments = new Attachments(moving);
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
        transfers = Transfers.NONE;
        isSharing = false;
        shared.clear();
        spill.clear();
        spilledBytes = 0;
        position = 0;
    }

    /// Forgets what was written behind a place.
    ///
    /// @param newByteCount how many bytes the frame had then
    /// @param newSharedCount how many values passed as they are
    void rewind(long newByteCount, int newSharedCount) {
        shared.truncate(newSharedCount);
        if (newByteCount < spilledBytes) {
            moved(newByteCount);
        } else {
            position = (int) (newByteCount - spilledBytes);
        }
    }

    /// Writes a byte in place of one that was written.
    void patchByte(long offset, int value) {
        if (offset < spilledBytes) {
            ALL.set(FrameMemory.BYTE, spill.address() + offset, (byte) value);
        } else {
            window[(int) (offset - spilledBytes)] = (byte) value;
        }
    }

    void putByte(int value) {
        reserve(Byte.BYTES);
        window[position++] = (byte) value;
    }

    void putShort(short value) {
        reserve(Short.BYTES);
        SHORTS.set(window, position, value);
        position += Short.BYTES;
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(window, position, value);
        position += Integer.BYTES;
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(window, position, value);
        position += Long.BYTES;
    }

    /// Puts a tag and four bytes.
    void putTagged(int tag, int value) {
        reserve(Byte.BYTES + Integer.BYTES);
        window[position] = (byte) tag;
        INTS.set(window, position + Byte.BYTES, value);
        position += Byte.BYTES + Integer.BYTES;
    }

    /// Puts a tag and eight bytes.
    void putTagged(int tag, long value) {
        reserve(Byte.BYTES + Long.BYTES);
        window[position] = (byte) tag;
        LONGS.set(window, position + Byte.BYTES, value);
        position += Byte.BYTES + Long.BYTES;
    }

    /// Puts a number that is mostly small: seven bits a byte, the lowest first.
    void putCount(long count) {
        if ((count & ~0x7fL) == 0 && position < limit) {
            window[position++] = (byte) count;
        } else {
            putLargeCount(count);
        }
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
        if (byteCount <= limit - position) {
            MemorySegment.copy(array, from, windowMemory, layout, position, count);
            position += (int) byteCount;
        } else {
            long address = extend(byteCount);
            MemorySegment.copy(array, from, ALL, layout, address, count);
        }
    }

    /// Puts the bytes of a segment.
    void putSegment(MemorySegment source) {
        long byteCount = source.byteSize();
        if (byteCount <= limit - position) {
            MemorySegment.copy(source, 0, windowMemory, position, byteCount);
            position += (int) byteCount;
        } else {
            long address = extend(byteCount);
            MemorySegment.copy(source, 0, ALL, address, byteCount);
        }
    }

    /// {@return the next bytes, for the caller to write all of them at once}
    MemorySegment putSpace(long byteCount) {
        return ALL.asSlice(extend(byteCount), byteCount);
    }

    /// {@return whether a string is long enough to be looked for when it is met again}
    boolean isKnownAgain(String value) {
        return value.length() >= BasicLeaves.LONG_LENGTH && !isSharing;
    }

    /// Puts a string: its count of characters, doubled, and one if they take two bytes each.
    void putString(String value) {
        int length = value.length();
        if (isSharing) {
            putShared(value);
        } else if (!latin.isLatin(value, length)) {
            putWide(value, length);
        } else if (length <= SHORT_LENGTH && length < limit - position) {
            putShort(value, length);
        } else {
            putCount((long) length << 1);
            putLatin(value, length);
        }
    }

    @SuppressWarnings("deprecation") // copies low bytes with no charset: right for Latin-1 only
    private void putShort(String value, int length) {
        int from = position;
        window[from] = (byte) (length << 1);
        value.getBytes(0, length, window, from + Byte.BYTES);
        position = from + Byte.BYTES + length;
    }

    @SuppressWarnings("deprecation") // copies low bytes with no charset: right for Latin-1 only
    private void putLatin(String value, int length) {
        int from = 0;
        while (from < length) {
            reserve(Byte.BYTES);
            int count = Math.min(length - from, limit - position);
            value.getBytes(from, from + count, window, position);
            position += count;
            from += count;
        }
    }

    private void putWide(String value, int length) {
        putCount((long) length << 1 | 1);
        for (int i = 0; i < length; i++) {
            putShort((short) value.charAt(i));
        }
    }

    private void putLargeCount(long count) {
        long rest = count;
        while ((rest & ~0x7fL) != 0) {
            putByte((int) rest | 0x80);
            rest >>>= 7;
        }
        putByte((int) rest);
    }

    private void reserve(int byteCount) {
        if (limit - position < byteCount) {
            makeRoom(byteCount);
        }
    }

    private void makeRoom(int byteCount) {
        requireLimit(byteCount);
        spill();
    }

    /// Claims bytes off the heap, behind all that was written.
    ///
    /// @return where they begin
    private long extend(long byteCount) {
        requireLimit(byteCount);
        spill();
        long address = spill.extend(spilledBytes, byteCount);
        moved(spilledBytes + byteCount);
        return address;
    }

    /// Moves the window behind all that was written.
    private void spill() {
        if (position == 0) {
            return;
        }
        int byteCount = position;
        long address = spill.extend(spilledBytes, byteCount);
        MemorySegment.copy(window, 0, ALL, FrameMemory.BYTE, address, byteCount);
        moved(spilledBytes + byteCount);
    }

    private void moved(long newSpilledBytes) {
        spilledBytes = newSpilledBytes;
        position = 0;
        limit = (int) Math.min(WINDOW_BYTES, limitBytes - spilledBytes);
    }

    /// Refuses more bytes than the frame may have.
    ///
    /// @param byteCount how many are about to be put
    void requireLimit(long byteCount) {
        if (byteCount > limitBytes - byteCount()) {
            throw new LimitReached("limitBytes=" + (limitBytes + copiedBytes));
        }
    }
}
