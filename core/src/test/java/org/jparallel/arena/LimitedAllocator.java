// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// A context's arena as a collection sees it: it refuses beyond a limit. And its memory is dirty,
/// which an allocator's may be.
final class LimitedAllocator implements SegmentAllocator {
    private final Arena arena;
    private final long limitBytes;
    private long usedBytes;

    LimitedAllocator(Arena arena, long limitBytes) {
        this.arena = arena;
        this.limitBytes = limitBytes;
    }

    @Override
    public MemorySegment allocate(long byteCount, long byteAlignment) {
        if (usedBytes + byteCount > limitBytes) {
            throw new ArenaExhaustedException("context", byteCount, usedBytes, limitBytes);
        }
        usedBytes += byteCount;
        return arena.allocate(byteCount, byteAlignment).fill((byte) 0xAA);
    }
}
