// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import org.jparallel.guard.AnyThread;

/// Bytes of a region as longs. Order, threads, memory and errors stand in [RegionView].
@AnyThread
public final class LongView extends RegionView {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private LongView(Viewable region, long offsetBytes, long fixedSize) {
        super(region, offsetBytes, fixedSize, Long.BYTES);
    }

    static LongView of(Viewable region, long offsetBytes, long fixedSize) {
        return new LongView(region, offsetBytes, fixedSize);
    }

    // --- one number ------------------------------------------------------------------------------

    /// {@return a number, read in plain mode}
    ///
    /// @param index which, 0 or more and less than the size
    public long at(long index) {
        return (long) LONG.get(memoryAt(index), index * Long.BYTES);
    }

    /// Writes a number in plain mode.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    public void set(long index, long value) {
        LONG.set(memoryAt(index), index * Long.BYTES, value);
    }

    /// {@return a number, read in opaque mode}
    ///
    /// @param index which, 0 or more and less than the size
    public long atOpaque(long index) {
        return (long) LONG.getOpaque(memoryAt(index), index * Long.BYTES);
    }

    /// Writes a number in opaque mode.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    public void setOpaque(long index, long value) {
        LONG.setOpaque(memoryAt(index), index * Long.BYTES, value);
    }

    /// {@return a number, read in acquire mode}
    ///
    /// @param index which, 0 or more and less than the size
    public long atAcquire(long index) {
        return (long) LONG.getAcquire(memoryAt(index), index * Long.BYTES);
    }

    /// Writes a number in release mode.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    public void setRelease(long index, long value) {
        LONG.setRelease(memoryAt(index), index * Long.BYTES, value);
    }

    /// {@return a number, read in volatile mode}
    ///
    /// @param index which, 0 or more and less than the size
    public long atVolatile(long index) {
        return (long) LONG.getVolatile(memoryAt(index), index * Long.BYTES);
    }

    /// Writes a number in volatile mode.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    public void setVolatile(long index, long value) {
        LONG.setVolatile(memoryAt(index), index * Long.BYTES, value);
    }

    // --- atomically ------------------------------------------------------------------------------

    /// Replaces a number if it is as expected.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param expected what it must be, else nothing happens
    /// @param value what it is from then on
    /// @return whether it was as expected
    public boolean compareAndSet(long index, long expected, long value) {
        return LONG.compareAndSet(memoryAt(index), index * Long.BYTES, expected, value);
    }

    /// Replaces a number if it is as expected.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param expected what it must be, else nothing happens
    /// @param value what it is from then on
    /// @return what it was
    public long compareAndExchange(long index, long expected, long value) {
        return (long)
                LONG.compareAndExchange(memoryAt(index), index * Long.BYTES, expected, value);
    }

    /// Replaces a number.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    /// @return what it was
    public long getAndSet(long index, long value) {
        return (long) LONG.getAndSet(memoryAt(index), index * Long.BYTES, value);
    }

    /// Adds to a number; the sum wraps around.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param delta what to add
    /// @return what it was
    public long getAndAdd(long index, long delta) {
        return (long) LONG.getAndAdd(memoryAt(index), index * Long.BYTES, delta);
    }

    /// Sets bits of a number.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param mask the bits to set
    /// @return what it was
    public long getAndBitwiseOr(long index, long mask) {
        return (long) LONG.getAndBitwiseOr(memoryAt(index), index * Long.BYTES, mask);
    }

    /// Clears bits of a number.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param mask the bits to keep
    /// @return what it was
    public long getAndBitwiseAnd(long index, long mask) {
        return (long) LONG.getAndBitwiseAnd(memoryAt(index), index * Long.BYTES, mask);
    }

    /// Flips bits of a number.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param mask the bits to flip
    /// @return what it was
    public long getAndBitwiseXor(long index, long mask) {
        return (long) LONG.getAndBitwiseXor(memoryAt(index), index * Long.BYTES, mask);
    }

    // --- many ------------------------------------------------------------------------------------

    /// Writes numbers one after the other in plain mode.
    ///
    /// @param array where they are
    /// @param arrayIndex where they begin in the array
    /// @param index where the first goes
    /// @param count how many, 0 or more
    /// @throws IndexOutOfBoundsException if the array or the view has fewer; nothing has changed
    public void copyFrom(long[] array, int arrayIndex, long index, int count) {
        MemorySegment memory = memoryAt(index, count);
        MemorySegment.copy(
                array, arrayIndex, memory, ValueLayout.JAVA_LONG, index * Long.BYTES, count);
    }

    /// Reads numbers one after the other in plain mode.
    ///
    /// @param array where they go
    /// @param arrayIndex where they begin in the array
    /// @param index where the first is
    /// @param count how many, 0 or more
    /// @throws IndexOutOfBoundsException if the array or the view has fewer; nothing has changed
    public void copyTo(long[] array, int arrayIndex, long index, int count) {
        MemorySegment memory = memoryAt(index, count);
        MemorySegment.copy(
                memory, ValueLayout.JAVA_LONG, index * Long.BYTES, array, arrayIndex, count);
    }

    /// {@return all numbers that it has now, read in plain mode}
    ///
    /// @throws IllegalStateException if an array cannot have so many
    public long[] toArray() {
        return memory().toArray(ValueLayout.JAVA_LONG);
    }
}
