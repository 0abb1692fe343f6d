// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.Collections;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// An object of the main thread whose fields contexts set: `async.object()`. Fields have names, and
/// any of them may be null.
///
/// Who may write what, and what functions given to it may do, stands in [ProtectedContainer].
///
/// **Atomicity.** Every call is atomic. [#field(String)] and [#has] never wait for writers;
/// [#names] and [#toString] are of one moment, and wait after [ReadStatistics#TRY_LIMIT] tries.
@AnyThread
public final class ProtectedObject implements ProtectedContainer {
    private final Containers containers;
    private final SlotTable<String, @Nullable Object> table;
    private final Protection protection = Protection.ofContainer(ProtectedObject.class);

    ProtectedObject(Containers containers) {
        this.containers = containers;
        table = new SlotTable<>("object", containers, 1);
    }

    /// {@return the value of a field}
    /// @param name of the field
    /// @throws NoSuchElementException if it is not set
    public @Nullable Object field(String name) {
        Node<String, @Nullable Object> node = table.find(name);
        if (node == null) {
            throw new NoSuchElementException("no such field: name=" + name);
        }
        return node.value();
    }

    /// {@return the value of a field}
    /// @param <T> its type
    /// @param name of the field
    /// @param type its type
    /// @throws NoSuchElementException if it is not set
    /// @throws ClassCastException if it is of another type
    public <T> @Nullable T field(String name, Class<T> type) {
        return type.cast(field(name));
    }

    /// {@return whether a field is set, be it to null}
    /// @param name of the field
    public boolean has(String name) {
        return table.find(name) != null;
    }

    /// Sets a field.
    ///
    /// @param name of the field
    /// @param value may be null
    /// @throws AssignmentException if it is another's
    public void set(String name, @Nullable Object value) {
        table.put(Objects.requireNonNull(name, "name"), value, containers.writer());
    }

    /// Sets a field to what a function makes of its value.
    ///
    /// @param name of the field
    /// @param function from its value, null if it is not set, to the new one. It runs once, under
    ///     the object's lock; what it throws comes out of here, and the field is as it was
    /// @return the new value
    /// @throws AssignmentException if it is another's; the function has not run then
    public @Nullable Object update(
            String name, UnaryOperator<@Nullable Object> function) {
        return table.change(name, containers.writer(), place -> {
            place.check();
            return place.set(function.apply(place.value()));
        });
    }

    /// Removes a field.
    ///
    /// @param name of the field
    /// @return its value
    /// @throws NoSuchElementException if it is not set
    /// @throws AssignmentException if it is another's
    public @Nullable Object remove(String name) {
        return table.change(name, containers.writer(), place -> {
            if (!place.isSet()) {
                throw new NoSuchElementException("no such field: name=" + name);
            }
            Object value = place.value();
            place.remove();
            return value;
        });
    }

    /// {@return the names of the fields that are set, in alphabetical order, a copy}
    public Set<String> names() {
        return Collections.unmodifiableSet(new TreeSet<>(snapshot().keySet()));
    }

    @Override
    public Protection protection() {
        return protection;
    }

    @Override
    public ReadStatistics readStatistics() {
        return table.statistics();
    }

    /// {@return the fields and their values}
    @Override
    public String toString() {
        return snapshot().toString();
    }

    private Map<String, @Nullable Object> snapshot() {
        Map<String, @Nullable Object> copy = new TreeMap<>();
        table.fields().forEach(field -> copy.put(field.key(), field.value()));
        return copy;
    }
}
