// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The unmodifiable and synchronized wrappers of [Collections], which stay what they are around a
/// collection of their own. That is of the class of the original if it is one that is cloned as
/// what it is; else, if it is a view or another wrapper, an array list, a linked hash set or map, a
/// tree set or map.
///
/// What a wrapper of the JDK wraps may be of a class of the user, whose code would run if it were
/// asked for its elements. So it is read as a field, through [SerialFields], and refused.
@SuppressWarnings("JdkObsolete") // a linked list stands for the wrappers without random access
final class Wrappers {
    private static final List<Inside> INSIDES =
            List.of(
                    new Inside("c", Collections.unmodifiableCollection(new ArrayList<>())),
                    new Inside("m", Collections.unmodifiableMap(new LinkedHashMap<>())),
                    new Inside("c", Collections.synchronizedCollection(new ArrayList<>())),
                    new Inside("m", Collections.synchronizedMap(new LinkedHashMap<>())));

    /// One for each class of wrappers; the tag is the place in this list.
    static final List<Wrapper<?>> ALL =
            List.of(
                    Wrappers.<Collection<Object>>wrapper(
                            Collection.class,
                            new ArrayList<>(),
                            Collections::unmodifiableCollection),
                    Wrappers.<List<Object>>wrapper(
                            List.class, new ArrayList<>(), Collections::unmodifiableList),
                    Wrappers.<List<Object>>wrapper(
                            List.class, new LinkedList<>(), Collections::unmodifiableList),
                    Wrappers.<Set<Object>>wrapper(
                            Set.class, new LinkedHashSet<>(), Collections::unmodifiableSet),
                    Wrappers.<SortedSet<Object>>wrapper(
                            SortedSet.class, new TreeSet<>(), Collections::unmodifiableSortedSet),
                    Wrappers.<NavigableSet<Object>>wrapper(
                            NavigableSet.class,
                            new TreeSet<>(),
                            Collections::unmodifiableNavigableSet),
                    Wrappers.<SequencedCollection<Object>>wrapper(
                            SequencedCollection.class,
                            new ArrayList<>(),
                            Collections::unmodifiableSequencedCollection),
                    Wrappers.<SequencedSet<Object>>wrapper(
                            SequencedSet.class,
                            new LinkedHashSet<>(),
                            Collections::unmodifiableSequencedSet),
                    Wrappers.<Map<Object, Object>>wrapper(
                            Map.class, new LinkedHashMap<>(), Collections::unmodifiableMap),
                    Wrappers.<SortedMap<Object, Object>>wrapper(
                            SortedMap.class, new TreeMap<>(), Collections::unmodifiableSortedMap),
                    Wrappers.<NavigableMap<Object, Object>>wrapper(
                            NavigableMap.class,
                            new TreeMap<>(),
                            Collections::unmodifiableNavigableMap),
                    Wrappers.<SequencedMap<Object, Object>>wrapper(
                            SequencedMap.class,
                            new LinkedHashMap<>(),
                            Collections::unmodifiableSequencedMap),
                    Wrappers.<Collection<Object>>wrapper(
                            Collection.class,
                            new ArrayList<>(),
                            Collections::synchronizedCollection),
                    Wrappers.<List<Object>>wrapper(
                            List.class, new ArrayList<>(), Collections::synchronizedList),
                    Wrappers.<List<Object>>wrapper(
                            List.class, new LinkedList<>(), Collections::synchronizedList),
                    Wrappers.<Set<Object>>wrapper(
                            Set.class, new LinkedHashSet<>(), Collections::synchronizedSet),
                    Wrappers.<SortedSet<Object>>wrapper(
                            SortedSet.class, new TreeSet<>(), Collections::synchronizedSortedSet),
                    Wrappers.<NavigableSet<Object>>wrapper(
                            NavigableSet.class,
                            new TreeSet<>(),
                            Collections::synchronizedNavigableSet),
                    Wrappers.<Map<Object, Object>>wrapper(
                            Map.class, new LinkedHashMap<>(), Collections::synchronizedMap),
                    Wrappers.<SortedMap<Object, Object>>wrapper(
                            SortedMap.class, new TreeMap<>(), Collections::synchronizedSortedMap),
                    Wrappers.<NavigableMap<Object, Object>>wrapper(
                            NavigableMap.class,
                            new TreeMap<>(),
                            Collections::synchronizedNavigableMap));

    private Wrappers() {}

    /// {@return the codec of a wrapper}
    ///
    /// @param index its place in the list
    static Branch branch(int index) {
        return branch(FrameLayout.WRAPPER + index, ALL.get(index));
    }

    /// {@return what a wrapper wraps}
    static Object wrapped(Object wrapper) {
        return Objects.requireNonNull(inside(wrapper).orElseThrow().read(wrapper));
    }

    /// {@return what lies in a wrapper and is none}
    static Object innermost(Object wrapper) {
        Object each = wrapper;
        while (inside(each).isPresent()) {
            each = wrapped(each);
        }
        return each;
    }

    /// {@return whether no code of a user is behind a wrapper itself}
    ///
    /// @param innermost what lies in it
    static boolean isKnown(Object innermost) {
        return Codecs.isOfJdk(innermost.getClass()) || Frozen.isOwned(innermost);
    }

    private static Optional<Inside> inside(Object wrapper) {
        return INSIDES.stream().filter(each -> each.type.isInstance(wrapper)).findFirst();
    }

    @SuppressWarnings("unchecked") // of the type that is wrapped, which is checked
    private static <C> Branch branch(int tag, Wrapper<C> wrapper) {
        Branch contents = contents(wrapper.sample);
        return new FixedBranch(
                tag,
                (value, parts) -> parts.push(part(value, contents)),
                parts -> {
                    parts.requireCount(1);
                    Object wrapped = parts.at(0);
                    if (wrapped instanceof Frozen.Handle handle) {
                        return handle.value();
                    }
                    if (!wrapper.type.isInstance(wrapped)) {
                        throw parts.input().corrupt("wrapper around something else", tag);
                    }
                    return wrapper.wrapped((C) wrapped);
                },
                (value, index) -> "");
    }

    /// {@return what is written of a wrapper}
    ///
    /// @param general how its contents are written if they are of no class that is kept
    private static Object part(Object wrapper, Branch general) {
        Object wrapped = wrapped(wrapper);
        if (Frozen.isOwned(wrapped)) {
            return new Frozen.Handle(wrapper);
        }
        Object innermost = innermost(wrapped);
        if (!isKnown(innermost)) {
            throw new UncloneablePart(
                    "",
                    innermost.getClass(),
                    "wrapped in a " + wrapper.getClass().getName() + ", but not of the JDK",
                    null);
        }
        return Codecs.builtIn(wrapped.getClass()) instanceof Branch exact && isKept(exact)
                ? new Contents(wrapper, wrapped, exact)
                : new Contents(wrapper, wrapper, new SnapshotBranch(general));
    }

    /// {@return whether something of a class is cloned as what it is, so that it fits where it was}
    private static boolean isKept(Branch branch) {
        return switch (branch) {
            case CollectionBranch _, PlainCollectionBranch _, MapBranch _, PlainMapBranch _ -> true;
            case SnapshotBranch snapshot -> snapshot.equals(Codecs.ofTag(snapshot.tag()));
            default -> false;
        };
    }

    private static Branch contents(Object sample) {
        return switch (sample) {
            case ArrayList<?> list -> MutableBranches.ARRAY_LIST;
            case LinkedList<?> list -> MutableBranches.LINKED_LIST;
            case LinkedHashSet<?> set -> MutableBranches.LINKED_HASH_SET;
            case TreeSet<?> set -> MutableBranches.TREE_SET;
            case TreeMap<?, ?> map -> MutableBranches.TREE_MAP;
            default -> MutableBranches.LINKED_HASH_MAP;
        };
    }

    private static <C> Wrapper<C> wrapper(Class<?> type, C sample, Function<C, ?> wrap) {
        return new Wrapper<>(type, sample, wrap);
    }

    /// Where some wrappers keep what they wrap.
    ///
    /// @param type the class that has the field, and those below it
    /// @param fields its fields
    /// @param name that of the field
    private record Inside(Class<?> type, SerialFields fields, String name) {
        private Inside(String name, Object sample) {
            this(sample.getClass(), SerialFields.of(sample.getClass()), name);
        }

        private @Nullable Object read(Object wrapper) {
            return fields.read(wrapper, name);
        }
    }

    /// A class of wrappers.
    ///
    /// @param type what it wraps
    /// @param sample an empty one of what it wraps in a clone if the class is not kept
    /// @param wrap wraps it
    /// @param <C> what it wraps
    record Wrapper<C>(Class<?> type, C sample, Function<C, ?> wrap) {
        /// {@return the class of the wrapper}
        Class<?> wrapperType() {
            return wrapped(sample).getClass();
        }

        Object wrapped(C contents) {
            return Objects.requireNonNull(wrap.apply(contents));
        }
    }
}
