// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.List;
import org.jparallel.xlist.region.DoubleView;
import org.jparallel.xlist.region.IntView;
import org.jparallel.xlist.region.LongView;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.RegionSlice;
import org.jparallel.xlist.region.RegionView;
import org.jparallel.xlist.region.Viewable;

/// A slice or a view of a region: offset, and size if it is fixed, plus one; the region is its
/// part.
final class SliceBranch implements Branch {
    static final List<SliceBranch> ALL =
            List.of(
                    new SliceBranch(
                            FrameLayout.REGION_SLICE, RegionSlice.class, SliceBranch::slice),
                    new SliceBranch(
                            FrameLayout.INT_VIEW,
                            IntView.class,
                            (region, extent) ->
                                    extent.isToTheEnd()
                                            ? region.ints(extent.offsetBytes)
                                            : region.ints(extent.offsetBytes, extent.size)),
                    new SliceBranch(
                            FrameLayout.LONG_VIEW,
                            LongView.class,
                            (region, extent) ->
                                    extent.isToTheEnd()
                                            ? region.longs(extent.offsetBytes)
                                            : region.longs(extent.offsetBytes, extent.size)),
                    new SliceBranch(
                            FrameLayout.DOUBLE_VIEW,
                            DoubleView.class,
                            (region, extent) ->
                                    extent.isToTheEnd()
                                            ? region.doubles(extent.offsetBytes)
                                            : region.doubles(extent.offsetBytes, extent.size)));

    private final int tag;
    private final Class<?> type;
    private final Maker maker;

    private SliceBranch(int tag, Class<?> type, Maker maker) {
        this.tag = tag;
        this.type = type;
        this.maker = maker;
    }

    Class<?> type() {
        return type;
    }

    @Override
    public int tag() {
        return tag;
    }

    @Override
    public boolean isBuilt() {
        return true;
    }

    @Override
    public void writeHead(Object value, FrameOutput output) {
        ReferenceLeaves.check(region(value));
        Extent extent = extent(value);
        output.putCount(extent.offsetBytes);
        output.putCount(extent.size + 1);
    }

    @Override
    public void pushParts(Object value, PartStack parts) {
        parts.push(region(value));
    }

    @Override
    public Object open(FrameInput input) {
        return new Extent(input.takeCount(), input.takeCount() - 1);
    }

    @Override
    public Object close(Object opened, Parts parts) {
        parts.requireCount(1);
        Extent extent = (Extent) opened;
        if (!(parts.at(0) instanceof Viewable region)) {
            throw parts.input().corrupt("slice of something else", extent.offsetBytes);
        }
        try {
            return maker.make(region, extent);
        } catch (IndexOutOfBoundsException | IllegalArgumentException outside) {
            throw parts.input().corrupt("slice outside of its region", extent.offsetBytes);
        }
    }

    @Override
    public String step(Object value, int partIndex) {
        return ".region()";
    }

    private static Viewable region(Object value) {
        return value instanceof RegionSlice slice ? slice.region() : ((RegionView) value).region();
    }

    private static Extent extent(Object value) {
        if (value instanceof RegionSlice slice) {
            requireInBounds(slice.isInBounds(), value);
            return new Extent(
                    slice.offsetBytes(), slice.isToTheEnd() ? Extent.TO_THE_END : slice.byteSize());
        }
        RegionView view = (RegionView) value;
        requireInBounds(view.isInBounds(), value);
        return new Extent(view.offsetBytes(), view.isToTheEnd() ? Extent.TO_THE_END : view.size());
    }

    private static void requireInBounds(boolean isInBounds, Object value) {
        if (!isInBounds) {
            throw new UncloneablePart("", value.getClass(), "it is out of bounds", null);
        }
    }

    private static RegionSlice slice(Viewable region, Extent extent) {
        if (!(region instanceof Region whole)) {
            throw new IllegalArgumentException("a shared region has no slices");
        }
        return extent.isToTheEnd()
                ? whole.slice(extent.offsetBytes)
                : whole.slice(extent.offsetBytes, extent.size);
    }

    /// Makes a slice or a view.
    @FunctionalInterface
    private interface Maker {
        Object make(Viewable region, Extent extent);
    }

    /// Where it lies.
    ///
    /// @param offsetBytes where it begins
    /// @param size bytes of a slice, numbers of a view; -1 if it goes to the end
    private record Extent(long offsetBytes, long size) {
        private static final long TO_THE_END = -1;

        boolean isToTheEnd() {
            return size < 0;
        }
    }
}
