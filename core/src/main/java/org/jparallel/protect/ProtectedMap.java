// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// A map of the main thread into which contexts write: `async.dict()`. Values may be null, keys
/// not.
///
/// Who may write what, and what functions given to it may do, stands in [ProtectedContainer].
///
/// **Atomicity.** What one call does to one key is atomic, functions included, and all of it is
/// seen or nothing. A read that follows a write sees it.
///
/// | Calls | Atomic | Wait for writers |
/// |---|---|---|
/// | *read*: `get`, `getOrDefault`, `containsKey` | yes | never |
/// | *write*: `put`, `remove`, `replace`, `update`, `putIfAbsent`, `compute`, … | yes | yes |
/// | `clear` | yes | yes |
/// | *together*: `size`, `snapshot`, `equals`, `toString`, … | one moment | after some tries |
/// | *one by one*: `putAll`, `replaceAll`, `removeIf`, … | each key | as write |
/// | iterators | see below | never |
///
/// *Together* are also `isEmpty`, `hashCode` and `containsValue`; they take the locks after
/// [ReadStatistics#TRY_LIMIT] tries. What *one by one* has done before it is refused stays done.
///
/// An iterator of a view goes over the keys that were there when it was made; those added since it
/// may show or not, a key twice never, and what was removed or replaced since it may still show. It
/// throws no `ConcurrentModificationException`.
///
/// **Cost.** A read is that of a `ConcurrentHashMap`; a write takes one of several locks. Keys
/// whose hashes are all the same are searched one by one.
///
/// @param <K> the keys
/// @param <V> the values
@AnyThread
public final class ProtectedMap<K, V extends @Nullable Object> extends AbstractMap<K, V>
        implements ConcurrentMap<K, V>, ProtectedContainer {
    private static final int STRIPE_COUNT = 16;

    private final Containers containers;
    private final SlotTable<K, V> table;
    private final Protection protection = Protection.ofContainer(ProtectedMap.class);

    ProtectedMap(Containers containers) {
        this.containers = containers;
        table = new SlotTable<>("dict", containers, STRIPE_COUNT);
    }

    // --- reading ---------------------------------------------------------------------------------

    /// @throws NullPointerException if the key is null
    @Override
    public @Nullable V get(@Nullable Object key) {
        Node<K, V> node = table.find(checked(key));
        return node == null ? null : node.value();
    }

    /// @throws NullPointerException if the key is null
    @Override
    public @Nullable V getOrDefault(@Nullable Object key, V otherwise) {
        Node<K, V> node = table.find(checked(key));
        return node == null ? otherwise : node.value();
    }

    /// @throws NullPointerException if the key is null
    @Override
    public boolean containsKey(@Nullable Object key) {
        return table.find(checked(key)) != null;
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        return snapshot().containsValue(value);
    }

    @Override
    public int size() {
        return table.size();
    }

    /// {@return a map of its own, with what was in this one at one moment, in the order of an
    /// iterator}
    public Map<K, V> snapshot() {
        Map<K, V> copy = new LinkedHashMap<>();
        table.fields().forEach(field -> copy.put(field.key(), field.value()));
        return copy;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new MapViews.Entries<>(this, table);
    }

    @Override
    public Set<K> keySet() {
        return new MapViews.Keys<>(this, table);
    }

    @Override
    public Collection<V> values() {
        return new MapViews.Values<>(this, table);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof Map && snapshot().equals(other));
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
        return table.statistics();
    }

    // --- writing ---------------------------------------------------------------------------------

    /// @throws AssignmentException if the slot is another's
    /// @throws NullPointerException if the key is null
    @Override
    public @Nullable V put(K key, V value) {
        return table.put(checked(key), value, containers.writer());
    }

    /// Sets a slot to what a function makes of its value.
    ///
    /// @param key the slot
    /// @param function from its value, null if it is not set, to its new value; null is a value
    ///     too. It runs once, under the lock of the slot; what it throws comes out of here, and the
    ///     slot is as it was
    /// @return the new value
    /// @throws AssignmentException if the slot is another's; the function has not run then
    public V update(K key, Function<@Nullable V, ? extends V> function) {
        return change(key, place -> {
            place.check();
            return place.set(function.apply(place.value()));
        });
    }

    /// Sets the slot if it is not set or null.
    ///
    /// @return the value that was there and stays, or null
    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return change(key, place -> {
            V old = place.value();
            if (old == null) {
                place.set(value);
            }
            return old;
        });
    }

    /// @throws AssignmentException if the slot is another's
    @Override
    @SuppressWarnings("unchecked") // a key that is none of them is found nowhere
    public @Nullable V remove(@Nullable Object key) {
        return change((K) checked(key), place -> {
            V old = place.value();
            place.remove();
            return old;
        });
    }

    /// @throws AssignmentException if the slot holds that value and is another's
    @Override
    @SuppressWarnings("unchecked") // a key that is none of them is found nowhere
    public boolean remove(@Nullable Object key, @Nullable Object value) {
        return change((K) checked(key), place -> {
            if (!place.isSet() || !Objects.equals(place.value(), value)) {
                return false;
            }
            place.remove();
            return true;
        });
    }

    /// @throws AssignmentException if the slot is another's
    @Override
    public @Nullable V replace(K key, V value) {
        return change(key, place -> {
            V old = place.value();
            if (place.isSet()) {
                place.set(value);
            }
            return old;
        });
    }

    /// @throws AssignmentException if the slot holds that value and is another's
    @Override
    public boolean replace(K key, V old, V value) {
        return change(key, place -> {
            if (!place.isSet() || !Objects.equals(place.value(), old)) {
                return false;
            }
            place.set(value);
            return true;
        });
    }

    /// @throws AssignmentException if one of the slots is another's; those before it are replaced
    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        for (SlotTable.Field<K, V> field : table.fields()) {
            change(field.key(), place -> {
                if (place.isSet()) {
                    place.check();
                    place.set(function.apply(field.key(), place.value()));
                }
                return false;
            });
        }
    }

    /// A function that returns null leaves the slot as it is.
    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        V present = get(key);
        return present != null ? present : change(key, place -> {
            V old = place.value();
            if (old != null) {
                return old;
            }
            V value = function.apply(key);
            return value == null ? null : place.set(value);
        });
    }

    /// A function that returns null removes the slot.
    ///
    /// @throws AssignmentException if the slot is another's; the function has not run then
    @Override
    public @Nullable V computeIfPresent(
            K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        return change(key, place -> {
            V old = place.value();
            if (old == null) {
                return null;
            }
            place.check();
            return setOrRemove(place, function.apply(key, old));
        });
    }

    /// A function that returns null removes the slot.
    ///
    /// @throws AssignmentException if the slot is another's; the function has not run then
    @Override
    public @Nullable V compute(
            K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        return change(key, place -> {
            place.check();
            return setOrRemove(place, function.apply(key, place.value()));
        });
    }

    /// A function that returns null removes the slot.
    ///
    /// @throws AssignmentException if the slot is another's; the function has not run then
    @Override
    public @Nullable V merge(
            K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(function, "function");
        return change(key, place -> {
            place.check();
            V old = place.value();
            return setOrRemove(place, old == null ? value : function.apply(old, value));
        });
    }

    /// @throws AssignmentException if one of the slots is another's; all stay then
    @Override
    public void clear() {
        table.clear(containers.writer());
    }

    /// {@return whether the slot was set and is removed}
    @SuppressWarnings("unchecked") // a key that is none of them is found nowhere
    boolean removeKey(@Nullable Object key) {
        return change((K) checked(key), place -> {
            boolean set = place.isSet();
            place.remove();
            return set;
        });
    }

    private static <K, V extends @Nullable Object> @Nullable V setOrRemove(
            SlotTable<K, V>.Place place, @Nullable V value) {
        if (value != null) {
            return place.set(value);
        }
        place.remove();
        return null;
    }

    private <R extends @Nullable Object> R change(K key, SlotTable.Change<K, V, R> change) {
        return table.change(checked(key), containers.writer(), change);
    }

    private static <T> T checked(@Nullable T key) {
        return Objects.requireNonNull(key, "key");
    }
}
