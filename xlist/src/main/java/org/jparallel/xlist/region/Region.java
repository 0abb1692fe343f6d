// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.guard.AnyThread;
import org.jparallel.xlist.heap.MovingDoor;
import org.jparallel.xlist.heap.RegionDoors;
import org.jparallel.xlist.heap.RegionMemory;
import org.jparallel.xlist.heap.RegionShape;
import org.jspecify.annotations.Nullable;

/// Memory off the heap that one thread owns, and hands over to another without a copy.
///
/// ```
/// Region region = Region.allocate(1 << 30);
/// region.segment().set(ValueLayout.JAVA_LONG, 0, 42);
/// list.transfer(new Image(1920, 1080, region), region);   // the region is detached from now on
/// ```
///
/// In a message a region is copied, all of it, like everything else. In the transfer list of the
/// message it moves: what is taken has a new region at the same address, and belongs to the taker.
/// The old one is detached, and every use of it throws [DetachedException]; its segments are dead,
/// and throw what the JDK throws then, `IllegalStateException: Already closed`. In the result of a
/// work it moves by itself.
///
/// **Threads.** A region and its segments belong to the thread that allocated it. One that came out
/// of a message belongs to the first thread that uses it, or a slice or view of it; making these is
/// no use. Another one gets a `WrongThreadException`. [#isDetached], [#isClosed] and `toString` may
/// be called by any thread.
///
/// **Memory.** Its capacity, in a chunk of its own, zero at first, freed by [#close]. A message
/// that carries a region owns its memory, and frees it if it is dropped. What is forgotten without
/// `close` is freed after the garbage collector found out, and neither the region nor a segment of
/// it could be reached; with `-Djparallel.debug=true` it is reported on the logger
/// `org.jparallel.xlist`, with where it was allocated.
///
/// **Cost.** A transfer costs the same for every size.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `owner` | first user; owner in `letGo` | compare-and-set; release | any thread | plain |
/// | `state` | the owner | release | any thread | acquire |
/// | `memory` | the owner | plain | the owner; while there is none, any thread | plain |
/// | `scope`, `whole`, `segment` | the owner | plain | the owner | plain |
@AnyThread
public final class Region implements Transferable, Viewable {
    private static final MemoryBudget UNLIMITED = new MemoryBudget("regions", Long.MAX_VALUE);
    private static final long LEAST_ALIGNMENT_BYTES = 16;
    private static final VarHandle STATE;
    private static final VarHandle OWNER = RegionOwner.handle(MethodHandles.lookup());

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Region.class, "state", RegionState.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
        RegionDoors.putUp(Region.class, new Door());
    }

    /// Absent while nobody has used it since it came out of a message.
    private @Nullable Thread owner;

    @SuppressWarnings("FieldMayBeFinal") // written through STATE
    private RegionState state = RegionState.ATTACHED;

    private @Nullable RegionMemory memory;

    // Made when they are asked for, dropped when the segments die.
    private @Nullable Arena scope;
    private MemorySegment whole = MemorySegment.NULL;
    private @Nullable MemorySegment segment;

    private Region(RegionMemory memory, @Nullable Thread owner) {
        this.memory = memory;
        this.owner = owner;
    }

    /// Allocates a region of fixed size, aligned to 16 bytes.
    ///
    /// @param byteSize its size, 0 to 2^40
    /// @return the region, all zero, owned by this thread
    /// @throws IllegalArgumentException if the size is out of range
    public static Region allocate(long byteSize) {
        return allocate(byteSize, LEAST_ALIGNMENT_BYTES, UNLIMITED);
    }

    /// Allocates a region of fixed size.
    ///
    /// @param byteSize its size, 0 to 2^40
    /// @param alignmentBytes what its address is a multiple of: a power of two, up to 2^21
    /// @param budget what it is charged to until it is freed, whoever has it then; copies of it are
    ///     charged to the same
    /// @return the region, all zero, owned by this thread
    /// @throws IllegalArgumentException if the size or the alignment is out of range
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing has changed
    public static Region allocate(long byteSize, long alignmentBytes, MemoryBudget budget) {
        RegionShape shape = new RegionShape(byteSize, alignmentBytes, false);
        RegionMemory memory = RegionMemory.allocate(byteSize, shape, budget);
        return new Region(memory, Thread.currentThread());
    }

    /// Allocates a region whose size can be changed.
    ///
    /// @param byteSize its first size, 0 to the capacity
    /// @param capacityBytes how large it can become; all of it is taken now
    /// @return the region, all zero, owned by this thread, aligned to 16 bytes
    /// @throws IllegalArgumentException if a size is out of range
    public static Region resizable(long byteSize, long capacityBytes) {
        return resizable(byteSize, capacityBytes, UNLIMITED);
    }

    /// Allocates a region whose size can be changed.
    ///
    /// @param byteSize its first size, 0 to the capacity
    /// @param capacityBytes how large it can become; all of it is taken now
    /// @param budget as in [#allocate(long, long, MemoryBudget)]
    /// @return the region, all zero, owned by this thread, aligned to 16 bytes
    /// @throws IllegalArgumentException if a size is out of range
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing has changed
    public static Region resizable(long byteSize, long capacityBytes, MemoryBudget budget) {
        RegionShape shape = new RegionShape(capacityBytes, LEAST_ALIGNMENT_BYTES, true);
        shape.checkSize(byteSize);
        RegionMemory memory = RegionMemory.allocate(byteSize, shape, budget);
        return new Region(memory, Thread.currentThread());
    }

    /// {@return all of its bytes, for this thread, until it is detached, made smaller, or closed}
    ///
    /// After it was made larger, a new segment shows all of it; the ones before stay good.
    ///
    /// @throws WrongThreadException if another thread owns it
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    @Override
    public MemorySegment segment() {
        RegionMemory held = held();
        MemorySegment present = segment;
        if (present == null) {
            if (scope == null) {
                scope = Arena.ofConfined();
                whole = held.scopedTo(scope);
            }
            present = whole.asSlice(0, held.byteSize());
            segment = present;
        }
        return present;
    }

    /// {@return its size in bytes}
    ///
    /// @throws WrongThreadException if another thread owns it
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    @Override
    public long byteSize() {
        return held().byteSize();
    }

    /// {@return how large it can become, in bytes; its size if that is fixed}
    ///
    /// @throws WrongThreadException if another thread owns it
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    public long capacityBytes() {
        return held().shape().capacityBytes();
    }

    /// {@return whether its size can be changed}
    ///
    /// @throws WrongThreadException if another thread owns it
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    public boolean isResizable() {
        return held().shape().isResizable();
    }

    /// Changes its size. What is new is zero, also where it was cut off before. Its segments stay
    /// good when it becomes larger, and die when it becomes smaller.
    ///
    /// @param newByteSize 0 to the capacity
    /// @throws IllegalArgumentException if the size is out of range; nothing has changed
    /// @throws UnsupportedOperationException if its size is fixed
    /// @throws WrongThreadException if another thread owns it
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed, or native code works on a segment of it;
    ///     nothing has changed
    public void resize(long newByteSize) {
        RegionMemory held = held();
        if (!held.shape().isResizable()) {
            throw new UnsupportedOperationException(
                    "region of fixed size: byteSize="
                            + held.byteSize()
                            + " newByteSize="
                            + newByteSize);
        }
        held.shape().checkSize(newByteSize);
        if (newByteSize < held.byteSize()) {
            closeScope();
        }
        segment = null;
        held.resize(newByteSize);
    }

    /// {@return a slice that ends where the region ends, also when its size has changed}
    ///
    /// @param offsetBytes where it begins, 0 to the size
    /// @throws IndexOutOfBoundsException if it begins beyond the end
    /// @throws WrongThreadException if another thread owns it
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    public RegionSlice slice(long offsetBytes) {
        return RegionSlice.of(this, offsetBytes, RegionSlice.TO_THE_END);
    }

    /// {@return a slice of fixed size}
    ///
    /// @param offsetBytes where it begins, 0 or more
    /// @param byteSize its size; it ends within the region
    /// @throws IndexOutOfBoundsException if it does not lie in the region
    /// @throws WrongThreadException if another thread owns it
    /// @throws DetachedException if it was transferred
    /// @throws IllegalStateException if it is closed
    public RegionSlice slice(long offsetBytes, long byteSize) {
        if (byteSize < 0) {
            throw new IndexOutOfBoundsException("negative size: byteSize=" + byteSize);
        }
        return RegionSlice.of(this, offsetBytes, byteSize);
    }

    /// {@return whether it was transferred}
    public boolean isDetached() {
        return state() == RegionState.DETACHED;
    }

    /// {@return whether [#close] was called while it had its memory}
    public boolean isClosed() {
        return state() == RegionState.CLOSED;
    }

    /// Frees its memory now. Nothing happens if it is detached, or closed already.
    ///
    /// @throws WrongThreadException if another thread owns it
    /// @throws IllegalStateException if native code works on a segment of it; nothing has changed
    @Override
    public void close() {
        checkOwner();
        RegionMemory held = memory;
        if (held != null) {
            let(RegionState.CLOSED);
            held.release();
        }
    }

    @Override
    public String toString() {
        return "Region[" + state().name().toLowerCase(java.util.Locale.ROOT) + "]";
    }

    private RegionState state() {
        // Pairs with the release in state(RegionState).
        return (RegionState) STATE.getAcquire(this);
    }

    private void state(RegionState next) {
        // Pairs with the acquire in state(); the owner alone writes it.
        STATE.setRelease(this, next);
    }

    private RegionMemory held() {
        checkOwner();
        RegionMemory held = memory;
        if (held == null) {
            throw state == RegionState.DETACHED
                    ? new DetachedException()
                    : new IllegalStateException("region is closed");
        }
        return held;
    }

    /// {@return its size in bytes; if nobody owns it, nobody does from then on}
    long byteSizeAsItIs() {
        // Plain: what another thread that begins to use it meanwhile does to the size is found
        // when what is made of it is used.
        RegionMemory present = memory;
        return owner == null && present != null ? present.byteSize() : byteSize();
    }

    private void checkOwner() {
        if (!isMine()) {
            throw RegionOwner.refusal("region", owner);
        }
    }

    /// {@return whether this thread owns it; it does from now on if nobody did}
    private boolean isMine() {
        return RegionOwner.isMine(OWNER, this, owner);
    }

    /// Lets the memory go.
    private void let(RegionState next) {
        closeScope();
        segment = null;
        memory = null;
        state(next);
    }

    private void closeScope() {
        Arena open = scope;
        if (open != null) {
            open.close();
            scope = null;
            whole = MemorySegment.NULL;
        }
    }

    private static final class Door implements MovingDoor<Region, RegionMemory> {
        @Override
        public String objection(Region region) {
            if (!region.isMine()) {
                return "it belongs to another thread";
            }
            return switch (region.state) {
                case ATTACHED -> "";
                case DETACHED -> "it is detached";
                case CLOSED -> "it is closed";
            };
        }

        @Override
        public RegionMemory memory(Region region) {
            return region.held();
        }

        @Override
        public RegionMemory detach(Region region) {
            RegionMemory held = region.held();
            region.let(RegionState.DETACHED);
            return held;
        }

        @Override
        public void reattach(Region region, RegionMemory memory) {
            assert region.state == RegionState.DETACHED : region;
            region.memory = memory;
            region.state(RegionState.ATTACHED);
        }

        @Override
        public Region adopt(RegionMemory memory) {
            return new Region(memory, null);
        }

        @Override
        public void letGo(Region region) {
            // If it is not this thread's, user's code has given it away already.
            if (region.isMine()) {
                region.closeScope();
                region.segment = null;
                // Pairs with the compare-and-set in isMine(): who owns it next finds no scope.
                OWNER.setRelease(region, null);
            }
        }

        @Override
        public boolean withdraw(Region region) {
            boolean isAttached = region.isMine() && region.memory != null;
            if (isAttached) {
                region.let(RegionState.DETACHED);
            }
            return isAttached;
        }
    }
}
