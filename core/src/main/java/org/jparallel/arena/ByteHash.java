// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ThreadLocalRandom;

/// Hashes runs of bytes, eight at a time, by the folded 128-bit product of wyhash (Wang Yi, 2019).
///
/// The seed is drawn once per process: whoever chooses the words cannot choose them to collide.
final class ByteHash {
    /// Up to here a run is its two words, [#head] and [#tail].
    static final int SHORT_BYTES = 16;

    private static final long SEED = ThreadLocalRandom.current().nextLong();
    private static final long SECOND = ThreadLocalRandom.current().nextLong() | 1;

    private ByteHash() {}

    /// {@return the first eight bytes, zeros behind a shorter run}
    static long head(MemorySegment source, long offset, long length) {
        if (length >= Long.BYTES) {
            return source.get(FlatForm.LONG, offset);
        }
        if (offset + Long.BYTES <= source.byteSize()) {
            return source.get(FlatForm.LONG, offset) & ~(-1L << (length << 3));
        }
        return headByByte(source, offset, length);
    }

    private static long headByByte(MemorySegment source, long offset, long length) {
        long head = 0;
        for (long i = 0; i < length; i++) {
            long value = source.get(ValueLayout.JAVA_BYTE, offset + i) & 0xff;
            head |= value << (i << 3);
        }
        return head;
    }

    /// {@return the bytes from the ninth on of a run of at most sixteen, zeros behind}
    static long tail(MemorySegment source, long offset, long length) {
        if (length <= Long.BYTES) {
            return 0;
        }
        long last = source.get(FlatForm.LONG, offset + length - Long.BYTES);
        return last >>> ((SHORT_BYTES - length) << 3);
    }

    static int ofShort(long head, long tail, long length) {
        return fold(mix(head ^ SEED, tail ^ SECOND) ^ length, SECOND);
    }

    /// Hashes a run of more than sixteen bytes; the last word overlaps the one before.
    static int ofLong(MemorySegment source, long offset, long length) {
        long hash = SEED;
        long end = offset + length - Long.BYTES;
        for (long i = offset; i < end; i += Long.BYTES) {
            hash = mix(hash ^ source.get(FlatForm.LONG, i), SECOND);
        }
        hash = mix(hash ^ source.get(FlatForm.LONG, end), SECOND);
        return fold(hash ^ length, SECOND);
    }

    static int of(MemorySegment bytes) {
        long length = bytes.byteSize();
        return length <= SHORT_BYTES
                ? ofShort(head(bytes, 0, length), tail(bytes, 0, length), length)
                : ofLong(bytes, 0, length);
    }

    private static long mix(long left, long right) {
        return Math.multiplyHigh(left, right) ^ (left * right);
    }

    private static int fold(long left, long right) {
        long product = mix(left, right);
        return (int) (product ^ (product >>> 32));
    }
}
