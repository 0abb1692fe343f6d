// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import java.lang.foreign.MemorySegment;
import org.jparallel.guard.AnyThread;

/// A region of either kind: bytes that can be seen as numbers.
///
/// ```
/// LongView counts = region.longs();
/// counts.getAndAdd(0, 1);
/// ```
///
/// A view sees all of the region, or all behind an offset, whatever its size, or a part of fixed
/// size; the kinds and the parts may overlap. It is a few words on the heap, which refer to the
/// region; making one copies and allocates nothing else.
///
/// **Threads, Memory.** Those of the [Region] or the handle, the [SharedRegion], that it is made
/// of.
@AnyThread
public sealed interface Viewable extends AutoCloseable permits Region, SharedRegion {
    /// {@return all of its bytes, for the thread that it belongs to}
    ///
    /// @throws WrongThreadException if it is another thread's
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    MemorySegment segment();

    /// {@return its size in bytes}
    ///
    /// @throws WrongThreadException if it is another thread's
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    long byteSize();

    /// Ends the life of its segments and of its views.
    ///
    /// @throws WrongThreadException if it is another thread's
    /// @throws IllegalStateException if native code works on a segment of it; nothing has changed
    @Override
    void close();

    /// {@return all of it as ints; bytes at the end that are no whole int are not seen}
    ///
    /// @throws WrongThreadException if it is another thread's
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    default IntView ints() {
        return IntView.of(this, 0, RegionView.TO_THE_END);
    }

    /// {@return all of it behind an offset as ints; bytes at the end that are no whole int are not
    /// seen}
    ///
    /// @param offsetBytes where it begins, a multiple of 4
    /// @throws IndexOutOfBoundsException if it begins beyond the end
    /// @throws IllegalArgumentException if the offset is no multiple of 4
    /// @throws WrongThreadException if it is another thread's
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    default IntView ints(long offsetBytes) {
        return IntView.of(this, offsetBytes, RegionView.TO_THE_END);
    }

    /// {@return a part of it as ints}
    ///
    /// @param offsetBytes where it begins, a multiple of 4
    /// @param size how many ints; they lie in the region
    /// @throws IndexOutOfBoundsException if they do not
    /// @throws IllegalArgumentException if the offset is no multiple of 4
    /// @throws WrongThreadException if it is another thread's
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    default IntView ints(long offsetBytes, long size) {
        return IntView.of(this, offsetBytes, RegionView.fixed(size));
    }

    /// {@return all of it as longs; bytes at the end that are no whole long are not seen}
    ///
    /// @throws WrongThreadException if it is another thread's
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    default LongView longs() {
        return LongView.of(this, 0, RegionView.TO_THE_END);
    }

    /// {@return all of it behind an offset as longs; bytes at the end that are no whole long are
    /// not seen}
    ///
    /// @param offsetBytes where it begins, a multiple of 8
    /// @throws IndexOutOfBoundsException if it begins beyond the end
    /// @throws IllegalArgumentException if the offset is no multiple of 8
    /// @throws WrongThreadException if it is another thread's
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    default LongView longs(long offsetBytes) {
        return LongView.of(this, offsetBytes, RegionView.TO_THE_END);
    }

    /// {@return a part of it as longs}
    ///
    /// @param offsetBytes where it begins, a multiple of 8
    /// @param size how many longs; they lie in the region
    /// @throws IndexOutOfBoundsException if they do not
    /// @throws IllegalArgumentException if the offset is no multiple of 8
    /// @throws WrongThreadException if it is another thread's
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    default LongView longs(long offsetBytes, long size) {
        return LongView.of(this, offsetBytes, RegionView.fixed(size));
    }

    /// {@return all of it as doubles; bytes at the end that are no whole double are not seen}
    ///
    /// @throws WrongThreadException if it is another thread's
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    default DoubleView doubles() {
        return DoubleView.of(this, 0, RegionView.TO_THE_END);
    }

    /// {@return all of it behind an offset as doubles; bytes at the end that are no whole double
    /// are not seen}
    ///
    /// @param offsetBytes where it begins, a multiple of 8
    /// @throws IndexOutOfBoundsException if it begins beyond the end
    /// @throws IllegalArgumentException if the offset is no multiple of 8
    /// @throws WrongThreadException if it is another thread's
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    default DoubleView doubles(long offsetBytes) {
        return DoubleView.of(this, offsetBytes, RegionView.TO_THE_END);
    }

    /// {@return a part of it as doubles}
    ///
    /// @param offsetBytes where it begins, a multiple of 8
    /// @param size how many doubles; they lie in the region
    /// @throws IndexOutOfBoundsException if they do not
    /// @throws IllegalArgumentException if the offset is no multiple of 8
    /// @throws WrongThreadException if it is another thread's
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    default DoubleView doubles(long offsetBytes, long size) {
        return DoubleView.of(this, offsetBytes, RegionView.fixed(size));
    }
}
