// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.Blocking;
import org.jparallel.context.WaitInterruptedException;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.PassedByReference;
import org.jparallel.work.WorkSource;
import org.jparallel.xlist.clone.CloneRefusal;
import org.jparallel.xlist.clone.CloneWriter;
import org.jparallel.xlist.clone.Transfers;
import org.jparallel.xlist.heap.FrameCopy;
import org.jparallel.xlist.heap.FrameLog;
import org.jparallel.xlist.heap.LogSnapshot;
import org.jparallel.xlist.region.Transferable;
import org.jparallel.xlist.type.CloneLimitException;
import org.jparallel.xlist.type.CloneLimits;
import org.jspecify.annotations.Nullable;

/// An interlocked list with a heap of its own: what goes in is cloned, what comes out is new.
///
/// ```
/// XList<String> lines = new XList<>();
/// async.submitWork(() -> lines.push("found"));   // from any thread, in any context
/// async.run();
/// lines.flush().forEach(System.out::println);
/// lines.close();
/// ```
///
/// `null` is an element like any other; "nothing there" is always told otherwise. Elements of one
/// producer come out in the order in which it pushed them.
///
/// **Threads.** Any number of threads push and take at the same time; a list may be created by any
/// thread. Waiting frees a parallel thread's core; a main thread serves its calls meanwhile. No
/// code of an element's type runs while the list is locked.
///
/// **Memory.** A new list holds none. Its chunks lie off the heap and grow with what it holds: 4
/// KiB, 64 KiB, 2 MiB. Drained chunks go back to the pool, wiped, except for the one in use and one
/// for the next growth; when the list is finished and drained, or closed, these go as well. The
/// memory of a list that is forgotten without `close()` is freed after the garbage collector found
/// out; with `-Djparallel.debug=true` it is reported on the logger `org.jparallel.xlist`, with
/// where the list was made. An element takes less than 32 GiB; a larger one is refused with an
/// `IllegalArgumentException`, and the list is as before.
///
/// **Ends.** `finish()`: no more pushes; takers drain, then are told. `close()`: everything is
/// freed now, whatever is in it.
///
/// **Elements that cannot be built again**, because their own constructor throws: `pop`, `poll` and
/// `take` throw that very object, and the element is gone. Calls that hand over several elements
/// hand over the others; the failed one stays in front, and the next call throws it.
///
/// @param <T> the elements: what [NotCloneableException] does not refuse
@AnyThread
public final class XList<T extends @Nullable Object>
        implements Iterable<T>, WorkSource<T>, PassedByReference, AutoCloseable {
    private static final Transferable[] NOTHING = {};

    private final FrameLog log;
    private final CloneLimits limits;
    private final CarriedFrames carried = new CarriedFrames();
    private final Cleaner.Cleanable life;
    private final DecodeFailures failures = new DecodeFailures();

    /// An empty list without a limit.
    public XList() {
        this(CloneLimits.standard());
    }

    /// An empty list of elements of limited size.
    ///
    /// @param limits how much each element may take
    public XList(CloneLimits limits) {
        this(new MemoryBudget("xlist", Long.MAX_VALUE), limits);
    }

    /// An empty list whose chunks are charged to a budget.
    ///
    /// @param budget its own, or one that it shares
    public XList(MemoryBudget budget) {
        this(budget, CloneLimits.standard());
    }

    /// An empty list of elements of limited size, whose chunks are charged to a budget.
    ///
    /// @param budget its own, or one that it shares
    /// @param limits how much each element may take
    public XList(MemoryBudget budget, CloneLimits limits) {
        this(FrameLog.UNBOUNDED, budget, limits);
    }

    private XList(long capacity, MemoryBudget budget, CloneLimits limits) {
        log = new FrameLog(budget, capacity);
        this.limits = Objects.requireNonNull(limits, "limits");
        life = ListLife.begin(this, log, carried.counted()::releaseAll);
    }

    /// An empty list in which a push waits while it is full.
    ///
    /// @param <T> the elements
    /// @param capacity the most elements at a time, at least 1
    /// @return the list
    /// @throws IllegalArgumentException if the capacity is smaller than 1
    public static <T extends @Nullable Object> XList<T> bounded(int capacity) {
        return bounded(capacity, CloneLimits.standard());
    }

    /// An empty list of elements of limited size, in which a push waits while it is full.
    ///
    /// @param <T> the elements
    /// @param capacity the most elements at a time, at least 1
    /// @param limits how much each element may take
    /// @return the list
    /// @throws IllegalArgumentException if the capacity is smaller than 1
    public static <T extends @Nullable Object> XList<T> bounded(int capacity, CloneLimits limits) {
        return new XList<>(capacity, new MemoryBudget("xlist", Long.MAX_VALUE), limits);
    }

    /// Appends a clone; waits while the list is full.
    ///
    /// @param value what to clone, or null
    /// @throws NotCloneableException if it, or something in it, cannot be cloned; the list is as
    ///     before
    /// @throws CloneLimitException if it is larger than an element may be; the list is as before
    /// @throws IllegalStateException if the list is finished or closed, now or meanwhile
    /// @throws ArenaExhaustedException if there is no memory for it; the list is as before
    /// @throws WaitInterruptedException if interrupted while it waited; the list is as before
    public void push(T value) {
        append(value, Blocking.FOREVER, NOTHING);
    }

    /// Appends a clone, unless the list is full.
    ///
    /// @param value what to clone, or null
    /// @return whether it was appended
    /// @throws NotCloneableException if it, or something in it, cannot be cloned; the list is as
    ///     before
    /// @throws CloneLimitException if it is larger than an element may be; the list is as before
    /// @throws IllegalStateException if the list is finished or closed
    /// @throws ArenaExhaustedException if there is no memory for it; the list is as before
    public boolean offer(T value) {
        return append(value, 0, NOTHING);
    }

    /// Appends a clone; waits while the list is full, up to a time.
    ///
    /// @param value what to clone, or null
    /// @param timeout how long to wait at most
    /// @return whether it was appended
    /// @throws NotCloneableException if it, or something in it, cannot be cloned; the list is as
    ///     before
    /// @throws CloneLimitException if it is larger than an element may be; the list is as before
    /// @throws IllegalStateException if the list is finished or closed, now or meanwhile
    /// @throws ArenaExhaustedException if there is no memory for it; the list is as before
    /// @throws WaitInterruptedException if interrupted while it waited; the list is as before
    public boolean offer(T value, Duration timeout) {
        return append(value, Timeouts.nanos(timeout), NOTHING);
    }

    /// Appends a clone, to which some regions move without being copied; waits while the list is
    /// full. The regions are detached, those also to which the value does not refer: all of them
    /// or, whatever is thrown, none.
    ///
    /// @param value what to clone, or null
    /// @param transfers the regions; in what is taken, each of them is a new one of the taker's
    /// @throws NotCloneableException if the value cannot be cloned, or a region is not this
    ///     thread's, listed twice, detached or closed; the list is as before
    /// @throws CloneLimitException if the value is larger than the list's limits allow
    /// @throws IllegalStateException if the list is finished or closed, now or meanwhile, or native
    ///     code works on a segment of a region
    /// @throws ArenaExhaustedException if there is no memory for it; the list is as before
    /// @throws WaitInterruptedException if interrupted while it waited; the list is as before
    public void transfer(T value, Transferable... transfers) {
        append(value, Blocking.FOREVER, transfers);
    }

    /// As [#transfer(Object, Transferable...)], but waits up to a time.
    ///
    /// @param value what to clone, or null
    /// @param timeout how long to wait at most
    /// @param transfers the regions
    /// @return whether it was appended; if not, nothing is detached
    public boolean transfer(T value, Duration timeout, Transferable... transfers) {
        return append(value, Timeouts.nanos(timeout), transfers);
    }

    /// Takes the first element.
    ///
    /// @return the element
    /// @throws NoSuchElementException if there is none
    /// @throws IllegalStateException if the list is closed
    public T pop() {
        try (FrameCopy copy = FrameCopy.open()) {
            failures.throwFirst();
            long frame = log.take(copy);
            if (frame <= FrameLog.EMPTY) {
                throw ListLife.nothing(frame);
            }
            return decode(copy);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// Takes the first element, if there is one.
    ///
    /// @param otherwise returned if there is none
    /// @return the element, or `otherwise`
    /// @throws IllegalStateException if the list is closed
    public T poll(T otherwise) {
        try (FrameCopy copy = FrameCopy.open()) {
            failures.throwFirst();
            if (log.take(copy) <= FrameLog.EMPTY) {
                return otherwise;
            }
            return decode(copy);
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
    public T take() {
        return takeWithin(Blocking.FOREVER);
    }

    /// Takes the first element; waits while there is none, up to a time.
    ///
    /// @param timeout how long to wait at most
    /// @return the element
    /// @throws NoSuchElementException if none came in time, or the list is finished and drained
    /// @throws IllegalStateException if the list is closed, now or meanwhile
    /// @throws WaitInterruptedException if interrupted while it waited
    public T take(Duration timeout) {
        return takeWithin(Timeouts.nanos(timeout));
    }

    /// Takes some elements; waits until there is at least one.
    ///
    /// @param sink takes each element, in order, on this thread; if it throws, the element that it
    ///     was given is taken and the others stay
    /// @param limitCount the most elements to take, at least 1
    /// @return how many were taken; 0 if the list is finished and drained, now or meanwhile
    /// @throws IllegalArgumentException if the limit is smaller than 1
    /// @throws IllegalStateException if the list is closed, now or meanwhile
    /// @throws WaitInterruptedException if interrupted while it waited
    @Override
    public int takeBatch(Consumer<? super T> sink, int limitCount) {
        ListLife.checkLimit(limitCount);
        return hand(sink, limitCount, Blocking.FOREVER);
    }

    /// Takes the elements that are here now; does not wait.
    ///
    /// @param target where they are added, in order
    /// @return how many were taken
    /// @throws IllegalStateException if the list is closed
    public int drainTo(Collection<? super T> target) {
        return drainTo(target, (int) Math.min(size(), Integer.MAX_VALUE));
    }

    /// Takes some elements; does not wait.
    ///
    /// @param target where they are added, in order; if it throws, the element that it was given is
    ///     taken and the others stay
    /// @param limitCount the most elements to take
    /// @return how many were taken
    /// @throws IllegalStateException if the list is closed
    public int drainTo(Collection<? super T> target, int limitCount) {
        return limitCount <= 0 ? 0 : hand(target::add, limitCount, 0);
    }

    /// Takes all elements that are here now, in one stroke: none is pushed or taken in between.
    ///
    /// @return them, in order, in a list of the caller's own
    /// @throws IllegalStateException if the list is closed, now or meanwhile, or holds more than a
    ///     list can
    public List<T> flush() {
        ArrayList<T> values = new ArrayList<>();
        try (FrameCopy copy = FrameCopy.open();
                LogSnapshot all =
                        log.detach(count -> values.ensureCapacity(ListLife.listSize(count)))) {
            flush(all, copy, values);
            if (values.isEmpty()) {
                failures.throwFirst();
            }
            return values;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// {@return the number of elements; those of pushes that are under way may be counted}
    ///
    /// @throws IllegalStateException if the list is closed
    public long size() {
        try {
            return log.sizeIfOpen() + failures.count();
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

    /// Iterates over the elements that are here now, whatever is pushed or taken meanwhile; they
    /// stay, and each is built anew for this iterator.
    ///
    /// Until the iterator has come to its end, or is forgotten, the chunks that it has yet to read
    /// are kept, also when their elements were taken.
    ///
    /// @return an iterator for one thread; it throws `IllegalStateException` once the list is
    ///     closed
    /// @throws IllegalStateException if the list is closed
    @Override
    public Iterator<T> iterator() {
        try {
            return new SnapshotIterator<>(this, log.snapshot());
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// {@return the elements of [#iterator()] as a sequential stream}
    ///
    /// @throws IllegalStateException if the list is closed
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
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

    /// Frees everything now, whatever is in it. Later calls throw `IllegalStateException`, and so
    /// do those that wait. May be called again.
    @Override
    public void close() {
        try {
            log.close();
            failures.clear();
            life.clean();
            carried.close();
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
        return ListLife.describe("XList", log);
    }

    /// Builds the element whose bytes were copied.
    @SuppressWarnings({"unchecked", "NullAway"}) // what comes out has the class of what went in
    T decode(FrameCopy copy) {
        return (T) carried.read(copy);
    }

    /// Builds the element whose bytes were copied, and that stays.
    @SuppressWarnings({"unchecked", "NullAway"}) // what comes out has the class of what went in
    T decodeAgain(FrameCopy copy) {
        return (T) carried.readAgain(copy);
    }

    private boolean append(
            @Nullable Object value, long timeoutNanos, Transferable[] transfers) {
        CloneWriter writer = CloneWriter.current();
        try {
            writer.write(value, limits, Transfers.of(transfers));
            return carried.append(log, writer, timeoutNanos);
        } catch (CloneRefusal refusal) {
            throw new NotCloneableException(refusal);
        } finally {
            writer.reset();
            Reference.reachabilityFence(this);
        }
    }

    private void flush(LogSnapshot all, FrameCopy copy, List<T> values) {
        boolean complete = false;
        try {
            while (all.take(copy)) {
                decodeOrDefer(copy, values::add);
            }
            complete = true;
        } finally {
            if (!complete) {
                all.dropRest(carried::drop);
            }
        }
    }

    private T takeWithin(long timeoutNanos) {
        try (FrameCopy copy = FrameCopy.open()) {
            long frame = failures.take(log, copy, timeoutNanos);
            if (frame <= FrameLog.EMPTY) {
                throw ListLife.nothing(frame, timeoutNanos);
            }
            return decode(copy);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// Waits for the first element only; if that cannot be built, it is this call's failure.
    private int hand(Consumer<? super T> sink, int limitCount, long timeoutNanos) {
        try (FrameCopy copy = FrameCopy.open()) {
            if (failures.take(log, copy, timeoutNanos) <= FrameLog.EMPTY) {
                return 0;
            }
            sink.accept(decode(copy));
            int count = 1;
            while (count < limitCount
                    && log.take(copy) > FrameLog.EMPTY
                    && decodeOrDefer(copy, sink)) {
                count++;
            }
            return count;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// {@return whether the element could be built}
    private boolean decodeOrDefer(FrameCopy copy, Consumer<? super T> sink) {
        T value;
        try {
            value = decode(copy);
        } catch (Throwable failure) {
            failures.add(failure);
            log.wakeTaker();
            return false;
        }
        sink.accept(value);
        return true;
    }
}
