// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.DoubleStream;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.WaitInterruptedException;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.PassedByReference;
import org.jparallel.work.WorkSource;

/// An interlocked list of doubles in memory of its own, without boxing: a [LongXList] of their
/// bits, so that each comes out as the very bits that went in, signed zeros and all NaNs included.
///
/// Everything that [XList] says about order, threads, memory and ends holds here, and the cost is
/// that of [LongXList].
@AnyThread
public final class DoubleXList implements WorkSource<Double>, PassedByReference, AutoCloseable {
    private final LongXList bits;

    /// An empty list without a limit.
    public DoubleXList() {
        this(new LongXList());
    }

    /// An empty list whose chunks are charged to a budget.
    ///
    /// @param budget its own, or one that it shares
    public DoubleXList(MemoryBudget budget) {
        this(new LongXList(budget));
    }

    private DoubleXList(LongXList bits) {
        this.bits = bits;
    }

    /// An empty list in which a push waits while it is full.
    ///
    /// @param capacity the most elements at a time, at least 1
    /// @return the list
    /// @throws IllegalArgumentException if the capacity is smaller than 1
    public static DoubleXList bounded(int capacity) {
        return new DoubleXList(LongXList.bounded(capacity));
    }

    /// Appends an element; waits while the list is full.
    ///
    /// @param value the element
    /// @throws IllegalStateException if the list is finished or closed, now or meanwhile
    /// @throws ArenaExhaustedException if there is no memory for it; the list is as before
    /// @throws WaitInterruptedException if interrupted while it waited; the list is as before
    public void push(double value) {
        bits.push(Double.doubleToRawLongBits(value));
    }

    /// Appends an element, unless the list is full.
    ///
    /// @param value the element
    /// @return whether it was appended
    /// @throws IllegalStateException if the list is finished or closed
    /// @throws ArenaExhaustedException if there is no memory for it; the list is as before
    public boolean offer(double value) {
        return bits.offer(Double.doubleToRawLongBits(value));
    }

    /// Appends an element; waits while the list is full, up to a time.
    ///
    /// @param value the element
    /// @param timeout how long to wait at most
    /// @return whether it was appended
    /// @throws IllegalStateException if the list is finished or closed, now or meanwhile
    /// @throws ArenaExhaustedException if there is no memory for it; the list is as before
    /// @throws WaitInterruptedException if interrupted while it waited; the list is as before
    public boolean offer(double value, Duration timeout) {
        return bits.offer(Double.doubleToRawLongBits(value), timeout);
    }

    /// Takes the first element.
    ///
    /// @return the element
    /// @throws NoSuchElementException if there is none
    /// @throws IllegalStateException if the list is closed
    public double pop() {
        return Double.longBitsToDouble(bits.pop());
    }

    /// Takes the first element, if there is one.
    ///
    /// @param otherwise returned if there is none
    /// @return the element, or `otherwise`
    /// @throws IllegalStateException if the list is closed
    public double poll(double otherwise) {
        return Double.longBitsToDouble(bits.poll(Double.doubleToRawLongBits(otherwise)));
    }

    /// Takes the first element; waits while there is none.
    ///
    /// @return the element
    /// @throws NoSuchElementException if the list is finished and drained, now or meanwhile
    /// @throws IllegalStateException if the list is closed, now or meanwhile
    /// @throws WaitInterruptedException if interrupted while it waited
    public double take() {
        return Double.longBitsToDouble(bits.take());
    }

    /// Takes the first element; waits while there is none, up to a time.
    ///
    /// @param timeout how long to wait at most
    /// @return the element
    /// @throws NoSuchElementException if none came in time, or the list is finished and drained
    /// @throws IllegalStateException if the list is closed, now or meanwhile
    /// @throws WaitInterruptedException if interrupted while it waited
    public double take(Duration timeout) {
        return Double.longBitsToDouble(bits.take(timeout));
    }

    /// Boxes each element; [#drain(DoubleConsumer, long)] does not, and does not wait.
    @Override
    public int takeBatch(Consumer<? super Double> sink, int limitCount) {
        return bits.takeBatch(value -> sink.accept(Double.longBitsToDouble(value)), limitCount);
    }

    /// Takes the elements that are here now and hands them over, one after the other.
    ///
    /// @param sink takes each element, in order, on this thread; if it throws, the element that it
    ///     was given is taken and the others stay
    /// @return how many were taken
    /// @throws IllegalStateException if the list is closed
    public long drain(DoubleConsumer sink) {
        return bits.drain(value -> sink.accept(Double.longBitsToDouble(value)));
    }

    /// Takes some elements and hands them over, one after the other; does not wait.
    ///
    /// @param sink as in [#drain(DoubleConsumer)]
    /// @param limitCount the most elements to take
    /// @return how many were taken
    /// @throws IllegalStateException if the list is closed
    public long drain(DoubleConsumer sink, long limitCount) {
        return bits.drain(value -> sink.accept(Double.longBitsToDouble(value)), limitCount);
    }

    /// Takes all elements that are here now, in one stroke.
    ///
    /// @return them, in order
    /// @throws IllegalStateException if the list is closed, or holds more than an array can
    public double[] flush() {
        long[] values = bits.flush();
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = Double.longBitsToDouble(values[i]);
        }
        return doubles;
    }

    /// Hands over the elements that are here now; they stay.
    ///
    /// @param sink takes each element, in order, on this thread
    /// @throws IllegalStateException if the list is closed, now or meanwhile
    public void forEach(DoubleConsumer sink) {
        bits.forEach(value -> sink.accept(Double.longBitsToDouble(value)));
    }

    /// {@return the elements that are here now; they stay}
    ///
    /// @throws IllegalStateException if the list is closed, or holds more than an array can
    public DoubleStream stream() {
        return bits.stream().mapToDouble(Double::longBitsToDouble);
    }

    /// {@return the number of elements; those of pushes that are under way may be counted}
    ///
    /// @throws IllegalStateException if the list is closed
    public long size() {
        return bits.size();
    }

    /// {@return whether there is no element}
    ///
    /// @throws IllegalStateException if the list is closed
    public boolean isEmpty() {
        return bits.isEmpty();
    }

    /// Refuses pushes from now on; takers drain, then are told. May be called again.
    ///
    /// @throws IllegalStateException if the list is closed
    public void finish() {
        bits.finish();
    }

    /// {@return whether [#finish] was called}
    public boolean isFinished() {
        return bits.isFinished();
    }

    /// Frees everything now. Later calls throw `IllegalStateException`, and so do those that wait.
    /// May be called again.
    @Override
    public void close() {
        bits.close();
    }

    /// {@return whether [#close] was called}
    public boolean isClosed() {
        return bits.isClosed();
    }

    /// {@return what the list holds now}
    public XListStatistics statistics() {
        return bits.statistics();
    }

    @Override
    public String toString() {
        return bits.describe("DoubleXList");
    }
}
