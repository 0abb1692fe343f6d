// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// A hash table from runs of bytes to values, looked up in the received buffer without an object.
///
/// Open addressing with linear probing, at most half full. A run of up to sixteen bytes is known by
/// its length, its first eight bytes and its last eight (which overlap when it is shorter than
/// sixteen), so a look-up of `/plaintext` is two loads, one multiplication and two comparisons;
/// longer runs are compared in full as well. The keys are those of whoever builds the table: no
/// client can make them collide, and one that looks for colliding keys walks one cluster.
///
/// **Threads**: built by one, then read by any.
///
/// @param <V> what a run leads to
final class ByteTable<V> {
    /// What [#find] gives when there is no such run.
    static final int ABSENT = -1;

    private static final ValueLayout.OfLong WORD =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int WORDS_BYTES = 2 * Long.BYTES;
    private static final long FIRST_FACTOR = 0x9E3779B97F4A7C15L;
    private static final long SECOND_FACTOR = 0xC2B2AE3D27D4EB4FL;
    private static final int FIRST_SLOT_COUNT = 8;

    private record Entry<V>(long head, long tail, MemorySegment key, V value) {}

    private @Nullable Entry<V>[] slots = newSlots(FIRST_SLOT_COUNT);
    private int size;

    /// Adds a run that is not in the table.
    void add(byte[] key, V value) {
        MemorySegment bytes = MemorySegment.ofArray(key.clone()).asReadOnly();
        assert find(bytes, 0, key.length) == ABSENT;
        if (2 * (size + 1) > slots.length) {
            grow();
        }
        put(
                new Entry<>(
                        head(bytes, 0, key.length), tail(bytes, 0, key.length), bytes, value));
        size++;
    }

    /// Looks a run up.
    ///
    /// @return its slot for [#value], or [#ABSENT]
    int find(MemorySegment bytes, int from, int to) {
        int length = to - from;
        long head = head(bytes, from, length);
        long tail = tail(bytes, from, length);
        int mask = slots.length - 1;
        int slot = hash(head, tail, length) & mask;
        for (Entry<V> entry = slots[slot]; entry != null; entry = slots[slot]) {
            if (entry.head == head
                    && entry.tail == tail
                    && entry.key.byteSize() == length
                    && (length <= WORDS_BYTES || equal(entry.key, bytes, from, to))) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return ABSENT;
    }

    /// {@return the value at a slot that a look-up gave}
    V value(int slot) {
        Entry<V> entry = slots[slot];
        if (entry == null) {
            throw new IllegalArgumentException("empty slot: slot=" + slot);
        }
        return entry.value;
    }

    boolean isEmpty() {
        return size == 0;
    }

    private void grow() {
        @Nullable Entry<V>[] before = slots;
        slots = newSlots(before.length * 2);
        for (Entry<V> entry : before) {
            if (entry != null) {
                put(entry);
            }
        }
    }

    private void put(Entry<V> entry) {
        int mask = slots.length - 1;
        int slot = hash(entry.head, entry.tail, (int) entry.key.byteSize()) & mask;
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = entry;
    }

    private static boolean equal(MemorySegment key, MemorySegment bytes, int from, int to) {
        return MemorySegment.mismatch(key, 0, key.byteSize(), bytes, from, to) < 0;
    }

    private static int hash(long head, long tail, int length) {
        long product = (head ^ (tail * SECOND_FACTOR) ^ length) * FIRST_FACTOR;
        return (int) (product >>> 32) ^ (int) product >>> 15;
    }

    private static long head(MemorySegment bytes, int from, int length) {
        if (length >= Long.BYTES) {
            return bytes.get(WORD, from);
        }
        if (from + (long) Long.BYTES <= bytes.byteSize()) {
            return bytes.get(WORD, from) & ~(-1L << (length << 3));
        }
        long head = 0;
        for (int i = 0; i < length; i++) {
            head |= (bytes.get(ValueLayout.JAVA_BYTE, from + (long) i) & 0xffL) << (i << 3);
        }
        return head;
    }

    private static long tail(MemorySegment bytes, int from, int length) {
        return length <= Long.BYTES
                ? 0
                : bytes.get(WORD, from + (long) length - Long.BYTES);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static <V> @Nullable Entry<V>[] newSlots(int count) {
        return (@Nullable Entry<V>[]) new @Nullable Entry[count];
    }
}
