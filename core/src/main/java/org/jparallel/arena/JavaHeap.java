// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// The Java heap as an allocator: memory that belongs to no thread and lives while it is reachable.
final class JavaHeap {
    static final SegmentAllocator ALLOCATOR = JavaHeap::allocate;

    private JavaHeap() {}

    private static MemorySegment allocate(long byteCount, long byteAlignment) {
        if (byteAlignment > Long.BYTES) {
            throw new IllegalArgumentException(
                    "alignment too large for the Java heap: byteAlignment=" + byteAlignment);
        }
        long longCount = (byteCount + Long.BYTES - 1) / Long.BYTES;
        if (longCount > Integer.MAX_VALUE - 8) {
            throw new OutOfMemoryError("too large for a Java array: byteCount=" + byteCount);
        }
        return MemorySegment.ofArray(new long[(int) longCount]).asSlice(0, byteCount);
    }
}
