// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// The memory of a shared region, with the count of its holders: handles, and frames that carry it.
///
/// It is freed by whoever gives up the last hold. A hold is only ever taken from one that is there,
/// so that the count never rises from zero.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `holderCount` | holders | compare-and-set, atomic add | holders | volatile |
/// | `byteSize` | who grows | compare-and-set | holders | acquire |
@AnyThread
public final class SharedMemory implements Payload {
    private static final VarHandle HOLDERS;
    private static final VarHandle BYTE_SIZE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HOLDERS = lookup.findVarHandle(SharedMemory.class, "holderCount", int.class);
            BYTE_SIZE = lookup.findVarHandle(SharedMemory.class, "byteSize", long.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private final RegionShape shape;
    private final RegionLoan loan;
    private final AddressWaits waits = new AddressWaits();

    @SuppressWarnings({"UnusedVariable", "FieldMayBeFinal"}) // accessed through HOLDERS
    private int holderCount = 1;

    @SuppressWarnings("UnusedVariable") // accessed through BYTE_SIZE
    private long byteSize;

    private SharedMemory(RegionShape shape, RegionLoan loan, long byteSize) {
        this.shape = shape;
        this.loan = loan;
        this.byteSize = byteSize;
        loan.use(byteSize);
    }

    /// Takes memory that is all zero.
    ///
    /// @param byteSize the first size, up to the capacity
    /// @param shape its capacity and its alignment
    /// @param budget what it is charged to, in whole chunks
    /// @return the memory, with one hold, the caller's
    /// @throws ArenaExhaustedException if the budget does not allow it; nothing has changed
    public static SharedMemory allocate(long byteSize, RegionShape shape, MemoryBudget budget) {
        RegionLoan loan = RegionLoan.of(shape, budget);
        @Nullable SharedMemory made = null;
        try {
            made = new SharedMemory(shape, loan, byteSize);
            return made;
        } finally {
            if (made == null) {
                loan.giveBack();
            }
        }
    }

    /// {@return its capacity and its alignment}
    public RegionShape shape() {
        return shape;
    }

    /// {@return where threads and stages wait for its values; those that are left when it is freed
    /// fail}
    public AddressWaits waits() {
        return waits;
    }

    /// {@return the size in bytes, which only grows}
    public long byteSize() {
        // Pairs with the compare-and-set in grow(): memory up to this size may be used.
        return (long) BYTE_SIZE.getAcquire(this);
    }

    /// {@return how many hold it now}
    public int holderCount() {
        return (int) HOLDERS.getVolatile(this);
    }

    /// Makes it larger, unless it is as large already.
    ///
    /// @param newByteSize up to the capacity
    /// @return the size before, which is larger if nothing was done
    public long grow(long newByteSize) {
        loan.use(newByteSize);
        long before = byteSize();
        while (newByteSize > before) {
            long witness = (long) BYTE_SIZE.compareAndExchange(this, before, newByteSize);
            if (witness == before) {
                return before;
            }
            before = witness;
        }
        return before;
    }

    /// {@return the memory up to its capacity, for the thread and the life of an arena only}
    ///
    /// @param scope closed by the holder before it gives up its hold
    /// @param onClose called when it is; keeps the holder reachable as long as a segment is
    @SuppressWarnings("restricted") // the same bounds, and a life that ends before the hold does
    public MemorySegment scopedTo(Arena scope, Consumer<MemorySegment> onClose) {
        return loan.memory().reinterpret(scope, onClose);
    }

    /// {@return whether there is one more hold now, the caller's; false if there was none left}
    public boolean tryHold() {
        int count = holderCount();
        while (count > 0) {
            int witness = (int) HOLDERS.compareAndExchange(this, count, count + 1);
            if (witness == count) {
                return true;
            }
            count = witness;
        }
        return false;
    }

    @Override
    public Payload again() {
        if (!tryHold()) {
            throw new IllegalStateException("shared region is freed");
        }
        return this;
    }

    @Override
    public void release() {
        // The last one sees what all others did before they gave up: an atomic add is volatile.
        int before = (int) HOLDERS.getAndAdd(this, -1);
        assert before > 0 : "given up more often than held";
        if (before == 1) {
            try {
                waits.free();
            } finally {
                loan.giveBack();
            }
        }
    }
}
