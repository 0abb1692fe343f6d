// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jparallel.guard.PassedByReference;
import org.jspecify.annotations.Nullable;

/// Sets and maps that nobody can change, in an order: an unmodifiable wrapper of the JDK around a
/// collection that nobody else has.
///
/// That nobody else has it shows in its class, which only this one makes and never hands out.
/// Rejected: `Set.copyOf` and `Map.copyOf`, which lose the order; a mark on the wrapper, which has
/// no room for one; collections of our own, which have 40 methods to get wrong.
final class Frozen {
    private static final Set<Class<?>> WRAPPERS =
            Set.of(
                    set(Set.of(), new Object[0]).getClass(),
                    set(new TreeSet<>(), new Object[0]).getClass(),
                    map(Map.of(), new Object[0]).getClass(),
                    map(new TreeMap<>(), new Object[0]).getClass());

    private Frozen() {}

    /// {@return whether a wrapper is one of ours}
    static boolean isFrozen(Object wrapper) {
        return WRAPPERS.contains(wrapper.getClass()) && isOwned(Wrappers.wrapped(wrapper));
    }

    /// {@return whether what a wrapper wraps is one of ours}
    static boolean isOwned(Object wrapped) {
        return wrapped instanceof Owned;
    }

    /// {@return a set of the elements, in their order}
    ///
    /// @param like whose comparator it has, if that is sorted
    static Collection<?> set(Collection<?> like, @Nullable Object[] elements) {
        if (like instanceof SortedSet<?> sorted) {
            @SuppressWarnings("unchecked") // of the elements
            OwnedTreeSet set = new OwnedTreeSet((SortedSet<@Nullable Object>) sorted);
            Collections.addAll(set, elements);
            return Collections.unmodifiableNavigableSet(set);
        }
        OwnedSet set = new OwnedSet();
        Collections.addAll(set, elements);
        return Collections.unmodifiableSequencedSet(set);
    }

    /// {@return a map of keys and values in turn, in their order}
    ///
    /// @param like whose comparator it has, if that is sorted
    static Map<?, ?> map(Map<?, ?> like, @Nullable Object[] entries) {
        if (like instanceof SortedMap<?, ?> sorted) {
            @SuppressWarnings("unchecked") // of the keys
            OwnedTreeMap map =
                    new OwnedTreeMap((SortedMap<@Nullable Object, @Nullable Object>) sorted);
            put(map, entries);
            return Collections.unmodifiableNavigableMap(map);
        }
        OwnedMap map = new OwnedMap();
        put(map, entries);
        return Collections.unmodifiableSequencedMap(map);
    }

    private static void put(
            Map<@Nullable Object, @Nullable Object> map, @Nullable Object[] entries) {
        for (int i = 0; i < entries.length; i += 2) {
            map.put(entries[i], entries[i + 1]);
        }
    }

    /// What only a wrapper of ours has.
    private sealed interface Owned {}

    private static final class OwnedSet extends LinkedHashSet<@Nullable Object> implements Owned {
        private static final long serialVersionUID = 1L;
    }

    private static final class OwnedTreeSet extends TreeSet<@Nullable Object> implements Owned {
        private static final long serialVersionUID = 1L;

        private OwnedTreeSet(SortedSet<@Nullable Object> like) {
            super(like.comparator());
        }
    }

    private static final class OwnedMap extends LinkedHashMap<@Nullable Object, @Nullable Object>
            implements Owned {
        private static final long serialVersionUID = 1L;
    }

    private static final class OwnedTreeMap extends TreeMap<@Nullable Object, @Nullable Object>
            implements Owned {
        private static final long serialVersionUID = 1L;

        private OwnedTreeMap(SortedMap<@Nullable Object, @Nullable Object> like) {
            super(like.comparator());
        }
    }

    /// A frozen collection on its way, which stays the very same.
    ///
    /// @param value the wrapper
    record Handle(Object value) implements PassedByReference {}
}
