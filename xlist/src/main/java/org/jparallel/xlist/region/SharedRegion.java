// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.WaitInterruptedException;
import org.jparallel.guard.AnyThread;
import org.jparallel.xlist.heap.RegionDoor;
import org.jparallel.xlist.heap.RegionDoors;
import org.jparallel.xlist.heap.RegionHold;
import org.jparallel.xlist.heap.RegionShape;
import org.jparallel.xlist.heap.SharedMemory;
import org.jspecify.annotations.Nullable;

/// A handle of memory off the heap that many threads read and write at the same time.
///
/// ```
/// SharedRegion region = SharedRegion.allocate(1 << 20);
/// list.push(new Job(region));                                // takes a handle of its own
/// long before = region.longs().getAndAdd(0, 1);              // seen by all
/// ```
///
/// In a message a handle becomes another handle of the same memory; nothing is copied. It cannot be
/// transferred: there is nothing to take away from anybody.
///
/// **Threads.** The memory is everybody's; what is written in plain mode is seen when threads order
/// it themselves, by a message or by the access modes of a VarHandle, as with fields. The handle
/// and its segments belong to one thread: that which allocated it, called [#open], or was the first
/// to use it after it came out of a message. Another one gets a `WrongThreadException`. So closing
/// a handle ends its segments for certain, and stops no other thread. [#open], [#isClosed] and
/// [#holderCount] may be called by any thread.
///
/// **Memory.** All of the capacity, in a chunk of its own, zero at first, freed when the last
/// handle is closed and no message holds it. A handle that is forgotten without `close` is given up
/// after the garbage collector found out; with `-Djparallel.debug=true` it is reported on the
/// logger `org.jparallel.xlist`, with where it was made.
///
/// **Cost.** A handle, and a message with one, cost one atomic addition each way; access costs what
/// access to any confined segment does. Biased counts, with a plain one for the owner's thread,
/// were rejected: a handle is counted once, however often it is used.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `owner` | first user; owner in `letGo` | compare-and-set; release | any thread | plain |
/// | `closed` | the owner | volatile | any thread | volatile |
/// | `scope`, `whole`, `segment` | the owner | plain | the owner | plain |
@AnyThread
public final class SharedRegion implements Viewable {
    private static final MemoryBudget UNLIMITED =
            new MemoryBudget("shared regions", Long.MAX_VALUE);
    private static final long ALIGNMENT_BYTES = 64;
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);
    private static final VarHandle OWNER = RegionOwner.handle(MethodHandles.lookup());

    static {
        RegionDoors.putUp(SharedRegion.class, new Door());
    }

    private final SharedMemory memory;
    private final RegionHold hold;

    /// Absent while nobody has used it since it came out of a message.
    private @Nullable Thread owner;

    private volatile boolean closed;

    // Made when they are asked for.
    private @Nullable Arena scope;
    private MemorySegment whole = MemorySegment.NULL;
    private MemorySegment segment = MemorySegment.NULL;

    private SharedRegion(SharedMemory memory, @Nullable Thread owner) {
        this.memory = memory;
        this.owner = owner;
        hold =
                RegionHold.of(
                        this, "shared region", memory.shape().capacityBytes(), memory::release);
    }

    /// Allocates a shared region of fixed size, aligned to 64 bytes.
    ///
    /// @param byteSize its size, 0 to 2^40
    /// @return the first handle, for this thread; the memory is all zero
    /// @throws IllegalArgumentException if the size is out of range
    public static SharedRegion allocate(long byteSize) {
        return allocate(byteSize, UNLIMITED);
    }

    /// Allocates a shared region of fixed size, aligned to 64 bytes.
    ///
    /// @param byteSize its size, 0 to 2^40
    /// @param budget what it is charged to until it is freed
    /// @return the first handle, for this thread; the memory is all zero
    /// @throws IllegalArgumentException if the size is out of range
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing has changed
    public static SharedRegion allocate(long byteSize, MemoryBudget budget) {
        return make(byteSize, new RegionShape(byteSize, ALIGNMENT_BYTES, false), budget);
    }

    /// Allocates a shared region that can grow, aligned to 64 bytes.
    ///
    /// @param byteSize its first size, 0 to the capacity
    /// @param capacityBytes how large it can become; all of it is taken now
    /// @return the first handle, for this thread; the memory is all zero
    /// @throws IllegalArgumentException if a size is out of range
    public static SharedRegion growable(long byteSize, long capacityBytes) {
        return growable(byteSize, capacityBytes, UNLIMITED);
    }

    /// Allocates a shared region that can grow, aligned to 64 bytes.
    ///
    /// @param byteSize its first size, 0 to the capacity
    /// @param capacityBytes how large it can become; all of it is taken now
    /// @param budget what it is charged to until it is freed
    /// @return the first handle, for this thread; the memory is all zero
    /// @throws IllegalArgumentException if a size is out of range
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing has changed
    public static SharedRegion growable(
            long byteSize, long capacityBytes, MemoryBudget budget) {
        return make(byteSize, new RegionShape(capacityBytes, ALIGNMENT_BYTES, true), budget);
    }

    /// {@return a new handle of the same memory, for this thread}
    ///
    /// May be called by any thread, while this handle is open.
    ///
    /// @throws IllegalStateException if this handle is closed
    public SharedRegion open() {
        try {
            if (closed || !memory.tryHold()) {
                throw closed();
            }
            return holding(memory);
        } finally {
            // Forgotten meanwhile, it would give up its hold; so in the waits.
            Reference.reachabilityFence(this);
        }
    }

    /// {@return all of its bytes, for this thread, until this handle is closed}
    ///
    /// After it was made larger, by whichever handle, a new segment shows all of it; the ones
    /// before stay good.
    ///
    /// @throws WrongThreadException if the handle is another thread's
    /// @throws IllegalStateException if this handle is closed
    @Override
    public MemorySegment segment() {
        checkUse();
        if (scope == null) {
            scope = Arena.ofConfined();
            whole = memory.scopedTo(scope, this::forget);
            segment = whole.asSlice(0, memory.byteSize());
        }
        long byteSize = memory.byteSize();
        if (segment.byteSize() != byteSize) {
            segment = whole.asSlice(0, byteSize);
        }
        return segment;
    }

    /// {@return its size in bytes, which only grows}
    ///
    /// @throws WrongThreadException if the handle is another thread's
    /// @throws IllegalStateException if this handle is closed
    @Override
    public long byteSize() {
        checkUse();
        return memory.byteSize();
    }

    /// {@return how large it can become, in bytes; its size if that is fixed}
    public long capacityBytes() {
        return memory.shape().capacityBytes();
    }

    /// {@return whether it can grow}
    public boolean isGrowable() {
        return memory.shape().isResizable();
    }

    /// Makes it larger, for all handles. What is new is zero.
    ///
    /// @param newByteSize the present size to the capacity
    /// @throws IllegalArgumentException if the size is out of range, also because another thread
    ///     has made it larger meanwhile; nothing has changed
    /// @throws UnsupportedOperationException if its size is fixed
    /// @throws WrongThreadException if the handle is another thread's
    /// @throws IllegalStateException if this handle is closed
    public void grow(long newByteSize) {
        checkUse();
        if (!isGrowable()) {
            throw new UnsupportedOperationException(
                    "shared region of fixed size: byteSize="
                            + memory.byteSize()
                            + " newByteSize="
                            + newByteSize);
        }
        memory.shape().checkSize(newByteSize);
        long before = memory.grow(newByteSize);
        if (before > newByteSize) {
            throw new IllegalArgumentException(
                    "shared region cannot shrink: byteSize="
                            + before
                            + " newByteSize="
                            + newByteSize);
        }
    }

    /// Waits until another thread wakes this one at an int, if the int is as expected. No store
    /// ends the wait, nor a spurious wake-up.
    ///
    /// @param offsetBytes where the int lies, a multiple of 4
    /// @param expected what it must be, else the thread does not wait
    /// @param timeout how long to wait at most
    /// @return how it ended; woken also if it was interrupted as well, and its flag stays set then
    /// @throws IndexOutOfBoundsException if it does not lie in the region
    /// @throws IllegalArgumentException if the offset is no multiple of 4
    /// @throws WaitInterruptedException if interrupted while it waited; it took nobody's wake-up
    /// @throws WrongThreadException if the handle is another thread's
    /// @throws IllegalStateException if this handle is closed, or a call that this thread served
    ///     meanwhile closed the last one
    public WaitOutcome awaitInt(long offsetBytes, int expected, Duration timeout) {
        return await(atInt(offsetBytes, expected), timeout);
    }

    /// As [#awaitInt(long, int, Duration)], for ever.
    ///
    /// @param offsetBytes where the int lies, a multiple of 4
    /// @param expected what it must be, else the thread does not wait
    /// @return how it ended
    public WaitOutcome awaitInt(long offsetBytes, int expected) {
        return awaitInt(offsetBytes, expected, FOREVER);
    }

    /// As [#awaitInt(long, int, Duration)], at a long.
    ///
    /// @param offsetBytes where the long lies, a multiple of 8
    /// @param expected what it must be, else the thread does not wait
    /// @param timeout how long to wait at most
    /// @return how it ended
    /// @throws IllegalArgumentException if the offset is no multiple of 8
    public WaitOutcome awaitLong(long offsetBytes, long expected, Duration timeout) {
        return await(atLong(offsetBytes, expected), timeout);
    }

    /// As [#awaitLong(long, long, Duration)], for ever.
    ///
    /// @param offsetBytes where the long lies, a multiple of 8
    /// @param expected what it must be, else the thread does not wait
    /// @return how it ended
    public WaitOutcome awaitLong(long offsetBytes, long expected) {
        return awaitLong(offsetBytes, expected, FOREVER);
    }

    /// Waits as [#awaitInt(long, int, Duration)] does, without a thread: the int is compared now,
    /// and a stage takes its place behind those that wait already, threads and stages.
    ///
    /// **Threads.** The stage is completed by the common pool, never by the thread that wakes. What
    /// depends on it runs there, on a thread of no runtime: it goes home through an `XList`.
    ///
    /// **Memory.** A stage holds nothing. When the last holder goes, it fails with an
    /// `IllegalStateException`, as the cause of a `CompletionException`. At most 1,048,576 stages
    /// wait in one region.
    ///
    /// @param offsetBytes where the int lies, a multiple of 4
    /// @param expected what it must be, else the stage is completed at once
    /// @param timeout how long to wait at most
    /// @return how it ended; nobody can cancel it
    /// @throws IndexOutOfBoundsException if it does not lie in the region
    /// @throws IllegalArgumentException if the offset is no multiple of 4
    /// @throws WrongThreadException if the handle is another thread's
    /// @throws IllegalStateException if this handle is closed, or as many stages wait as may
    public CompletionStage<WaitOutcome> awaitIntAsync(
            long offsetBytes, int expected, Duration timeout) {
        return awaitAsync(atInt(offsetBytes, expected), timeout);
    }

    /// As [#awaitIntAsync(long, int, Duration)], for ever.
    ///
    /// @param offsetBytes where the int lies, a multiple of 4
    /// @param expected what it must be, else the stage is completed at once
    /// @return how it ended
    public CompletionStage<WaitOutcome> awaitIntAsync(long offsetBytes, int expected) {
        return awaitIntAsync(offsetBytes, expected, FOREVER);
    }

    /// As [#awaitIntAsync(long, int, Duration)], at a long.
    ///
    /// @param offsetBytes where the long lies, a multiple of 8
    /// @param expected what it must be, else the stage is completed at once
    /// @param timeout how long to wait at most
    /// @return how it ended
    /// @throws IllegalArgumentException if the offset is no multiple of 8
    public CompletionStage<WaitOutcome> awaitLongAsync(
            long offsetBytes, long expected, Duration timeout) {
        return awaitAsync(atLong(offsetBytes, expected), timeout);
    }

    /// As [#awaitLongAsync(long, long, Duration)], for ever.
    ///
    /// @param offsetBytes where the long lies, a multiple of 8
    /// @param expected what it must be, else the stage is completed at once
    /// @return how it ended
    public CompletionStage<WaitOutcome> awaitLongAsync(long offsetBytes, long expected) {
        return awaitLongAsync(offsetBytes, expected, FOREVER);
    }

    /// Wakes threads and stages that wait at an offset, first those that have waited longest.
    ///
    /// @param offsetBytes where they wait, a multiple of 4
    /// @param limitCount how many at most; 0 or less wakes none
    /// @return how many were woken
    /// @throws IndexOutOfBoundsException if it does not lie in the region
    /// @throws IllegalArgumentException if the offset is no multiple of 4
    /// @throws WrongThreadException if the handle is another thread's
    /// @throws IllegalStateException if this handle is closed
    public int wake(long offsetBytes, int limitCount) {
        checkUse();
        ValueWaits.checkPlace(memory.byteSize(), offsetBytes, Integer.BYTES);
        return memory.waits().wake(offsetBytes, limitCount);
    }

    /// As [#wake(long, int)], all that wait there.
    ///
    /// @param offsetBytes where they wait, a multiple of 4
    /// @return how many were woken
    public int wake(long offsetBytes) {
        return wake(offsetBytes, Integer.MAX_VALUE);
    }

    /// {@return whether another handle is one of the same memory}
    ///
    /// @param other the other handle
    public boolean sharesWith(SharedRegion other) {
        return memory == other.memory;
    }

    /// {@return how many handles and messages hold the memory now; 0 if it is freed}
    public int holderCount() {
        return memory.holderCount();
    }

    /// {@return whether this handle is closed}
    public boolean isClosed() {
        return closed;
    }

    /// Closes this handle, and ends its segments; the last one frees the memory. May be called
    /// again.
    ///
    /// @throws WrongThreadException if the handle is another thread's
    /// @throws IllegalStateException if native code works on a segment of it; nothing has changed
    @Override
    public void close() {
        checkOwner();
        if (closed) {
            return;
        }
        closeScope();
        closed = true;
        hold.giveUp();
    }

    @Override
    public String toString() {
        String state = closed ? " closed" : "";
        return String.format(Locale.ROOT, "SharedRegion[byteSize=%d%s]", memory.byteSize(), state);
    }

    private static SharedRegion make(long byteSize, RegionShape shape, MemoryBudget budget) {
        shape.checkSize(byteSize);
        return holding(SharedMemory.allocate(byteSize, shape, budget));
    }

    /// {@return a handle of this thread, to which the caller's hold passes}
    private static SharedRegion holding(SharedMemory memory) {
        @Nullable SharedRegion made = null;
        try {
            made = new SharedRegion(memory, Thread.currentThread());
            return made;
        } finally {
            if (made == null) {
                memory.release();
            }
        }
    }

    private ValueWaits atInt(long offsetBytes, int expected) {
        return ValueWaits.atInt(memory.waits(), segment(), offsetBytes, expected);
    }

    private ValueWaits atLong(long offsetBytes, long expected) {
        return ValueWaits.atLong(memory.waits(), segment(), offsetBytes, expected);
    }

    private WaitOutcome await(ValueWaits value, Duration timeout) {
        try {
            return value.await(timeout);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private CompletionStage<WaitOutcome> awaitAsync(ValueWaits value, Duration timeout) {
        try {
            return value.awaitAsync(timeout);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private void closeScope() {
        Arena open = scope;
        if (open != null) {
            open.close();
            scope = null;
            whole = MemorySegment.NULL;
            segment = MemorySegment.NULL;
        }
    }

    /// {@return the size in bytes; if no thread owns this handle, none does from then on}
    long byteSizeAsItIs() {
        return owner == null && !closed ? memory.byteSize() : byteSize();
    }

    private void checkUse() {
        checkOwner();
        if (closed) {
            throw closed();
        }
    }

    private void checkOwner() {
        if (!isMine()) {
            throw RegionOwner.refusal("shared region handle", owner);
        }
    }

    /// {@return whether this thread owns it; it does from now on if nobody did}
    private boolean isMine() {
        return RegionOwner.isMine(OWNER, this, owner);
    }

    /// Called when the scope of the segments closes, which until then keeps this reachable.
    private void forget(MemorySegment ended) {
        assert ended.byteSize() == capacityBytes();
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("shared region handle is closed");
    }

    private static final class Door implements RegionDoor<SharedRegion, SharedMemory> {
        @Override
        public String objection(SharedRegion region) {
            if (!region.isMine()) {
                return "it belongs to another thread";
            }
            return region.closed ? "it is closed" : "";
        }

        @Override
        public SharedMemory memory(SharedRegion region) {
            return region.memory;
        }

        @Override
        public SharedRegion adopt(SharedMemory memory) {
            return new SharedRegion(memory, null);
        }

        @Override
        public void letGo(SharedRegion region) {
            // If it is not this thread's, user's code has given it away already.
            if (region.isMine()) {
                region.closeScope();
                // Pairs with the compare-and-set in isMine(): who owns it next finds no scope.
                OWNER.setRelease(region, null);
            }
        }

        @Override
        public boolean withdraw(SharedRegion region) {
            if (region.isMine()) {
                region.close();
            }
            return false;
        }
    }
}
