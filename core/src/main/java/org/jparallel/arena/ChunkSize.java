// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

/// The sizes in which slabs are carved, smallest first. Each step is the growth of a context.
enum ChunkSize {
    PAGE(ChunkPool.PAGE_BYTES),
    MEDIUM(ChunkPool.MEDIUM_BYTES),
    LARGE(ChunkPool.LARGE_BYTES);

    private final long byteCount;

    ChunkSize(long byteCount) {
        this.byteCount = byteCount;
    }

    /// {@return the bytes of a chunk of this size}
    long byteCount() {
        return byteCount;
    }

    /// {@return the next larger size, or the largest}
    ChunkSize larger() {
        return this == PAGE ? MEDIUM : LARGE;
    }

    /// {@return the next smaller size, or the smallest}
    ChunkSize smaller() {
        return this == LARGE ? MEDIUM : PAGE;
    }

    /// {@return the smallest size that holds the bytes, or the largest if none does}
    static ChunkSize holding(long byteCount) {
        if (byteCount <= PAGE.byteCount) {
            return PAGE;
        }
        return byteCount <= MEDIUM.byteCount ? MEDIUM : LARGE;
    }
}
