// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.function.UnaryOperator;

/// The slots under a [ByteStringCounts].
///
/// Open addressing with linear probing over a power of two of slots. A short key lies in the slot
/// itself, so that comparing it is comparing two words:
///
/// ```text
///   byte  0        8        16           20       24       32
///        +--------+--------+------------+--------+--------+
///        |  head  |  tail  | length + 1 |  hash  | count  |
///        +--------+--------+------------+--------+--------+
/// ```
///
/// 1. `length + 1` is 0 exactly in a vacant slot, and at least three eighths of the slots are
/// vacant. 2. Up to 16 bytes: head and tail hold the key, zeros behind it; in memory they are the
/// key. 3. Beyond: head holds its first eight bytes, tail the offset of all of it in the long keys.
/// 4. A slot never becomes vacant again: a count that returns to 0 stays listed.
/// 5. All room is made before anything is written, so a refusal by the allocator changes nothing.
///
/// Rejected: a dense array of entries beside an index of slots (a second cache line for each
/// count); removal with tombstones (nobody counts backwards); no stored hash (a larger table would
/// have to read every long key again).
final class CountTable {
    static final long SLOT_BYTES = 32;

    private static final long TAIL = 8;
    private static final long LENGTH = 16;
    private static final long HASH = 20;
    private static final long COUNT = 24;
    private static final int SLOT_SHIFT = 5;
    private static final long FEWEST_SLOTS = 64;

    private final SegmentAllocator allocator;
    private final GrowingMemory longKeys;
    private MemorySegment slots = MemorySegment.NULL;
    private long slotMask;
    private long roomSize;
    private long size;
    private long longKeyBytes;
    private long keyBytes;

    CountTable(SegmentAllocator allocator) {
        this.allocator = allocator;
        this.longKeys = new GrowingMemory(allocator, 0);
    }

    /// The same slots and keys in another view, read-only.
    CountTable(CountTable other, UnaryOperator<MemorySegment> view) {
        this.allocator = MemoryViews.NOTHING;
        this.longKeys = new GrowingMemory(view.apply(other.longKeys.segment()));
        this.slots = view.apply(other.slots);
        this.slotMask = other.slotMask;
        this.roomSize = other.roomSize;
        this.size = other.size;
        this.longKeyBytes = other.longKeyBytes;
        this.keyBytes = other.keyBytes;
    }

    long size() {
        return size;
    }

    /// {@return how many bytes all keys have together}
    long keyBytes() {
        return keyBytes;
    }

    /// {@return the slots, to be walked in steps of [#SLOT_BYTES] up to its end}
    MemorySegment slots() {
        return slots;
    }

    /// {@return the memory of the long keys, read-only}
    MemorySegment longKeys() {
        return longKeys.view();
    }

    /// {@return the key's length in that slot, or -1 in a vacant one}
    static int length(MemorySegment slots, long slot) {
        return slots.get(FlatForm.INT, slot + LENGTH) - 1;
    }

    static long count(MemorySegment slots, long slot) {
        return slots.get(FlatForm.LONG, slot + COUNT);
    }

    /// {@return where the long key of that slot begins in the long keys}
    static long longKeyOffset(MemorySegment slots, long slot) {
        return slots.get(FlatForm.LONG, slot + TAIL);
    }

    /// {@return the slot of the key, or -1}
    long find(MemorySegment source, long offset, int length) {
        if (size == 0) {
            return -1;
        }
        if (length > ByteHash.SHORT_BYTES) {
            int hash = ByteHash.ofLong(source, offset, length);
            return Math.max(-1, findLong(source, offset, length, hash));
        }
        long head = ByteHash.head(source, offset, length);
        long tail = ByteHash.tail(source, offset, length);
        int hash = ByteHash.ofShort(head, tail, length);
        return Math.max(-1, findShort(head, tail, length, hash));
    }

    long add(MemorySegment source, long offset, int length, long delta) {
        if (length > ByteHash.SHORT_BYTES) {
            return addLong(source, offset, length, delta);
        }
        if (size == roomSize) {
            reserve(1, 0);
        }
        long head = ByteHash.head(source, offset, length);
        long tail = ByteHash.tail(source, offset, length);
        int hash = ByteHash.ofShort(head, tail, length);
        long slot = findShort(head, tail, length, hash);
        if (slot < 0) {
            slot = insert(~slot, head, tail, length, hash);
        }
        return addAt(slot, delta);
    }

    private long addLong(MemorySegment source, long offset, int length, long delta) {
        if (size == roomSize) {
            reserve(1, 0);
        }
        int hash = ByteHash.ofLong(source, offset, length);
        long slot = findLong(source, offset, length, hash);
        if (slot < 0) {
            longKeys.ensure(longKeyBytes, length);
            MemorySegment.copy(source, offset, longKeys.segment(), longKeyBytes, length);
            long head = source.get(FlatForm.LONG, offset);
            slot = insert(~slot, head, longKeyBytes, length, hash);
            longKeyBytes += length;
        }
        return addAt(slot, delta);
    }

    private long addAt(long slot, long delta) {
        long count = slots.get(FlatForm.LONG, slot + COUNT) + delta;
        slots.set(FlatForm.LONG, slot + COUNT, count);
        return count;
    }

    private long insert(long slot, long head, long tail, int length, int hash) {
        slots.set(FlatForm.LONG, slot, head);
        slots.set(FlatForm.LONG, slot + TAIL, tail);
        slots.set(FlatForm.INT, slot + LENGTH, length + 1);
        slots.set(FlatForm.INT, slot + HASH, hash);
        size++;
        keyBytes += length;
        return slot;
    }

    /// {@return the slot of the key, or the complement of the vacant one where it belongs}
    private long findShort(long head, long tail, int length, int hash) {
        MemorySegment memory = slots;
        long slot = firstSlot(hash);
        while (true) {
            int found = memory.get(FlatForm.INT, slot + LENGTH) - 1;
            if (found == length
                    && memory.get(FlatForm.LONG, slot) == head
                    && memory.get(FlatForm.LONG, slot + TAIL) == tail) {
                return slot;
            }
            if (found < 0) {
                return ~slot;
            }
            slot = (slot + SLOT_BYTES) & slotMask;
        }
    }

    private long findLong(MemorySegment source, long offset, int length, int hash) {
        MemorySegment memory = slots;
        long slot = firstSlot(hash);
        while (true) {
            int found = memory.get(FlatForm.INT, slot + LENGTH) - 1;
            if (found == length
                    && memory.get(FlatForm.INT, slot + HASH) == hash
                    && sameLongKey(longKeyOffset(memory, slot), source, offset, length)) {
                return slot;
            }
            if (found < 0) {
                return ~slot;
            }
            slot = (slot + SLOT_BYTES) & slotMask;
        }
    }

    private boolean sameLongKey(long keyOffset, MemorySegment source, long offset, int length) {
        MemorySegment keys = longKeys.segment();
        long last = (long) length - Long.BYTES;
        for (long i = 0; i < last; i += Long.BYTES) {
            if (keys.get(FlatForm.LONG, keyOffset + i) != source.get(FlatForm.LONG, offset + i)) {
                return false;
            }
        }
        return keys.get(FlatForm.LONG, keyOffset + last)
                == source.get(FlatForm.LONG, offset + last);
    }

    private long firstSlot(int hash) {
        return (Integer.toUnsignedLong(hash) << SLOT_SHIFT) & slotMask;
    }

    /// Makes room for more keys, of which the long ones have so many bytes, or throws and changes
    /// nothing.
    void reserve(long moreKeys, long moreLongKeyBytes) {
        longKeys.ensure(longKeyBytes, moreLongKeyBytes);
        long neededSize = Math.addExact(size, moreKeys);
        if (neededSize <= roomSize) {
            return;
        }
        long slotCount = Math.max(FEWEST_SLOTS, (slots.byteSize() >> SLOT_SHIFT) << 1);
        while (room(slotCount) < neededSize) {
            slotCount = Math.multiplyExact(slotCount, 2);
        }
        moveTo(slotCount);
    }

    private static long room(long slotCount) {
        return (slotCount >> 1) + (slotCount >> 3);
    }

    private void moveTo(long slotCount) {
        long byteCount = Math.multiplyExact(slotCount, SLOT_BYTES);
        MemorySegment larger = allocator.allocate(byteCount, Long.BYTES);
        larger.fill((byte) 0);
        long largerMask = byteCount - SLOT_BYTES;
        for (long slot = 0; slot < slots.byteSize(); slot += SLOT_BYTES) {
            if (length(slots, slot) < 0) {
                continue;
            }
            int hash = slots.get(FlatForm.INT, slot + HASH);
            long target = (Integer.toUnsignedLong(hash) << SLOT_SHIFT) & largerMask;
            while (length(larger, target) >= 0) {
                target = (target + SLOT_BYTES) & largerMask;
            }
            MemorySegment.copy(slots, slot, larger, target, SLOT_BYTES);
        }
        slots = larger;
        slotMask = largerMask;
        roomSize = room(slotCount);
    }
}
