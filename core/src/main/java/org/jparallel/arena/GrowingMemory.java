// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// One run of memory that moves to a larger one when it is full.
///
/// Doubling makes the copies amount to less than two per byte in all, and the memory left behind to
/// less than the memory held.
final class GrowingMemory {
    private static final long SMALLEST_BYTES = 64;

    private final SegmentAllocator allocator;
    private MemorySegment segment;
    private MemorySegment view;

    GrowingMemory(SegmentAllocator allocator, long capacityBytes) {
        if (capacityBytes < 0) {
            throw new IllegalArgumentException(
                    "capacity negative: capacityBytes=" + capacityBytes);
        }
        this.allocator = allocator;
        this.segment =
                capacityBytes == 0
                        ? MemorySegment.NULL
                        : allocator.allocate(capacityBytes, Long.BYTES);
        this.view = segment.asReadOnly();
    }

    /// The same bytes in another view, which does not grow.
    GrowingMemory(MemorySegment segment) {
        this.allocator = MemoryViews.NOTHING;
        this.segment = segment;
        this.view = segment;
    }

    MemorySegment segment() {
        return segment;
    }

    /// {@return the same memory, read-only}
    MemorySegment view() {
        return view;
    }

    /// Makes room for more bytes behind those used, or throws and changes nothing.
    void ensure(long usedBytes, long moreBytes) {
        if (moreBytes > segment.byteSize() - usedBytes) {
            grow(usedBytes, moreBytes);
        }
    }

    private void grow(long usedBytes, long moreBytes) {
        long neededBytes = Math.addExact(usedBytes, moreBytes);
        long capacityBytes =
                Math.max(SMALLEST_BYTES, Math.max(neededBytes, segment.byteSize() * 2));
        MemorySegment larger = allocator.allocate(capacityBytes, Long.BYTES);
        MemorySegment.copy(segment, 0, larger, 0, usedBytes);
        view = larger.asReadOnly();
        segment = larger;
    }
}
