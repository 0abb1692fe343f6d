// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.Blocking;
import org.jparallel.context.WaitInterruptedException;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.PassedByReference;
import org.jparallel.work.WorkSource;
import org.jparallel.xlist.heap.FrameLog;
import org.jparallel.xlist.heap.LogSnapshot;

/// An interlocked list of longs in memory of its own, without boxing.
///
/// Everything that [XList] says about order, threads, memory and ends holds here.
///
/// **Cost.** 16 bytes an element, off the heap; a push and a pop together some 20 ns and no
/// garbage.
@AnyThread
public final class LongXList implements WorkSource<Long>, PassedByReference, AutoCloseable {
    private static final int COPIED_COUNT = 1 << 12;

    private final FrameLog log;
    private final Cleaner.Cleanable life;

    /// An empty list without a limit.
    public LongXList() {
        this(FrameLog.UNBOUNDED, new MemoryBudget("xlist", Long.MAX_VALUE));
    }

    /// An empty list whose chunks are charged to a budget.
    ///
    /// @param budget its own, or one that it shares
    public LongXList(MemoryBudget budget) {
        this(FrameLog.UNBOUNDED, budget);
    }

    private LongXList(long capacity, MemoryBudget budget) {
        log = new FrameLog(budget, capacity);
        life = ListLife.begin(this, log);
    }

    /// An empty list in which a push waits while it is full.
    ///
    /// @param capacity the most elements at a time, at least 1
    /// @return the list
    /// @throws IllegalArgumentException if the capacity is smaller than 1
    public static LongXList bounded(int capacity) {
        return new LongXList(capacity, new MemoryBudget("xlist", Long.MAX_VALUE));
    }

    /// Appends an element; waits while the list is full.
    ///
    /// @param value the element
    /// @throws IllegalStateException if the list is finished or closed, now or meanwhile
    /// @throws ArenaExhaustedException if there is no memory for it; the list is as before
    /// @throws WaitInterruptedException if interrupted while it waited; the list is as before
    public void push(long value) {
        try {
            log.appendLong(value, Blocking.FOREVER);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// Appends an element, unless the list is full.
    ///
    /// @param value the element
    /// @return whether it was appended
    /// @throws IllegalStateException if the list is finished or closed
    /// @throws ArenaExhaustedException if there is no memory for it; the list is as before
    public boolean offer(long value) {
        try {
            return log.appendLong(value, 0);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// Appends an element; waits while the list is full, up to a time.
    ///
    /// @param value the element
    /// @param timeout how long to wait at most
    /// @return whether it was appended
    /// @throws IllegalStateException if the list is finished or closed, now or meanwhile
    /// @throws ArenaExhaustedException if there is no memory for it; the list is as before
    /// @throws WaitInterruptedException if interrupted while it waited; the list is as before
    public boolean offer(long value, Duration timeout) {
        try {
            return log.appendLong(value, Timeouts.nanos(timeout));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// Takes the first element.
    ///
    /// @return the element
    /// @throws NoSuchElementException if there is none
    /// @throws IllegalStateException if the list is closed
    public long pop() {
        try {
            long frame = log.begin();
            if (frame <= FrameLog.EMPTY) {
                throw ListLife.nothing(frame);
            }
            return take(frame);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// Takes the first element, if there is one.
    ///
    /// @param otherwise returned if there is none
    /// @return the element, or `otherwise`
    /// @throws IllegalStateException if the list is closed
    public long poll(long otherwise) {
        try {
            long frame = log.begin();
            return frame <= FrameLog.EMPTY ? otherwise : take(frame);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// Takes the first element; waits while there is none.
    ///
    /// @return the element
    /// @throws NoSuchElementException if the list is finished and drained, now or meanwhile
    /// @throws IllegalStateException if the list is closed, now or meanwhile
    /// @throws WaitInterruptedException if interrupted while it waited
    public long take() {
        return takeWithin(Blocking.FOREVER);
    }

    /// Takes the first element; waits while there is none, up to a time.
    ///
    /// @param timeout how long to wait at most
    /// @return the element
    /// @throws NoSuchElementException if none came in time, or the list is finished and drained
    /// @throws IllegalStateException if the list is closed, now or meanwhile
    /// @throws WaitInterruptedException if interrupted while it waited
    public long take(Duration timeout) {
        return takeWithin(Timeouts.nanos(timeout));
    }

    /// Boxes each element; [#drain(LongConsumer, long)] does not, and does not wait.
    @Override
    public int takeBatch(Consumer<? super Long> sink, int limitCount) {
        ListLife.checkLimit(limitCount);
        try {
            long frame = log.begin(Blocking.FOREVER);
            int count = 0;
            while (frame > FrameLog.EMPTY) {
                sink.accept(take(frame));
                count++;
                frame = count < limitCount ? log.begin() : FrameLog.EMPTY;
            }
            return count;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// Takes the elements that are here now and hands them over, one after the other.
    ///
    /// @param sink takes each element, in order, on this thread; if it throws, the element that it
    ///     was given is taken and the others stay
    /// @return how many were taken
    /// @throws IllegalStateException if the list is closed
    public long drain(LongConsumer sink) {
        return drain(sink, size());
    }

    /// Takes some elements and hands them over, one after the other; does not wait.
    ///
    /// @param sink as in [#drain(LongConsumer)]
    /// @param limitCount the most elements to take
    /// @return how many were taken
    /// @throws IllegalStateException if the list is closed
    public long drain(LongConsumer sink, long limitCount) {
        try {
            long count = 0;
            long frame = limitCount > 0 ? log.begin() : FrameLog.EMPTY;
            while (frame > FrameLog.EMPTY) {
                sink.accept(take(frame));
                count++;
                frame = count < limitCount ? log.begin() : FrameLog.EMPTY;
            }
            return count;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// Takes all elements that are here now, in one stroke.
    ///
    /// @return them, in order
    /// @throws IllegalStateException if the list is closed, or holds more than an array can
    public long[] flush() {
        long[][] values = new long[1][];
        try (LogSnapshot all = log.detach(count -> values[0] = array(count))) {
            read(all, values[0]);
            return values[0];
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// Hands over the elements that are here now; they stay.
    ///
    /// @param sink takes each element, in order, on this thread
    /// @throws IllegalStateException if the list is closed, now or meanwhile
    public void forEach(LongConsumer sink) {
        long[] values = new long[COPIED_COUNT];
        try (LogSnapshot here = log.snapshot()) {
            int count = here.read(values, 0, COPIED_COUNT);
            while (count > 0) {
                for (int i = 0; i < count; i++) {
                    sink.accept(values[i]);
                }
                count = here.read(values, 0, COPIED_COUNT);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// {@return the elements that are here now; they stay}
    ///
    /// @throws IllegalStateException if the list is closed, or holds more than an array can
    public LongStream stream() {
        try (LogSnapshot here = log.snapshot()) {
            long[] values = array(here.leftCount());
            read(here, values);
            return LongStream.of(values);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// {@return the number of elements; those of pushes that are under way may be counted}
    ///
    /// @throws IllegalStateException if the list is closed
    public long size() {
        try {
            return log.sizeIfOpen();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// {@return whether there is no element}
    ///
    /// @throws IllegalStateException if the list is closed
    public boolean isEmpty() {
        return size() == 0;
    }

    /// Refuses pushes from now on; takers drain, then are told. May be called again.
    ///
    /// @throws IllegalStateException if the list is closed
    public void finish() {
        try {
            log.finish();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// {@return whether [#finish] was called}
    public boolean isFinished() {
        return log.isFinished();
    }

    /// Frees everything now. Later calls throw `IllegalStateException`, and so do those that wait.
    /// May be called again.
    @Override
    public void close() {
        try {
            log.close();
            life.clean();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// {@return whether [#close] was called}
    public boolean isClosed() {
        return log.isClosed();
    }

    /// {@return what the list holds now}
    public XListStatistics statistics() {
        return ListLife.statistics(log);
    }

    @Override
    public String toString() {
        return describe("LongXList");
    }

    String describe(String name) {
        return ListLife.describe(name, log);
    }

    private long takeWithin(long timeoutNanos) {
        try {
            long frame = log.begin(timeoutNanos);
            if (frame <= FrameLog.EMPTY) {
                throw ListLife.nothing(frame, timeoutNanos);
            }
            return take(frame);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private long take(long frame) {
        long value = FrameLog.payloadLong(frame);
        log.end(frame);
        return value;
    }

    private static long[] array(long count) {
        if (count > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalStateException("too many elements for an array: size=" + count);
        }
        return new long[(int) count];
    }

    private static void read(LogSnapshot snapshot, long[] target) {
        int from = 0;
        while (from < target.length) {
            from += snapshot.read(target, from, Math.min(COPIED_COUNT, target.length - from));
        }
    }
}
