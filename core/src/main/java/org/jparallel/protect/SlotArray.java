// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The array under a [ProtectedList].
///
/// ```
/// cells    [ a | b | c | d | . | . | . | . ]      what readers see
/// owners   [ M | M | 7 | 9 | . | . | . | . ]      who has stored it; only writers look
///                            ^size
/// ```
///
/// 1. One lock for all writers. Its version tells who reads several cells at one moment that nobody
///    wrote.
/// 2. Who appends writes the cell first and the size second; who sets writes one cell. Neither
///    disturbs the reader of one cell, who reads the size first and the cell second.
/// 3. Who moves cells, or takes some away, makes `shifts` odd before and even after. A reader who
///    saw it odd, or changed since, begins again, and takes the lock after some tries; inside of a
///    function that a container calls it goes on trying. No user's function runs while it is odd,
///    so the time is that of a copy.
///
/// Rejected: the lock's version for readers of one cell (contexts that append would make them all
/// begin again); a new array for each shift, which a stack would pay with every `removeLast`.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `size`, `shifts` | who holds the lock | release | any | acquire |
/// | `cells` | who holds the lock | release | any | acquire |
/// | `cells[…]` | who holds the lock | release; plain while `shifts` is odd | any | acquire |
/// | `owners` | who holds the lock | plain | who holds the lock | plain |
final class SlotArray<E extends @Nullable Object> {
    /// Stands for: whatever was shifted.
    static final long ANY = -1;

    private static final String KIND = "list";
    private static final int FEWEST_CELLS = 16;
    private static final VarHandle SIZE;
    private static final VarHandle SHIFTS;
    private static final VarHandle CELLS;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(Object[].class);

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SIZE = lookup.findVarHandle(SlotArray.class, "size", int.class);
            SHIFTS = lookup.findVarHandle(SlotArray.class, "shifts", long.class);
            CELLS = lookup.findVarHandle(SlotArray.class, "cells", Object[].class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private final Containers containers;
    private final KeptElements keeping;
    private final Reads reads = new Reads();
    private final SlotLock lock = new SlotLock();
    private @Nullable Object[] cells = new Object[FEWEST_CELLS];
    private @Nullable Writer[] owners = new Writer[FEWEST_CELLS];
    private int size;
    private long shifts;

    SlotArray(Containers containers) {
        this.containers = containers;
        keeping = new KeptElements(new Keeping(this, containers.persistence()));
    }

    // --- reading ---------------------------------------------------------------------------------

    int size() {
        // Pairs with the release in grown(): who sees the size sees the cells.
        return (int) SIZE.getAcquire(this);
    }

    /// {@return how often cells were moved or taken away, times two; odd while that goes on}
    long shifts() {
        // Pairs with the releases in beginShift() and endShift().
        return (long) SHIFTS.getAcquire(this);
    }

    E at(int index) {
        int round = 0;
        while (round < ReadStatistics.TRY_LIMIT || containers.isInside()) {
            long before = shifts();
            int length = size();
            @Nullable Object[] array = cells();
            boolean present = Integer.compareUnsigned(index, Math.min(length, array.length)) < 0;
            // Pairs with the releases in set() and append().
            Object element = present ? CELL.getAcquire(array, index) : null;
            // Pairs with the fence in beginShift(): what was read of a shift shows that it began.
            VarHandle.acquireFence();
            if ((before & 1) == 0 && before == shifts()) {
                if (!present) {
                    throw outside(index, length);
                }
                return element(element);
            }
            round = reads.retried(round);
        }
        return lockedAt(index);
    }

    private E lockedAt(int index) {
        reads.locked();
        long stamp = lock.lock();
        try {
            if (Integer.compareUnsigned(index, size) >= 0) {
                throw outside(index, size);
            }
            return element(cells[index]);
        } finally {
            lock.unlock(stamp);
        }
    }

    private static IndexOutOfBoundsException outside(int index, int size) {
        return new IndexOutOfBoundsException(
                "index out of the list: index=" + index + " size=" + size);
    }

    /// {@return all elements at one moment}
    ///
    /// @throws IllegalStateException inside of a function that a container calls
    List<E> copy() {
        containers.requireOutside(KIND);
        for (int round = 0; round < ReadStatistics.TRY_LIMIT; round = reads.retried(round)) {
            long version = lock.version();
            if (version != 0) {
                int length = size();
                @Nullable Object[] array = cells();
                List<E> copy = copy(array, Math.min(length, array.length));
                if (lock.isVersion(version)) {
                    return copy;
                }
            }
        }
        reads.locked();
        long stamp = lock.lock();
        try {
            return copy(cells, size);
        } finally {
            lock.unlock(stamp);
        }
    }

    private List<E> copy(@Nullable Object[] array, int length) {
        List<E> copy = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            // Pairs with the releases in set() and append().
            copy.add(element(CELL.getAcquire(array, i)));
        }
        return copy;
    }

    private @Nullable Object[] cells() {
        // Pairs with the release in ensure().
        return (@Nullable Object[]) CELLS.getAcquire(this);
    }

    ReadStatistics statistics() {
        return reads.statistics();
    }

    // --- writing: what shifts nothing ------------------------------------------------------------

    void append(E element, Writer writer) {
        long stamp = begin(writer);
        try {
            ensure(size + 1L);
            place(size, keeping.take(element), writer);
            grown(size + 1);
        } finally {
            end(writer, stamp);
        }
    }

    boolean appendAll(@Nullable Object[] elements, Writer writer) {
        long stamp = begin(writer);
        try {
            ensure((long) size + elements.length);
            @Nullable Object[] taken = keeping.takeAll(elements);
            for (int i = 0; i < taken.length; i++) {
                place(size + i, taken[i], writer);
            }
            grown(size + taken.length);
        } finally {
            end(writer, stamp);
        }
        return elements.length > 0;
    }

    E set(int index, E element, long expectedShifts, Writer writer) {
        long stamp = begin(writer);
        try {
            expect(expectedShifts);
            check(Objects.checkIndex(index, size), writer);
            E old = element(cells[index]);
            E taken = keeping.take(element);
            keeping.discard(old);
            place(index, taken, writer);
            return old;
        } finally {
            end(writer, stamp);
        }
    }

    E update(int index, Function<? super E, ? extends E> function, Writer writer) {
        long stamp = begin(writer);
        try {
            check(Objects.checkIndex(index, size), writer);
            E taken = keeping.take(function.apply(element(cells[index])));
            keeping.discard(cells[index]);
            place(index, taken, writer);
            return taken;
        } finally {
            end(writer, stamp);
        }
    }

    void replaceAll(UnaryOperator<E> function, Writer writer) {
        long stamp = begin(writer);
        try {
            check(0, size, writer);
            @Nullable Object[] replaced = new Object[size];
            for (int i = 0; i < replaced.length; i++) {
                replaced[i] = function.apply(element(cells[i]));
            }
            @Nullable Object[] taken = keeping.takeAll(replaced);
            discard(0, size);
            beginShift();
            for (int i = 0; i < taken.length; i++) {
                place(i, taken[i], writer);
            }
            endShift();
        } finally {
            end(writer, stamp);
        }
    }

    // --- writing: what shifts --------------------------------------------------------------------

    /// {@return what `shifts` is since}
    long insertAll(
            int index, @Nullable Object[] elements, long expectedShifts, Writer writer) {
        long stamp = begin(writer);
        try {
            expect(expectedShifts);
            Objects.checkIndex(index, size + 1);
            check(index, size, writer);
            ensure((long) size + elements.length);
            @Nullable Object[] taken = keeping.takeAll(elements);
            boolean shifting = index < size;
            if (shifting) {
                beginShift();
                move(index, index + taken.length, size - index);
            }
            for (int i = 0; i < taken.length; i++) {
                place(index + i, taken[i], writer);
            }
            grown(size + taken.length);
            if (shifting) {
                endShift();
            }
            return shifts;
        } finally {
            end(writer, stamp);
        }
    }

    E remove(int index, long expectedShifts, Writer writer) {
        long stamp = begin(writer);
        try {
            expect(expectedShifts);
            Objects.checkIndex(index, size);
            check(index, size, writer);
            E removed = element(cells[index]);
            cut(index, index + 1);
            return removed;
        } finally {
            end(writer, stamp);
        }
    }

    boolean removeFirst(@Nullable Object element, Writer writer) {
        long stamp = begin(writer);
        try {
            for (int i = 0; i < size; i++) {
                if (Objects.equals(element, cells[i])) {
                    check(i, size, writer);
                    cut(i, i + 1);
                    return true;
                }
            }
            return false;
        } finally {
            end(writer, stamp);
        }
    }

    void removeRange(int fromIndex, int toIndex, Writer writer) {
        long stamp = begin(writer);
        try {
            int to = Math.min(toIndex, size);
            if (fromIndex < to) {
                check(fromIndex, size, writer);
                cut(fromIndex, to);
            }
        } finally {
            end(writer, stamp);
        }
    }

    boolean removeIf(Predicate<? super E> filter, Writer writer) {
        Objects.requireNonNull(filter, "filter");
        long stamp = begin(writer);
        try {
            ListSlot[] kept = new ListSlot[size];
            int keptCount = 0;
            List<@Nullable Object> removed = new ArrayList<>();
            int first = size;
            for (int i = 0; i < size; i++) {
                if (filter.test(element(cells[i]))) {
                    first = Math.min(first, i);
                    removed.add(cells[i]);
                } else {
                    kept[keptCount] = slot(i);
                    keptCount++;
                }
            }
            check(first, size, writer);
            if (first == size) {
                return false;
            }
            removed.forEach(keeping::discard);
            beginShift();
            place(kept, keptCount);
            vacate(keptCount, size);
            grown(keptCount);
            endShift();
            return true;
        } finally {
            end(writer, stamp);
        }
    }

    void sort(@Nullable Comparator<? super E> order, Writer writer) {
        long stamp = begin(writer);
        try {
            check(0, size, writer);
            ListSlot[] sorted = new ListSlot[size];
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = slot(i);
            }
            Arrays.sort(sorted, ListSlot.order(order));
            beginShift();
            place(sorted, sorted.length);
            endShift();
        } finally {
            end(writer, stamp);
        }
    }

    // --- under the lock --------------------------------------------------------------------------

    private long begin(Writer writer) {
        writer.requireOutside(KIND);
        long stamp = lock.lock();
        writer.enter(KIND);
        return stamp;
    }

    private void end(Writer writer, long stamp) {
        List<Object> dropped = keeping.takeDiscarded();
        writer.leave();
        lock.unlock(stamp);
        keeping.drop(dropped);
    }

    private void expect(long expectedShifts) {
        if (expectedShifts != ANY && expectedShifts != shifts) {
            throw new ConcurrentModificationException("elements were shifted meanwhile");
        }
    }

    private void check(int from, int to, Writer writer) {
        for (int i = from; i < to && !writer.isMain(); i++) {
            check(i, writer);
        }
    }

    private void check(int index, Writer writer) {
        Writer owner = owners[index];
        assert owner != null : "no owner: index=" + index;
        if (!writer.mayReplace(owner) && cells[index] != null) {
            throw new AssignmentException(KIND, index, owner);
        }
    }

    private void ensure(long neededCount) {
        if (neededCount > cells.length) {
            long larger = Math.max(neededCount, cells.length + (cells.length >> 1));
            int length = (int) Math.min(larger, Integer.MAX_VALUE - 8);
            if (neededCount > length) {
                throw new OutOfMemoryError("too large for a list: size=" + neededCount);
            }
            owners = Arrays.copyOf(owners, length);
            // Pairs with the acquire in cells(): what was there before is in the new array.
            CELLS.setRelease(this, Arrays.copyOf(cells, length));
        }
    }

    private void place(int index, @Nullable Object element, Writer writer) {
        owners[index] = writer;
        // Pairs with the acquires in at() and copy(): who sees the element sees what is in it.
        CELL.setRelease(cells, index, element);
    }

    private void place(ListSlot[] slots, int count) {
        for (int i = 0; i < count; i++) {
            cells[i] = slots[i].element();
            owners[i] = slots[i].owner();
        }
    }

    private void grown(int newSize) {
        // Pairs with the acquire in size().
        SIZE.setRelease(this, newSize);
    }

    private void cut(int from, int to) {
        discard(from, to);
        beginShift();
        move(to, from, size - to);
        int newSize = size - (to - from);
        vacate(newSize, size);
        grown(newSize);
        endShift();
    }

    private void discard(int from, int to) {
        for (int i = from; i < to; i++) {
            keeping.discard(cells[i]);
        }
    }

    private void move(int from, int to, int count) {
        System.arraycopy(cells, from, cells, to, count);
        System.arraycopy(owners, from, owners, to, count);
    }

    private void vacate(int from, int to) {
        Arrays.fill(cells, from, to, null);
        Arrays.fill(owners, from, to, null);
    }

    /// Nothing between this and [#endShift] may throw, not for want of memory either: it would
    /// stay odd, and who reads would wait.
    private void beginShift() {
        SHIFTS.setOpaque(this, shifts + 1);
        // Pairs with the fence in at(): nothing of the shift is seen before it has begun.
        VarHandle.releaseFence();
    }

    private void endShift() {
        // Pairs with the acquire in shifts(): who sees it even again sees all of the shift.
        SHIFTS.setRelease(this, shifts + 1);
    }

    private ListSlot slot(int index) {
        return new ListSlot(cells[index], owners[index]);
    }

    // Only elements are ever placed, and null only where E allows it.
    @SuppressWarnings({"unchecked", "NullAway"})
    private E element(@Nullable Object cell) {
        return (E) cell;
    }
}
