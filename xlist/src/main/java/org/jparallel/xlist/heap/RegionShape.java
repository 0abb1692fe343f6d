// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import org.jparallel.guard.AnyThread;

/// What does not change about a region.
///
/// @param capacityBytes how large it can become, 0 to 2^40
/// @param alignmentBytes what its address is a multiple of: a power of two, up to 2^21
/// @param isResizable whether its size can be changed
@AnyThread
public record RegionShape(long capacityBytes, long alignmentBytes, boolean isResizable) {
    private static final long LARGEST_BYTES = 1L << 40;
    private static final long LARGEST_ALIGNMENT_BYTES = 1L << 21;

    /// Checks the shape.
    ///
    /// @throws IllegalArgumentException if something is out of its range
    public RegionShape {
        if (capacityBytes < 0 || capacityBytes > LARGEST_BYTES) {
            throw new IllegalArgumentException(
                    "size out of range: byteSize="
                            + capacityBytes
                            + " minimum=0 maximum="
                            + LARGEST_BYTES);
        }
        if (Long.bitCount(alignmentBytes) != 1
                || alignmentBytes < 0
                || alignmentBytes > LARGEST_ALIGNMENT_BYTES) {
            throw new IllegalArgumentException(
                    "alignment not a power of two, or too large: alignmentBytes="
                            + alignmentBytes
                            + " maximum="
                            + LARGEST_ALIGNMENT_BYTES);
        }
    }

    /// Refuses a size beyond the capacity.
    ///
    /// @param byteSize the size
    /// @throws IllegalArgumentException if it is out of range
    public void checkSize(long byteSize) {
        if (byteSize < 0 || byteSize > capacityBytes) {
            throw new IllegalArgumentException(
                    "size out of range: byteSize="
                            + byteSize
                            + " minimum=0 maximum="
                            + capacityBytes);
        }
    }
}
