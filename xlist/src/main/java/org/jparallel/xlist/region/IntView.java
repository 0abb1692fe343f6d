// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import org.jparallel.guard.AnyThread;

/// Bytes of a region as ints. Order, threads, memory and errors stand in [RegionView].
@AnyThread
public final class IntView extends RegionView {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    private IntView(Viewable region, long offsetBytes, long fixedSize) {
        super(region, offsetBytes, fixedSize, Integer.BYTES);
    }

    static IntView of(Viewable region, long offsetBytes, long fixedSize) {
        return new IntView(region, offsetBytes, fixedSize);
    }

    // --- one number ------------------------------------------------------------------------------

    /// {@return a number, read in plain mode}
    ///
    /// @param index which, 0 or more and less than the size
    public int at(long index) {
        return (int) INT.get(memoryAt(index), index * Integer.BYTES);
    }

    /// Writes a number in plain mode.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    public void set(long index, int value) {
        INT.set(memoryAt(index), index * Integer.BYTES, value);
    }

    /// {@return a number, read in opaque mode}
    ///
    /// @param index which, 0 or more and less than the size
    public int atOpaque(long index) {
        return (int) INT.getOpaque(memoryAt(index), index * Integer.BYTES);
    }

    /// Writes a number in opaque mode.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    public void setOpaque(long index, int value) {
        INT.setOpaque(memoryAt(index), index * Integer.BYTES, value);
    }

    /// {@return a number, read in acquire mode}
    ///
    /// @param index which, 0 or more and less than the size
    public int atAcquire(long index) {
        return (int) INT.getAcquire(memoryAt(index), index * Integer.BYTES);
    }

    /// Writes a number in release mode.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    public void setRelease(long index, int value) {
        INT.setRelease(memoryAt(index), index * Integer.BYTES, value);
    }

    /// {@return a number, read in volatile mode}
    ///
    /// @param index which, 0 or more and less than the size
    public int atVolatile(long index) {
        return (int) INT.getVolatile(memoryAt(index), index * Integer.BYTES);
    }

    /// Writes a number in volatile mode.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    public void setVolatile(long index, int value) {
        INT.setVolatile(memoryAt(index), index * Integer.BYTES, value);
    }

    // --- atomically ------------------------------------------------------------------------------

    /// Replaces a number if it is as expected.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param expected what it must be, else nothing happens
    /// @param value what it is from then on
    /// @return whether it was as expected
    public boolean compareAndSet(long index, int expected, int value) {
        return INT.compareAndSet(memoryAt(index), index * Integer.BYTES, expected, value);
    }

    /// Replaces a number if it is as expected.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param expected what it must be, else nothing happens
    /// @param value what it is from then on
    /// @return what it was
    public int compareAndExchange(long index, int expected, int value) {
        return (int)
                INT.compareAndExchange(memoryAt(index), index * Integer.BYTES, expected, value);
    }

    /// Replaces a number.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param value what it is from now on
    /// @return what it was
    public int getAndSet(long index, int value) {
        return (int) INT.getAndSet(memoryAt(index), index * Integer.BYTES, value);
    }

    /// Adds to a number; the sum wraps around.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param delta what to add
    /// @return what it was
    public int getAndAdd(long index, int delta) {
        return (int) INT.getAndAdd(memoryAt(index), index * Integer.BYTES, delta);
    }

    /// Sets bits of a number.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param mask the bits to set
    /// @return what it was
    public int getAndBitwiseOr(long index, int mask) {
        return (int) INT.getAndBitwiseOr(memoryAt(index), index * Integer.BYTES, mask);
    }

    /// Clears bits of a number.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param mask the bits to keep
    /// @return what it was
    public int getAndBitwiseAnd(long index, int mask) {
        return (int) INT.getAndBitwiseAnd(memoryAt(index), index * Integer.BYTES, mask);
    }

    /// Flips bits of a number.
    ///
    /// @param index which, 0 or more and less than the size
    /// @param mask the bits to flip
    /// @return what it was
    public int getAndBitwiseXor(long index, int mask) {
        return (int) INT.getAndBitwiseXor(memoryAt(index), index * Integer.BYTES, mask);
    }

    // --- many ------------------------------------------------------------------------------------

    /// Writes numbers one after the other in plain mode.
    ///
    /// @param array where they are
    /// @param arrayIndex where they begin in the array
    /// @param index where the first goes
    /// @param count how many, 0 or more
    /// @throws IndexOutOfBoundsException if the array or the view has fewer; nothing has changed
    public void copyFrom(int[] array, int arrayIndex, long index, int count) {
        MemorySegment memory = memoryAt(index, count);
        MemorySegment.copy(
                array, arrayIndex, memory, ValueLayout.JAVA_INT, index * Integer.BYTES, count);
    }

    /// Reads numbers one after the other in plain mode.
    ///
    /// @param array where they go
    /// @param arrayIndex where they begin in the array
    /// @param index where the first is
    /// @param count how many, 0 or more
    /// @throws IndexOutOfBoundsException if the array or the view has fewer; nothing has changed
    public void copyTo(int[] array, int arrayIndex, long index, int count) {
        MemorySegment memory = memoryAt(index, count);
        MemorySegment.copy(
                memory, ValueLayout.JAVA_INT, index * Integer.BYTES, array, arrayIndex, count);
    }

    /// {@return all numbers that it has now, read in plain mode}
    ///
    /// @throws IllegalStateException if an array cannot have so many
    public int[] toArray() {
        return memory().toArray(ValueLayout.JAVA_INT);
    }
}
