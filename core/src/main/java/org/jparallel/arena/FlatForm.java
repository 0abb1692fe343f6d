// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Reads and writes the head of the flat form drawn at [ArenaCollection].
final class FlatForm {
    static final int BYTE_STRING = 1;
    static final int BYTE_BUILDER = 2;
    static final int LONG_LIST = 3;
    static final int COUNTS = 4;

    /// Where the contents begin.
    static final long HEAD_BYTES = 16;

    static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private FlatForm() {}

    static void begin(MemorySegment target, int kind, long count, long encodedBytes) {
        if (target.byteSize() < encodedBytes) {
            throw new IllegalArgumentException(
                    "target too small: targetBytes="
                            + target.byteSize()
                            + " encodedBytes="
                            + encodedBytes);
        }
        target.set(LONG, 0, kind);
        target.set(LONG, 8, count);
    }

    static long kind(MemorySegment encoded) {
        if (encoded.byteSize() < HEAD_BYTES) {
            throw malformed("byteCount", encoded.byteSize());
        }
        return encoded.get(LONG, 0);
    }

    /// {@return the count of elements, which are there if each has at least so many bytes}
    static long count(MemorySegment encoded, int expectedKind, long elementBytes) {
        long kind = kind(encoded);
        if (kind != expectedKind) {
            throw malformed("kind", kind);
        }
        long count = encoded.get(LONG, 8);
        if (count < 0 || count > (encoded.byteSize() - HEAD_BYTES) / elementBytes) {
            throw malformed("count", count);
        }
        return count;
    }

    static IllegalArgumentException malformed(String name, long value) {
        return new IllegalArgumentException("malformed flat form: " + name + "=" + value);
    }
}
