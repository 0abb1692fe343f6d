// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import java.lang.foreign.MemorySegment;
import org.jparallel.guard.AnyThread;

/// A part of a region, which follows it: a slice in a message comes out as a slice of what became
/// of its region, at the same place. Two slices of one region are slices of one region again.
///
/// It has a fixed size, or ends where its region ends, whatever its size. A slice of fixed size is
/// *out of bounds* while its region is too small for it, and one that goes to the end while its
/// region ends before its beginning; it cannot be used or cloned then.
///
/// **Threads, Memory.** Those of its [Region].
@AnyThread
public final class RegionSlice {
    static final long TO_THE_END = -1;

    private final Region region;
    private final long offsetBytes;
    private final long fixedByteSize;

    private RegionSlice(Region region, long offsetBytes, long fixedByteSize) {
        this.region = region;
        this.offsetBytes = offsetBytes;
        this.fixedByteSize = fixedByteSize;
    }

    static RegionSlice of(Region region, long offsetBytes, long fixedByteSize) {
        RegionSlice slice = new RegionSlice(region, offsetBytes, fixedByteSize);
        slice.sizeIn(RegionView.sizeOf(region));
        return slice;
    }

    /// {@return the region that it is a part of}
    public Region region() {
        return region;
    }

    /// {@return where it begins in the region}
    public long offsetBytes() {
        return offsetBytes;
    }

    /// {@return whether it ends where its region ends}
    public boolean isToTheEnd() {
        return fixedByteSize == TO_THE_END;
    }

    /// {@return its size in bytes}
    ///
    /// @throws IndexOutOfBoundsException if it is out of bounds
    /// @throws WrongThreadException if another thread owns the region
    /// @throws DetachedException if the region was transferred
    /// @throws IllegalStateException if the region is closed
    public long byteSize() {
        return sizeIn(region.byteSize());
    }

    /// {@return whether it lies in its region now}
    ///
    /// @throws WrongThreadException if another thread owns the region
    /// @throws DetachedException if the region was transferred
    /// @throws IllegalStateException if the region is closed
    public boolean isInBounds() {
        return isWithin(region.byteSize());
    }

    /// {@return its bytes, as long as a segment of the region lives}
    ///
    /// @throws IndexOutOfBoundsException if it is out of bounds
    /// @throws WrongThreadException if another thread owns the region
    /// @throws DetachedException if the region was transferred
    /// @throws IllegalStateException if the region is closed
    public MemorySegment segment() {
        return region.segment().asSlice(offsetBytes, byteSize());
    }

    @Override
    public String toString() {
        return "RegionSlice[offsetBytes="
                + offsetBytes
                + (isToTheEnd() ? "" : " byteSize=" + fixedByteSize)
                + "]";
    }

    private long sizeIn(long regionBytes) {
        if (!isWithin(regionBytes)) {
            throw new IndexOutOfBoundsException(
                    "slice out of bounds: offsetBytes="
                            + offsetBytes
                            + (isToTheEnd() ? "" : " byteSize=" + fixedByteSize)
                            + " regionBytes="
                            + regionBytes);
        }
        return isToTheEnd() ? regionBytes - offsetBytes : fixedByteSize;
    }

    private boolean isWithin(long regionBytes) {
        long leastBytes = isToTheEnd() ? 0 : fixedByteSize;
        return offsetBytes >= 0 && offsetBytes <= regionBytes - leastBytes;
    }
}
