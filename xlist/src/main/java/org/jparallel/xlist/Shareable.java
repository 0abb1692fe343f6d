// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jparallel.guard.AnyThread;
import org.jparallel.xlist.clone.Freezer;
import org.jparallel.xlist.clone.ShareCheck;
import org.jparallel.xlist.clone.UnshareablePart;
import org.jspecify.annotations.Nullable;

/// Whether threads may have the very same object, without a clone: nobody can change it, nor
/// anything that it refers to.
///
/// Shareable are strings, numbers, times and the other immutable values of the JDK; enum constants
/// and classes; what `List.of`, `Set.of`, `Map.of`, `Map.entry`, `Optional` and
/// `Collections.singleton…` make of such; records, lambdas and objects of a user's classes all of
/// whose fields are final and hold such; what [#freeze] returned; and what passes by reference:
/// lists, events and the like, and whatever says so of itself.
///
/// Not shareable are arrays, and unmodifiable views: what they show can be changed by whoever has
/// what is behind them. What cannot be judged, since its package is closed, is not shareable
/// either.
///
/// **Cost.** Each object is looked at once. Nothing recurses, and no code of the value is called:
/// its fields are read. Reflection that changes final fields is not seen.
@AnyThread
public final class Shareable {
    private Shareable() {}

    /// Looks for what hinders an object from being shared.
    ///
    /// @param value any, or null
    /// @return what hinders, of several things one that is nearest to the root; empty if it is
    ///     shareable
    public static Optional<Unshareable> check(@Nullable Object value) {
        return ShareCheck.find(value).map(Unshareable::of);
    }

    /// Makes a shareable list.
    ///
    /// @param <E> its elements
    /// @param list any; others must not change it meanwhile
    /// @return the list itself if it is shareable, else one with frozen elements
    /// @throws NotShareableException if an element cannot be frozen
    public static <E extends @Nullable Object> List<E> freeze(List<E> list) {
        return frozen(list);
    }

    /// Makes a shareable set, which keeps its order, and its comparator if it is sorted.
    ///
    /// @param <E> its elements
    /// @param set any; others must not change it meanwhile
    /// @return the set itself if it is shareable, else one with frozen elements
    /// @throws NotShareableException if an element cannot be frozen
    public static <E extends @Nullable Object> Set<E> freeze(Set<E> set) {
        return frozen(set);
    }

    /// Makes a shareable collection: a set of a set, a list of anything else.
    ///
    /// @param <E> its elements
    /// @param collection any; others must not change it meanwhile
    /// @return the collection itself if it is shareable, else one with frozen elements
    /// @throws NotShareableException if an element cannot be frozen
    public static <E extends @Nullable Object> Collection<E> freeze(Collection<E> collection) {
        return frozen(collection);
    }

    /// Makes a shareable map, which keeps its order, and its comparator if it is sorted.
    ///
    /// @param <K> its keys
    /// @param <V> its values
    /// @param map any; others must not change it meanwhile
    /// @return the map itself if it is shareable, else one with frozen keys and values
    /// @throws NotShareableException if a key or a value cannot be frozen
    public static <K extends @Nullable Object, V extends @Nullable Object> Map<K, V> freeze(
            Map<K, V> map) {
        return frozen(map);
    }

    /// Makes a shareable value.
    ///
    /// A record is made anew by its canonical constructor if something in it is: its components
    /// must be able to hold what is frozen, as a `List` can, but an `ArrayList` cannot. Collections
    /// and entries become immutable ones. What is shared in the value is shared in the copy; a
    /// cycle cannot be frozen, nor can an array.
    ///
    /// @param <T> the value
    /// @param value any; others must not change it meanwhile
    /// @return the value itself if it is shareable, else a copy
    ///     What the constructor of a record throws comes out of here, the very same object
    /// @throws NotShareableException if it, or something in it, cannot be frozen
    public static <T> T freeze(T value) {
        return frozen(value);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // of the kind of the value
    private static <T> T frozen(Object value) {
        try {
            return (T) Freezer.freeze(value);
        } catch (UnshareablePart refused) {
            throw new NotShareableException(Unshareable.of(refused.refusal()));
        }
    }
}
