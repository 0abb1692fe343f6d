// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The views of a [ProtectedMap]: all of them read its table and write through the map.
final class MapViews {
    private MapViews() {}

    /// Goes over the bins as they were when it was made, and shows each value as it is when the
    /// iterator comes to it.
    private static final class Walk<K, V extends @Nullable Object, T extends @Nullable Object>
            implements Iterator<T> {
        private final ProtectedMap<K, V> map;
        private final Function<Node<K, V>, T> shown;
        private final Node<K, V>[] bins;
        private int binIndex;
        private @Nullable Node<K, V> next;
        private @Nullable Node<K, V> last;

        Walk(ProtectedMap<K, V> map, SlotTable<K, V> table, Function<Node<K, V>, T> shown) {
            this.map = map;
            this.shown = shown;
            bins = table.bins();
            advance();
        }

        private void advance() {
            if (next != null) {
                next = next.next();
            }
            while (next == null && binIndex < bins.length) {
                next = SlotTable.bin(bins, binIndex);
                binIndex++;
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public T next() {
            Node<K, V> node = next;
            if (node == null) {
                throw new NoSuchElementException();
            }
            last = node;
            advance();
            return shown.apply(node);
        }

        @Override
        public void remove() {
            if (last == null) {
                throw new IllegalStateException("nothing to remove, call next first");
            }
            map.remove(last.key);
            last = null;
        }
    }

    /// An entry as the iterator has met it; setting it sets the slot.
    private static final class Entry<K, V extends @Nullable Object>
            extends AbstractMap.SimpleEntry<K, V> {
        private static final long serialVersionUID = 1L;

        private final transient ProtectedMap<K, V> map;

        Entry(ProtectedMap<K, V> map, Node<K, V> node) {
            super(node.key, node.value());
            this.map = map;
        }

        @Override
        public V setValue(V value) {
            map.put(getKey(), value);
            return super.setValue(value);
        }
    }

    static final class Entries<K, V extends @Nullable Object>
            extends AbstractSet<Map.Entry<K, V>> {
        private final ProtectedMap<K, V> map;
        private final SlotTable<K, V> table;

        Entries(ProtectedMap<K, V> map, SlotTable<K, V> table) {
            this.map = map;
            this.table = table;
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return new Walk<>(map, table, node -> new Entry<>(map, node));
        }

        @Override
        public int size() {
            return table.size();
        }

        @Override
        public boolean contains(@Nullable Object other) {
            if (!(other instanceof Map.Entry<?, ?> entry) || entry.getKey() == null) {
                return false;
            }
            Node<K, V> node = table.find(entry.getKey());
            return node != null && Objects.equals(node.value(), entry.getValue());
        }

        @Override
        public boolean remove(@Nullable Object other) {
            return other instanceof Map.Entry<?, ?> entry
                    && entry.getKey() != null
                    && map.remove(entry.getKey(), entry.getValue());
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    static final class Keys<K, V extends @Nullable Object> extends AbstractSet<K> {
        private final ProtectedMap<K, V> map;
        private final SlotTable<K, V> table;

        Keys(ProtectedMap<K, V> map, SlotTable<K, V> table) {
            this.map = map;
            this.table = table;
        }

        @Override
        public Iterator<K> iterator() {
            return new Walk<>(map, table, node -> node.key);
        }

        @Override
        public int size() {
            return table.size();
        }

        @Override
        public boolean contains(@Nullable Object key) {
            return map.containsKey(key);
        }

        @Override
        public boolean remove(@Nullable Object key) {
            return map.removeKey(key);
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    static final class Values<K, V extends @Nullable Object> extends AbstractCollection<V> {
        private final ProtectedMap<K, V> map;
        private final SlotTable<K, V> table;

        Values(ProtectedMap<K, V> map, SlotTable<K, V> table) {
            this.map = map;
            this.table = table;
        }

        @Override
        public Iterator<V> iterator() {
            return new Walk<>(map, table, Node::value);
        }

        @Override
        public int size() {
            return table.size();
        }

        @Override
        public void clear() {
            map.clear();
        }
    }
}
