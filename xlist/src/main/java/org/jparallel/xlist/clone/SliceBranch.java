// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.RegionSlice;

/// A slice of a region: offset, and size if it is fixed, plus one; the region is its part.
final class SliceBranch implements Branch {
    static final SliceBranch SLICE = new SliceBranch();

    private SliceBranch() {}

    @Override
    public int tag() {
        return FrameLayout.REGION_SLICE;
    }

    @Override
    public boolean isBuilt() {
        return true;
    }

    @Override
    public void writeHead(Object value, FrameOutput output) {
        RegionSlice slice = (RegionSlice) value;
        ReferenceLeaves.check(slice.region());
        if (!slice.isInBounds()) {
            throw new UncloneablePart("", RegionSlice.class, "it is out of bounds", null);
        }
        output.putCount(slice.offsetBytes());
        output.putCount(slice.isToTheEnd() ? 0 : slice.byteSize() + 1);
    }

    @Override
    public void pushParts(Object value, PartStack parts) {
        parts.push(((RegionSlice) value).region());
    }

    @Override
    public Object open(FrameInput input) {
        return new Extent(input.takeCount(), input.takeCount() - 1);
    }

    @Override
    public Object close(Object opened, Parts parts) {
        parts.requireCount(1);
        Extent extent = (Extent) opened;
        if (!(parts.at(0) instanceof Region region)) {
            throw parts.input().corrupt("slice of something else", extent.offsetBytes);
        }
        try {
            return extent.byteSize < 0
                    ? region.slice(extent.offsetBytes)
                    : region.slice(extent.offsetBytes, extent.byteSize);
        } catch (IndexOutOfBoundsException outside) {
            throw parts.input().corrupt("slice outside of its region", extent.offsetBytes);
        }
    }

    @Override
    public String step(Object value, int partIndex) {
        return ".region()";
    }

    /// Where a slice lies.
    ///
    /// @param offsetBytes where it begins
    /// @param byteSize its size, -1 if it goes to the end
    private record Extent(long offsetBytes, long byteSize) {}
}
