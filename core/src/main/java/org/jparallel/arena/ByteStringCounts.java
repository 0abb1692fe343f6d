// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;
import org.jparallel.guard.AnyThread;

/// A map from byte strings to counts, with keys, table and counts all in an allocator's memory.
///
/// ```java
/// ByteStringCounts counts = new ByteStringCounts(Context.current());
/// counts.add(text, wordOffset, wordLength, 1);
/// ```
///
/// **Cost.** Counting a key that is there reads and writes one slot of 32 bytes; so does counting a
/// new one, which is copied once if it has more than 16 bytes. No call to [#add(MemorySegment,
/// long, int, long)] makes a Java object, except when the table is full and moves to memory twice
/// as large. A map that nothing was added to allocates nothing. The order of the entries is none,
/// and differs between runs of the program.
@AnyThread
public final class ByteStringCounts implements ArenaCollection {
    private static final long ENTRY_HEAD_BYTES = 12;

    private final CountTable table;

    /// An empty map.
    ///
    /// @param allocator gives the memory
    public ByteStringCounts(SegmentAllocator allocator) {
        this.table = new CountTable(allocator);
    }

    /// An empty map with room.
    ///
    /// @param allocator gives the memory
    /// @param capacity how many keys fit before the table first moves, at least 0
    public ByteStringCounts(SegmentAllocator allocator, long capacity) {
        this(allocator);
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity negative: capacity=" + capacity);
        }
        table.reserve(capacity, 0);
    }

    /// The same counts in another view, read-only.
    ByteStringCounts(ByteStringCounts other, UnaryOperator<MemorySegment> view) {
        this.table = new CountTable(other.table, view);
    }

    CountTable table() {
        return table;
    }

    /// Rebuilds what [#encodeTo] wrote.
    ///
    /// @param encoded the flat form
    /// @param allocator gives the memory
    /// @return a map of the same keys and counts
    /// @throws IllegalArgumentException if it is no map's flat form
    public static ByteStringCounts decode(MemorySegment encoded, SegmentAllocator allocator) {
        long count = FlatForm.count(encoded, FlatForm.COUNTS, ENTRY_HEAD_BYTES);
        long longKeyBytes = checkedLongKeyBytes(encoded, count);
        ByteStringCounts counts = new ByteStringCounts(allocator);
        counts.table.reserve(count, longKeyBytes);
        long offset = FlatForm.HEAD_BYTES;
        for (long i = 0; i < count; i++) {
            long delta = encoded.get(FlatForm.LONG, offset);
            int length = encoded.get(FlatForm.INT, offset + Long.BYTES);
            counts.table.add(encoded, offset + ENTRY_HEAD_BYTES, length, delta);
            offset += ENTRY_HEAD_BYTES + length;
        }
        return counts;
    }

    private static long checkedLongKeyBytes(MemorySegment encoded, long count) {
        long longKeyBytes = 0;
        long offset = FlatForm.HEAD_BYTES;
        for (long i = 0; i < count; i++) {
            long leftBytes = encoded.byteSize() - offset - ENTRY_HEAD_BYTES;
            long length = leftBytes < 0 ? -1 : encoded.get(FlatForm.INT, offset + Long.BYTES);
            if (length < 0 || length > leftBytes) {
                throw FlatForm.malformed("offset", offset);
            }
            longKeyBytes += length > ByteHash.SHORT_BYTES ? length : 0;
            offset += ENTRY_HEAD_BYTES + length;
        }
        return longKeyBytes;
    }

    /// Adds to the count of a key, which begins at 0.
    ///
    /// @param source where the key lies; it is copied if it is new
    /// @param offset where it begins
    /// @param length how many bytes, at least 0
    /// @param delta added with the wrap-around of longs
    /// @return the new count
    /// @throws IndexOutOfBoundsException if the source does not hold the key; nothing is counted
    /// @throws ArenaExhaustedException if the map is full and cannot grow; it stays as it was
    public long add(MemorySegment source, long offset, int length, long delta) {
        Objects.checkFromIndexSize(offset, length, source.byteSize());
        return table.add(source, offset, length, delta);
    }

    /// Adds to the count of a key, which begins at 0.
    ///
    /// @param key copied if it is new
    /// @param delta added with the wrap-around of longs
    /// @return the new count
    /// @throws ArithmeticException if the key has more than 2^31 - 1 bytes; nothing is counted
    /// @throws ArenaExhaustedException if the map is full and cannot grow; it stays as it was
    public long add(ByteString key, long delta) {
        return table.add(key.segment(), 0, Math.toIntExact(key.size()), delta);
    }

    /// Adds all counts of another map, which may be this one.
    ///
    /// @param other stays as it is
    /// @throws ArenaExhaustedException if this map cannot grow; it stays as it was
    public void addAll(ByteStringCounts other) {
        reserveFor(other);
        Cursor cursor = other.cursor();
        while (cursor.advance()) {
            table.add(
                    cursor.keySegment(), cursor.keyOffset(), cursor.keyLength(), cursor.count());
        }
    }

    private void reserveFor(ByteStringCounts other) {
        long newKeys = 0;
        long newLongKeyBytes = 0;
        Cursor cursor = other.cursor();
        while (cursor.advance()) {
            int length = cursor.keyLength();
            if (table.find(cursor.keySegment(), cursor.keyOffset(), length) < 0) {
                newKeys++;
                newLongKeyBytes += length > ByteHash.SHORT_BYTES ? length : 0;
            }
        }
        table.reserve(newKeys, newLongKeyBytes);
    }

    /// {@return the count of a key, 0 for one never added}
    /// @param source where the key lies
    /// @param offset where it begins
    /// @param length how many bytes, at least 0
    /// @throws IndexOutOfBoundsException if the source does not hold the key
    public long count(MemorySegment source, long offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.byteSize());
        long slot = table.find(source, offset, length);
        return slot < 0 ? 0 : CountTable.count(table.slots(), slot);
    }

    /// {@return the count of a key, 0 for one never added}
    /// @param key the key
    public long count(ByteString key) {
        return count(key.segment(), 0, Math.toIntExact(key.size()));
    }

    /// {@return how many keys there are, those with a count of 0 included}
    public long size() {
        return table.size();
    }

    /// {@return the sum of all counts}
    public long total() {
        long total = 0;
        Cursor cursor = cursor();
        while (cursor.advance()) {
            total += cursor.count();
        }
        return total;
    }

    /// {@return a cursor before the first entry}
    public Cursor cursor() {
        return new Cursor(table);
    }

    /// Ranks the keys. One walk over the table, and a heap of `limitCount` entries.
    ///
    /// @param limitCount at most so many, at least 0
    /// @return the entries with the highest counts, highest first, smaller keys first among equals;
    ///     with keys in the Java heap, which outlive this map
    public List<ByteStringCount> top(int limitCount) {
        if (limitCount < 0) {
            throw new IllegalArgumentException("limit negative: limitCount=" + limitCount);
        }
        PriorityQueue<ByteStringCount> lowestFirst =
                new PriorityQueue<>(Comparator.reverseOrder());
        Cursor cursor = cursor();
        while (limitCount > 0 && cursor.advance()) {
            ByteStringCount lowest = lowestFirst.peek();
            boolean full = lowestFirst.size() == limitCount;
            if (full && lowest != null && cursor.count() < lowest.count()) {
                continue;
            }
            lowestFirst.add(new ByteStringCount(cursor.key(JavaHeap.ALLOCATOR), cursor.count()));
            if (full) {
                lowestFirst.remove();
            }
        }
        List<ByteStringCount> ranking = new ArrayList<>(lowestFirst);
        ranking.sort(Comparator.naturalOrder());
        return List.copyOf(ranking);
    }

    /// {@return a new `java.util` map of the same counts, with the keys read as UTF-8; where
    /// malformed keys read alike, their counts are added up}
    public Map<String, Long> toMap() {
        Map<String, Long> map = HashMap.newHashMap(Math.toIntExact(size()));
        Cursor cursor = cursor();
        while (cursor.advance()) {
            map.merge(cursor.key(JavaHeap.ALLOCATOR).toString(), cursor.count(), Long::sum);
        }
        return map;
    }

    @Override
    public long encodedBytes() {
        return FlatForm.HEAD_BYTES + size() * ENTRY_HEAD_BYTES + table.keyBytes();
    }

    @Override
    public long encodeTo(MemorySegment target) {
        FlatForm.begin(target, FlatForm.COUNTS, size(), encodedBytes());
        long offset = FlatForm.HEAD_BYTES;
        Cursor cursor = cursor();
        while (cursor.advance()) {
            int length = cursor.keyLength();
            target.set(FlatForm.LONG, offset, cursor.count());
            target.set(FlatForm.INT, offset + Long.BYTES, length);
            offset += ENTRY_HEAD_BYTES;
            MemorySegment.copy(cursor.keySegment(), cursor.keyOffset(), target, offset, length);
            offset += length;
        }
        return offset;
    }

    /// {@return `ByteStringCounts[size=…]`}
    @Override
    public String toString() {
        return "ByteStringCounts[size=" + size() + "]";
    }

    /// Walks the entries of a map, without a Java object for any.
    ///
    /// What is counted meanwhile may or may not be seen; each key is seen at most once. A cursor
    /// shows an entry while [#advance] said true last; else its other calls throw
    /// `IllegalStateException`.
    @AnyThread
    public static final class Cursor {
        private final CountTable table;
        private final MemorySegment slots;
        private long nextSlot;
        private long slot = -1;
        private int keyLength;

        private Cursor(CountTable table) {
            this.table = table;
            this.slots = table.slots().asReadOnly();
        }

        /// {@return whether there is another entry, which the cursor then shows}
        public boolean advance() {
            while (nextSlot < slots.byteSize()) {
                long candidate = nextSlot;
                nextSlot += CountTable.SLOT_BYTES;
                int length = CountTable.length(slots, candidate);
                if (length >= 0) {
                    slot = candidate;
                    keyLength = length;
                    return true;
                }
            }
            slot = -1;
            return false;
        }

        /// {@return the entry's count}
        public long count() {
            return CountTable.count(slots, shown());
        }

        /// {@return the key's length in bytes}
        public int keyLength() {
            shown();
            return keyLength;
        }

        /// {@return read-only memory that holds the key at [#keyOffset], and other things beside
        /// it}
        public MemorySegment keySegment() {
            shown();
            return keyLength <= ByteHash.SHORT_BYTES ? slots : table.longKeys();
        }

        /// {@return where in [#keySegment] the key begins}
        public long keyOffset() {
            return keyLength <= ByteHash.SHORT_BYTES
                    ? shown()
                    : CountTable.longKeyOffset(slots, shown());
        }

        /// {@return a copy of the key}
        /// @param allocator gives its memory
        public ByteString key(SegmentAllocator allocator) {
            return ByteString.copyOf(
                    keySegment().asSlice(keyOffset(), keyLength()), allocator);
        }

        private long shown() {
            if (slot < 0) {
                throw new IllegalStateException("no entry shown: call advance first");
            }
            return slot;
        }
    }
}
