// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import org.jparallel.guard.AnyThread;

/// Bytes of a region as doubles. Order, threads, memory and errors stand in [RegionView].
@AnyThread
public final class DoubleView extends RegionView {
    private static final VarHandle DOUBLE = ValueLayout.JAVA_DOUBLE.varHandle();
    private static final VarHandle BITS = ValueLayout.JAVA_LONG.varHandle();

    private DoubleView(Viewable region, long offsetBytes, long fixedSize) {
        super(region, offsetBytes, fixedSize, Double.BYTES);
    }

    static DoubleView of(Viewable region, long offsetBytes, long fixedSize) {
        return new DoubleView(region, offsetBytes, fixedSize);
    }

    // --- one number ------------------------------------------------------------------------------

    /// {@return a number, read in plain mode}
    ///
    /// @param index which, 0 or more and less than the size
    public double at(long index) {
        return (double) DOUBLE.get(memoryAt(index), index * Double.BYTES);
    }

    /// Writes a number in plain mode.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    public void set(long index, double value) {
        DOUBLE.set(memoryAt(index), index * Double.BYTES, value);
    }

    /// {@return a number, read in opaque mode}
    ///
    /// @param index which, 0 or more and less than the size
    public double atOpaque(long index) {
        return (double) DOUBLE.getOpaque(memoryAt(index), index * Double.BYTES);
    }

    /// Writes a number in opaque mode.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    public void setOpaque(long index, double value) {
        DOUBLE.setOpaque(memoryAt(index), index * Double.BYTES, value);
    }

    /// {@return a number, read in acquire mode}
    ///
    /// @param index which, 0 or more and less than the size
    public double atAcquire(long index) {
        return (double) DOUBLE.getAcquire(memoryAt(index), index * Double.BYTES);
    }

    /// Writes a number in release mode.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    public void setRelease(long index, double value) {
        DOUBLE.setRelease(memoryAt(index), index * Double.BYTES, value);
    }

    /// {@return a number, read in volatile mode}
    ///
    /// @param index which, 0 or more and less than the size
    public double atVolatile(long index) {
        return (double) DOUBLE.getVolatile(memoryAt(index), index * Double.BYTES);
    }

    /// Writes a number in volatile mode.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    public void setVolatile(long index, double value) {
        DOUBLE.setVolatile(memoryAt(index), index * Double.BYTES, value);
    }

    // --- atomically ------------------------------------------------------------------------------

    /// Replaces a number if it is as expected. It is compared bit by bit: 0.0 is not -0.0, and a
    /// NaN is itself.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param expected what it must be, else nothing happens
    /// @param value what it is from then on
    /// @return whether it was as expected
    public boolean compareAndSet(long index, double expected, double value) {
        return DOUBLE.compareAndSet(memoryAt(index), index * Double.BYTES, expected, value);
    }

    /// Replaces a number if it is as expected. It is compared bit by bit: 0.0 is not -0.0, and a
    /// NaN is itself.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param expected what it must be, else nothing happens
    /// @param value what it is from then on
    /// @return what it was
    public double compareAndExchange(long index, double expected, double value) {
        return (double)
                DOUBLE.compareAndExchange(memoryAt(index), index * Double.BYTES, expected, value);
    }

    /// Replaces a number.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    /// @return what it was
    public double getAndSet(long index, double value) {
        return (double) DOUBLE.getAndSet(memoryAt(index), index * Double.BYTES, value);
    }

    /// Adds to a number, by trying until no other thread comes between.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param delta what to add
    /// @return what it was
    public double getAndAdd(long index, double delta) {
        MemorySegment memory = memoryAt(index);
        long place = index * Double.BYTES;
        long bits = (long) BITS.getVolatile(memory, place);
        while (true) {
            double sum = Double.longBitsToDouble(bits) + delta;
            long sumBits = Double.doubleToRawLongBits(sum);
            long witness = (long) BITS.compareAndExchange(memory, place, bits, sumBits);
            if (witness == bits) {
                return Double.longBitsToDouble(bits);
            }
            bits = witness;
        }
    }

    // --- many ------------------------------------------------------------------------------------

    /// Writes numbers one after the other in plain mode.
    ///
    /// @param array where they are
    /// @param arrayIndex where they begin in the array
    /// @param index where the first goes
    /// @param count how many, 0 or more
    /// @throws IndexOutOfBoundsException if the array or the view has fewer; nothing has changed
    public void copyFrom(double[] array, int arrayIndex, long index, int count) {
        MemorySegment memory = memoryAt(index, count);
        MemorySegment.copy(
                array, arrayIndex, memory, ValueLayout.JAVA_DOUBLE, index * Double.BYTES, count);
    }

    /// Reads numbers one after the other in plain mode.
    ///
    /// @param array where they go
    /// @param arrayIndex where they begin in the array
    /// @param index where the first is
    /// @param count how many, 0 or more
    /// @throws IndexOutOfBoundsException if the array or the view has fewer; nothing has changed
    public void copyTo(double[] array, int arrayIndex, long index, int count) {
        MemorySegment memory = memoryAt(index, count);
        MemorySegment.copy(
                memory, ValueLayout.JAVA_DOUBLE, index * Double.BYTES, array, arrayIndex, count);
    }

    /// {@return all numbers that it has now, read in plain mode}
    ///
    /// @throws IllegalStateException if an array cannot have so many
    public double[] toArray() {
        return memory().toArray(ValueLayout.JAVA_DOUBLE);
    }
}
