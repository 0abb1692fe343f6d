// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.ConcurrentModificationException;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Where somebody is in a [ProtectedList]: appending does not disturb it, shifting by others ends
/// it.
final class ListCursor<E extends @Nullable Object> implements ListIterator<E> {
    private static final int NONE = -1;

    private final Containers containers;
    private final SlotArray<E> slots;
    private long shifts;
    private int position;
    private int last = NONE;

    ListCursor(Containers containers, SlotArray<E> slots, int position) {
        this.containers = containers;
        this.slots = slots;
        this.position = position;
        shifts = slots.shifts();
    }

    @Override
    public boolean hasNext() {
        return position < slots.size();
    }

    @Override
    public E next() {
        E element = at(position);
        last = position;
        position++;
        return element;
    }

    @Override
    public boolean hasPrevious() {
        return position > 0;
    }

    @Override
    public E previous() {
        E element = at(position - 1);
        position--;
        last = position;
        return element;
    }

    private E at(int index) {
        E element;
        try {
            element = slots.at(index);
        } catch (IndexOutOfBoundsException _) {
            checkShifts();
            throw new NoSuchElementException("no element: index=" + index);
        }
        checkShifts();
        return element;
    }

    private void checkShifts() {
        if (slots.shifts() != shifts) {
            throw new ConcurrentModificationException("elements were shifted meanwhile");
        }
    }

    @Override
    public int nextIndex() {
        return position;
    }

    @Override
    public int previousIndex() {
        return position - 1;
    }

    @Override
    public void remove() {
        slots.remove(requireLast(), shifts, containers.writer());
        // Removing shifted once; had others done so since, the next step would find out.
        shifts += 2;
        position = last;
        last = NONE;
    }

    @Override
    public void set(E element) {
        slots.set(requireLast(), element, shifts, containers.writer());
    }

    @Override
    public void add(E element) {
        @Nullable Object[] added = {element};
        shifts = slots.insertAll(position, added, shifts, containers.writer());
        position++;
        last = NONE;
    }

    private int requireLast() {
        if (last == NONE) {
            throw new IllegalStateException("no element, call next or previous first");
        }
        return last;
    }
}
