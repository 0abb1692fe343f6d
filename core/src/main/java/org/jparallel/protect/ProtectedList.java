// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.AbstractList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// A list of the main thread into which contexts write: `async.list()`. Elements may be null.
///
/// Who may write what, and what functions given to it may do, stands in [ProtectedContainer]. A
/// context may append; what shifts the elements of others (`add` or `remove` in front of them,
/// `sort`) it may not do.
///
/// **Atomicity.** Every call is atomic but those of the last two rows, functions included.
///
/// | Call | May wait for writers |
/// |---|---|
/// | `size`, `isEmpty` | never |
/// | `get` | after some tries, for those who shift |
/// | `add`, `addAll`, `set`, `update`, `remove`, `removeIf`, `replaceAll`, `sort`, `clear` | yes |
/// | `snapshot`, `toArray`, `equals`, `hashCode`, `toString`, `contains`, … | after some tries |
/// | not atomic: `removeAll`, `retainAll`, `stream`, `forEach`, `subList` | as their parts |
/// | not atomic: iterators, see below | as `get` |
///
/// Some tries are [ReadStatistics#TRY_LIMIT]; those who shift move elements, or take some away.
///
/// An iterator sees each element as it is when it comes there, and those that are appended
/// meanwhile; once elements were shifted by others, it throws `ConcurrentModificationException`
/// rather than skip or repeat any.
///
/// **Cost.** Appending and setting are those of an `ArrayList` and a lock.
///
/// @param <E> the elements
@AnyThread
public final class ProtectedList<E extends @Nullable Object> extends AbstractList<E>
        implements RandomAccess, ProtectedContainer {
    private final Containers containers;
    private final SlotArray<E> slots;
    private final Protection protection = Protection.ofContainer(ProtectedList.class);

    ProtectedList(Containers containers) {
        this.containers = containers;
        slots = new SlotArray<>(containers);
    }

    // --- reading ---------------------------------------------------------------------------------

    @Override
    public E get(int index) {
        return slots.at(index);
    }

    @Override
    public int size() {
        return slots.size();
    }

    /// {@return a list of its own, with what was in this one at one moment}
    public List<E> snapshot() {
        return slots.copy();
    }

    @Override
    public Object[] toArray() {
        return slots.copy().toArray();
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(T[] array) {
        return slots.copy().toArray(array);
    }

    @Override
    public int indexOf(@Nullable Object element) {
        return slots.copy().indexOf(element);
    }

    @Override
    public int lastIndexOf(@Nullable Object element) {
        return slots.copy().lastIndexOf(element);
    }

    @Override
    public Iterator<E> iterator() {
        return new ListCursor<>(containers, slots, 0);
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        return new ListCursor<>(containers, slots, Objects.checkIndex(index, size() + 1));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof List && snapshot().equals(other));
    }

    @Override
    public int hashCode() {
        return snapshot().hashCode();
    }

    @Override
    public String toString() {
        return snapshot().toString();
    }

    @Override
    public Protection protection() {
        return protection;
    }

    @Override
    public ReadStatistics readStatistics() {
        return slots.statistics();
    }

    // --- writing ---------------------------------------------------------------------------------

    @Override
    public boolean add(E element) {
        slots.append(element, containers.writer());
        return true;
    }

    /// @throws AssignmentException if an element behind is another's
    @Override
    public void add(int index, E element) {
        @Nullable Object[] added = {element};
        slots.insertAll(index, added, SlotArray.ANY, containers.writer());
    }

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        return slots.appendAll(elements.toArray(), containers.writer());
    }

    /// @throws AssignmentException if an element behind is another's
    @Override
    public boolean addAll(int index, Collection<? extends E> elements) {
        Object[] added = elements.toArray();
        slots.insertAll(index, added, SlotArray.ANY, containers.writer());
        return added.length > 0;
    }

    /// @throws AssignmentException if the element is another's
    @Override
    public E set(int index, E element) {
        return slots.set(index, element, SlotArray.ANY, containers.writer());
    }

    /// Sets an element to what a function makes of it.
    ///
    /// @param index of the element
    /// @param function runs once, under the list's lock; what it throws comes out of here, and the
    ///     list is as it was
    /// @return the new element
    /// @throws AssignmentException if the element is another's; the function has not run then
    /// @throws IndexOutOfBoundsException if there is none
    public E update(int index, Function<? super E, ? extends E> function) {
        return slots.update(index, function, containers.writer());
    }

    /// @throws AssignmentException if this element or one behind is another's
    @Override
    public E remove(int index) {
        return slots.remove(index, SlotArray.ANY, containers.writer());
    }

    /// @throws AssignmentException if this element or one behind is another's
    @Override
    public boolean remove(@Nullable Object element) {
        return slots.removeFirst(element, containers.writer());
    }

    /// @throws AssignmentException if an element that would go, or one behind it, is another's
    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        return slots.removeIf(filter, containers.writer());
    }

    /// @throws AssignmentException if one of the elements is another's; all stay then
    @Override
    public void replaceAll(UnaryOperator<E> function) {
        slots.replaceAll(function, containers.writer());
    }

    /// @throws AssignmentException if one of the elements is another's; all stay then
    @Override
    public void sort(@Nullable Comparator<? super E> order) {
        slots.sort(order, containers.writer());
    }

    /// @throws AssignmentException if one of the elements is another's; all stay then
    @Override
    public void clear() {
        slots.removeRange(0, Integer.MAX_VALUE, containers.writer());
    }

    @Override
    protected void removeRange(int fromIndex, int toIndex) {
        slots.removeRange(fromIndex, toIndex, containers.writer());
    }
}
