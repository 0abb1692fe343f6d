// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import java.lang.foreign.MemorySegment;
import org.jparallel.guard.AnyThread;

/// Bytes of a region as numbers of one kind, in the byte order of the machine.
///
/// ```
/// region   | ......... | [0] | [1] | [2] | ........... |
///          ^ 0         ^ offsetBytes     ^ offsetBytes + size * bytes of a number
/// ```
///
/// A view has a fixed size, or ends where its region ends, whatever its size. One of fixed size is
/// *out of bounds* while its region is too small for it, and one that goes to the end while its
/// region ends before its beginning; it cannot be used or cloned then. A view
/// in a message comes out as a view of what became of its region, at the same place; two views of
/// one region are views of one region again.
///
/// **Order.** The methods are named by the access modes of a `VarHandle`, and do what it does:
///
/// | Methods | Order |
/// |---|---|
/// | `at`, `set`, `copyFrom`, `copyTo`, `toArray` | plain: threads order them by other means |
/// | `atOpaque`, `setOpaque` | of the one number only |
/// | `atAcquire`, `setRelease` | who acquires what was released sees what was written before |
/// | `atVolatile`, `setVolatile` | all threads see all such accesses in one order |
/// | `compareAnd…`, `getAnd…` | atomic, and volatile |
///
/// Single accesses are never torn. They order threads only over a [SharedRegion]; a [Region] is one
/// thread's.
///
/// **Threads, Memory.** Those of its region. A view dies with it: when the region is detached,
/// closed or another thread's, every access throws as the region does, [DetachedException],
/// `IllegalStateException` or `WrongThreadException`, and has done nothing. After it was made
/// smaller or larger the view goes on.
///
/// **Errors.** `IndexOutOfBoundsException` for an index that is negative or not less than the size,
/// and for every index while the view is out of bounds. Nothing has happened then.
///
/// **Cost.** An access is that to a segment, and a look at the size. What the view knows of the
/// region's size and memory it keeps; it asks the region again when the memory has died, or when an
/// index lies beyond what it knows. That is all it does for a region that grows: its older memory
/// stays good. [#size] asks each time.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `known`, `knownSize` | the region's thread | plain | the same; in vain, any thread | plain |
@AnyThread
public abstract sealed class RegionView permits IntView, LongView, DoubleView {
    static final long TO_THE_END = -1;

    private final Viewable region;
    private final long offsetBytes;
    private final long fixedSize;
    private final int numberBytes;

    // What another thread reads here, however old, it cannot use: the segment is confined, and has
    // bounds of its own.
    private MemorySegment known = MemorySegment.NULL;
    private long knownSize;

    /// @param numberBytes of one number, a power of two
    RegionView(Viewable region, long offsetBytes, long fixedSize, int numberBytes) {
        this.region = region;
        this.offsetBytes = offsetBytes;
        this.fixedSize = fixedSize;
        this.numberBytes = numberBytes;
        if (offsetBytes % numberBytes != 0) {
            throw new IllegalArgumentException(
                    "not aligned: offsetBytes="
                            + offsetBytes
                            + " alignmentBytes="
                            + numberBytes);
        }
        sizeIn(sizeOf(region));
    }

    /// {@return the size of a region in bytes, whoever owns it or nobody: a part that is made of it
    /// is no use of it}
    static long sizeOf(Viewable region) {
        return switch (region) {
            case Region whole -> whole.byteSizeAsItIs();
            case SharedRegion handle -> handle.byteSizeAsItIs();
        };
    }

    /// {@return a size that somebody asks for}
    static long fixed(long size) {
        if (size < 0) {
            throw new IndexOutOfBoundsException("negative size: size=" + size);
        }
        return size;
    }

    /// {@return the region that it is a view of}
    public final Viewable region() {
        return region;
    }

    /// {@return where it begins in the region}
    public final long offsetBytes() {
        return offsetBytes;
    }

    /// {@return whether it ends where its region ends}
    public final boolean isToTheEnd() {
        return fixedSize == TO_THE_END;
    }

    /// {@return how many numbers it has now}
    ///
    /// @throws IndexOutOfBoundsException if it is out of bounds
    /// @throws WrongThreadException if the region is another thread's
    /// @throws DetachedException if the region was transferred
    /// @throws IllegalStateException if the region is closed
    public final long size() {
        return sizeIn(region.byteSize());
    }

    /// {@return whether it lies in its region now}
    ///
    /// @throws WrongThreadException if the region is another thread's
    /// @throws DetachedException if the region was transferred
    /// @throws IllegalStateException if the region is closed
    public final boolean isInBounds() {
        return isWithin(region.byteSize());
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName()
                + "[offsetBytes="
                + offsetBytes
                + (isToTheEnd() ? "" : " size=" + fixedSize)
                + "]";
    }

    /// {@return the memory of the view, in which there is such a number}
    final MemorySegment memoryAt(long index) {
        MemorySegment present = known;
        if (index < 0 || index >= knownSize || !present.scope().isAlive()) {
            present = look();
            if (index < 0 || index >= knownSize) {
                throw new IndexOutOfBoundsException(
                        "index out of the view: index=" + index + " size=" + knownSize);
            }
        }
        return present;
    }

    /// {@return the memory of the view, in which there are so many numbers}
    final MemorySegment memoryAt(long index, int count) {
        MemorySegment present = known;
        if (!isRange(index, count) || !present.scope().isAlive()) {
            present = look();
            if (!isRange(index, count)) {
                throw new IndexOutOfBoundsException(
                        "range out of the view: index="
                                + index
                                + " count="
                                + count
                                + " size="
                                + knownSize);
            }
        }
        return present;
    }

    /// {@return all memory of the view}
    final MemorySegment memory() {
        return look();
    }

    private MemorySegment look() {
        MemorySegment whole = region.segment();
        long size = sizeIn(whole.byteSize());
        MemorySegment present = whole.asSlice(offsetBytes, size * numberBytes);
        known = present;
        knownSize = size;
        return present;
    }

    private boolean isRange(long index, int count) {
        return index >= 0 && count >= 0 && index <= knownSize - count;
    }

    private long sizeIn(long regionBytes) {
        if (!isWithin(regionBytes)) {
            throw new IndexOutOfBoundsException(
                    "view out of bounds: offsetBytes="
                            + offsetBytes
                            + (isToTheEnd() ? "" : " size=" + fixedSize)
                            + " regionBytes="
                            + regionBytes);
        }
        return isToTheEnd() ? (regionBytes - offsetBytes) / numberBytes : fixedSize;
    }

    private boolean isWithin(long regionBytes) {
        long leastSize = isToTheEnd() ? 0 : fixedSize;
        return offsetBytes >= 0
                && offsetBytes <= regionBytes
                && leastSize <= (regionBytes - offsetBytes) / numberBytes;
    }
}
