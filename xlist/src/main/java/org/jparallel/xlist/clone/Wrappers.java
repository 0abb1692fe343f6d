// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The unmodifiable and synchronized wrappers of [Collections], which stay what they are around a
/// collection of their own: an array list, a linked hash set or map, a tree set or map.
@SuppressWarnings("JdkObsolete") // a linked list stands for the wrappers without random access
final class Wrappers {
    /// One for each class of wrappers; the tag is the place in this list.
    static final List<Wrapper<?>> ALL =
            List.of(
                    wrapper(new ArrayList<Object>(), Collections::unmodifiableCollection),
                    wrapper(new ArrayList<Object>(), Collections::unmodifiableList),
                    wrapper(new LinkedList<Object>(), Collections::unmodifiableList),
                    wrapper(new LinkedHashSet<Object>(), Collections::unmodifiableSet),
                    wrapper(new TreeSet<Object>(), Collections::unmodifiableSortedSet),
                    wrapper(new TreeSet<Object>(), Collections::unmodifiableNavigableSet),
                    wrapper(new ArrayList<Object>(), Collections::unmodifiableSequencedCollection),
                    wrapper(new LinkedHashSet<Object>(), Collections::unmodifiableSequencedSet),
                    wrapper(new LinkedHashMap<Object, Object>(), Collections::unmodifiableMap),
                    wrapper(new TreeMap<Object, Object>(), Collections::unmodifiableSortedMap),
                    wrapper(new TreeMap<Object, Object>(), Collections::unmodifiableNavigableMap),
                    wrapper(
                            new LinkedHashMap<Object, Object>(),
                            Collections::unmodifiableSequencedMap),
                    wrapper(new ArrayList<Object>(), Collections::synchronizedCollection),
                    wrapper(new ArrayList<Object>(), Collections::synchronizedList),
                    wrapper(new LinkedList<Object>(), Collections::synchronizedList),
                    wrapper(new LinkedHashSet<Object>(), Collections::synchronizedSet),
                    wrapper(new TreeSet<Object>(), Collections::synchronizedSortedSet),
                    wrapper(new TreeSet<Object>(), Collections::synchronizedNavigableSet),
                    wrapper(new LinkedHashMap<Object, Object>(), Collections::synchronizedMap),
                    wrapper(new TreeMap<Object, Object>(), Collections::synchronizedSortedMap),
                    wrapper(new TreeMap<Object, Object>(), Collections::synchronizedNavigableMap));

    private Wrappers() {}

    /// {@return the codec of a wrapper}
    ///
    /// @param index its place in the list
    static Branch branch(int index) {
        return branch(FrameLayout.WRAPPER + index, ALL.get(index));
    }

    @SuppressWarnings("unchecked") // of the class of the sample, which is checked
    private static <C> Branch branch(int tag, Wrapper<C> wrapper) {
        Branch contents = contents(wrapper.sample);
        boolean mayBeFrozen = Frozen.mayBeFrozen(wrapper.wrapperType());
        return new FixedBranch(
                tag,
                (value, parts) ->
                        parts.push(
                                mayBeFrozen && Frozen.isFrozen(value)
                                        ? new Frozen.Handle(value)
                                        : new Contents(value, contents)),
                parts -> {
                    parts.requireCount(1);
                    Object wrapped = parts.at(0);
                    if (wrapped instanceof Frozen.Handle handle) {
                        return handle.value();
                    }
                    if (!wrapper.sample.getClass().isInstance(wrapped)) {
                        throw parts.input().corrupt("wrapper around something else", tag);
                    }
                    return wrapper.wrapped((C) wrapped);
                },
                (value, index) -> "");
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

    private static <C> Wrapper<C> wrapper(C sample, Function<? super C, ?> wrap) {
        return new Wrapper<>(sample, wrap);
    }

    /// A class of wrappers.
    ///
    /// @param sample an empty one of what it wraps in a clone
    /// @param wrap wraps it
    /// @param <C> what it wraps
    record Wrapper<C>(C sample, Function<? super C, ?> wrap) {
        /// {@return the class of the wrapper}
        Class<?> wrapperType() {
            return wrapped(sample).getClass();
        }

        Object wrapped(C contents) {
            return Objects.requireNonNull(wrap.apply(contents));
        }
    }
}
