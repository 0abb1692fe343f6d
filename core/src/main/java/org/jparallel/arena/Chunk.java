// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;

/// A run of off-heap memory lent by the [ChunkPool], all zero when it is handed out.
///
/// **Memory.** Whoever acquired it owns it until it gives it back with [ChunkPool#release], by then
/// zero again up to `usedBytes`.
///
/// @param segment the memory, of global scope, 4,096-byte aligned
/// @param budget what it was charged to
public record Chunk(MemorySegment segment, MemoryBudget budget) {
    /// {@return the size in bytes}
    public long byteCount() {
        return segment.byteSize();
    }

    /// {@return the address of the first byte}
    public long address() {
        return segment.address();
    }
}
