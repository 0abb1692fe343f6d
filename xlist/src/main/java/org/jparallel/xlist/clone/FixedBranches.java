// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What cannot be changed once it is made: it is built out of its parts, and stays immutable.
final class FixedBranches {
    /// By the class of the original.
    static final Map<Class<?>, Branch> ALL = new HashMap<>();

    static {
        Branch list = elements(FrameLayout.FIXED_LIST, parts -> list(parts.toArray()));
        for (List<?> sample : samples()) {
            ALL.put(sample.getClass(), list);
        }
        Branch set = elements(FrameLayout.FIXED_SET, FixedBranches::set);
        ALL.put(Set.of(1).getClass(), set);
        ALL.put(Set.of(1, 2, 3).getClass(), set);
        Branch map = entries(FrameLayout.FIXED_MAP, FixedBranches::map);
        ALL.put(Map.of(1, 1).getClass(), map);
        ALL.put(Map.of(1, 1, 2, 2).getClass(), map);
        ALL.put(
                Collections.singletonList(1).getClass(),
                elements(
                        FrameLayout.SINGLETON_LIST,
                        parts -> Collections.singletonList(only(parts))));
        ALL.put(
                Collections.singleton(1).getClass(),
                elements(
                        FrameLayout.SINGLETON_SET,
                        parts -> Collections.singleton(only(parts))));
        ALL.put(
                Collections.singletonMap(1, 1).getClass(),
                entries(
                        FrameLayout.SINGLETON_MAP,
                        parts -> Collections.singletonMap(key(parts), parts.at(1))));
        ALL.put(
                Map.entry(1, 1).getClass(),
                entry(FrameLayout.FIXED_ENTRY, parts -> Map.entry(some(parts, 0), some(parts, 1))));
        ALL.put(
                AbstractMap.SimpleEntry.class,
                entry(
                        FrameLayout.SIMPLE_ENTRY,
                        parts -> new AbstractMap.SimpleEntry<>(key(parts), parts.at(1))));
        ALL.put(
                AbstractMap.SimpleImmutableEntry.class,
                entry(
                        FrameLayout.SIMPLE_FIXED_ENTRY,
                        parts -> new AbstractMap.SimpleImmutableEntry<>(key(parts), parts.at(1))));
        ALL.put(
                Optional.class,
                new FixedBranch(
                        FrameLayout.OPTIONAL,
                        (value, parts) -> ((Optional<?>) value).ifPresent(parts::push),
                        parts ->
                                parts.count() == 0
                                        ? Optional.empty()
                                        : Optional.of(some(parts, 0)),
                        (value, index) -> ".get()"));
    }

    /// Views of map entries, which become entries of their own.
    static final Branch ENTRY = Objects.requireNonNull(ALL.get(AbstractMap.SimpleEntry.class));

    private FixedBranches() {}

    private static List<List<?>> samples() {
        return List.of(List.of(), List.of(1), List.of(1, 2, 3), List.of(1, 2, 3).subList(0, 2));
    }

    private static Branch elements(
            int tag, Function<Branch.Parts, ?> build) {
        return new FixedBranch(
                tag,
                (value, parts) -> ((Collection<?>) value).forEach(parts),
                build,
                (value, index) -> ClonePath.element(index));
    }

    private static Branch entries(int tag, Function<Branch.Parts, ?> build) {
        return new FixedBranch(
                tag,
                (value, parts) -> ((Map<?, ?>) value).forEach(parts),
                parts -> {
                    parts.requireEvenCount();
                    return build.apply(parts);
                },
                (value, index) -> ClonePath.entry((Map<?, ?>) value, index));
    }

    private static Branch entry(int tag, Function<Branch.Parts, ?> build) {
        return new FixedBranch(
                tag,
                (value, parts) -> {
                    parts.push(((Map.Entry<?, ?>) value).getKey());
                    parts.push(((Map.Entry<?, ?>) value).getValue());
                },
                parts -> {
                    parts.requireCount(2);
                    return build.apply(parts);
                },
                (value, index) -> index == 0 ? ".getKey()" : ".getValue()");
    }

    /// {@return an immutable list, which may hold null}
    static List<?> list(@Nullable Object[] elements) {
        boolean hasNull = Arrays.stream(elements).anyMatch(Objects::isNull);
        return hasNull ? Stream.of(elements).toList() : List.of(elements);
    }

    private static Map<?, ?> map(Branch.Parts parts) {
        Map.Entry<?, ?>[] entries = new Map.Entry<?, ?>[parts.count() / 2];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Map.entry(some(parts, 2 * i), some(parts, 2 * i + 1));
        }
        try {
            return Map.ofEntries(entries);
        } catch (IllegalArgumentException duplicate) {
            throw becameEqual("keys", entries.length, duplicate);
        }
    }

    private static Set<?> set(Branch.Parts parts) {
        Object[] elements = present(parts);
        try {
            return Set.of(elements);
        } catch (IllegalArgumentException duplicate) {
            throw becameEqual("elements", elements.length, duplicate);
        }
    }

    /// {@return what to throw: the very exception, if a `hashCode` or `equals` threw it}
    private static RuntimeException becameEqual(
            String what, int count, IllegalArgumentException thrown) {
        return ReadFailure.isOfJdk(thrown)
                ? new IllegalStateException(
                        what + " became equal when cloned: elementCount=" + count, thrown)
                : thrown;
    }

    private static Object[] present(Branch.Parts parts) {
        Object[] elements = new Object[parts.count()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = some(parts, i);
        }
        return elements;
    }

    private static @Nullable Object only(Branch.Parts parts) {
        parts.requireCount(1);
        return parts.at(0);
    }

    private static @Nullable Object key(Branch.Parts parts) {
        parts.requireCount(2);
        return parts.at(0);
    }

    private static Object some(Branch.Parts parts, int index) {
        Object part = parts.at(index);
        if (part == null) {
            throw parts.input().corrupt("null where none can be", index);
        }
        return part;
    }
}
