// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whether two graphs of objects are the same up to the identity of their objects: each object of
/// one stands for exactly one of the other, wherever it is referred to.
final class Isomorphism {
    private final IdentityHashMap<Object, Object> forward = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Object> backward = new IdentityHashMap<>();
    private final Deque<Pair> open = new ArrayDeque<>();

    private Isomorphism() {}

    /// {@return what differs first; empty if nothing does}
    static Optional<String> between(@Nullable Object original, @Nullable Object copy) {
        Isomorphism isomorphism = new Isomorphism();
        isomorphism.open.push(new Pair(original, copy));
        while (!isomorphism.open.isEmpty()) {
            Optional<String> difference = isomorphism.compare(isomorphism.open.pop());
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<String> compare(Pair pair) {
        Object original = pair.original;
        Object copy = pair.copy;
        if (original == null || copy == null) {
            return original == copy ? Optional.empty() : Optional.of("only one is null");
        }
        if (original.getClass() != copy.getClass()) {
            return Optional.of("classes: " + original.getClass() + " and " + copy.getClass());
        }
        if (!keepsIdentity(original)) {
            return original.equals(copy) ? Optional.empty() : Optional.of("values: " + original);
        }
        Object known = forward.putIfAbsent(original, copy);
        Object knownBack = backward.putIfAbsent(copy, original);
        if (known != null || knownBack != null) {
            return known == copy && knownBack == original
                    ? Optional.empty()
                    : Optional.of("identity of a " + original.getClass());
        }
        if (isMutable(original) && original == copy) {
            return Optional.of("not a copy: " + original.getClass());
        }
        return compareParts(original, copy);
    }

    private Optional<String> compareParts(Object original, Object copy) {
        if (original instanceof ByteBuffer || isUnordered(original)) {
            return original.equals(copy) ? Optional.empty() : Optional.of("contents: " + original);
        }
        List<@Nullable Object> left = parts(original);
        List<@Nullable Object> right = parts(copy);
        if (left.size() != right.size()) {
            return Optional.of("sizes: " + left.size() + " and " + right.size());
        }
        if (left.isEmpty() && !isMutable(original) && !original.equals(copy)) {
            return Optional.of("values: " + original + " and " + copy);
        }
        for (int i = 0; i < left.size(); i++) {
            open.push(new Pair(left.get(i), right.get(i)));
        }
        return Optional.empty();
    }

    private static List<@Nullable Object> parts(Object value) {
        List<@Nullable Object> parts = new ArrayList<>();
        if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                parts.add(Array.get(value, i));
            }
        } else if (value instanceof Collection<?> collection) {
            parts.addAll(collection);
        } else if (value instanceof SequencedMap<?, ?> map) {
            parts.addAll(map.keySet());
            parts.addAll(map.values());
        } else if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> byText = new TreeMap<>();
            map.forEach((key, element) -> byText.put(String.valueOf(key), element));
            parts.addAll(byText.keySet());
            parts.addAll(byText.values());
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(parts::add);
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                parts.add(component(value, component));
            }
        }
        return parts;
    }

    private static @Nullable Object component(Object value, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError(failure.getMessage(), failure);
        }
    }

    private static boolean keepsIdentity(Object value) {
        return isMutable(value)
                || value instanceof Record
                || value instanceof ByteBuffer
                || value instanceof Collection
                || value instanceof Map
                || value instanceof Optional;
    }

    /// Its order may differ, so that the tests put only values with an equals into such a set, and
    /// only keys with a text into such a map.
    private static boolean isUnordered(Object value) {
        return value instanceof Set && !(value instanceof SequencedCollection);
    }

    private static boolean isMutable(Object value) {
        return value.getClass().isArray()
                || value.getClass()
                        .getName()
                        .matches("java\\.util\\.[A-Za-z]*(List|Set|Map|Deque)");
    }

    private record Pair(@Nullable Object original, @Nullable Object copy) {}
}
