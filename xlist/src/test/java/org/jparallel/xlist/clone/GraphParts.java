// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the objects of a graph refer to, in an order that is the same for an object and its clone.
///
/// What has no order of its own is ordered by labels: the classes and the values that are found
/// when one looks a few steps deep. So elements of such a set, and keys of such a map, must differ
/// in a value that is not far.
final class GraphParts {
    private static final int LABEL_DEPTH = 3;

    private GraphParts() {}

    /// {@return what an object refers to}
    static List<@Nullable Object> of(Object value) {
        return switch (value) {
            case Object[] array -> Arrays.asList(array);
            case Set<?> set when !(set instanceof SequencedCollection<?>) -> ordered(set);
            case Collection<?> collection -> new ArrayList<>(collection);
            case Map<?, ?> map -> entries(map);
            case Map.Entry<?, ?> entry -> Arrays.asList(entry.getKey(), entry.getValue());
            case Optional<?> optional -> optional.isEmpty() ? List.of() : List.of(optional.get());
            case AtomicReference<?> reference -> Arrays.asList(reference.get());
            case Record fields -> components(fields);
            default -> List.of();
        };
    }

    /// {@return whether an object must come out as one object, however often it is referred to}
    static boolean keepsIdentity(Object value) {
        return isMutable(value)
                || value instanceof Record
                || value instanceof ByteBuffer
                || value instanceof Collection
                || value instanceof Map
                || value instanceof Map.Entry
                || value instanceof AtomicReference
                || value instanceof Optional;
    }

    /// {@return whether an object and its clone must be two}
    static boolean isMutable(Object value) {
        return value.getClass().isArray()
                || value.getClass()
                        .getName()
                        .matches("java\\.util\\.[A-Za-z]*(List|Set|Map|Deque)");
    }

    private static List<@Nullable Object> ordered(Collection<?> values) {
        Comparator<@Nullable Object> byLabel =
                Comparator.comparing(value -> label(value, LABEL_DEPTH));
        return values.stream().map(each -> (@Nullable Object) each).sorted(byLabel)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<@Nullable Object> entries(Map<?, ?> map) {
        List<Map.Entry<@Nullable Object, @Nullable Object>> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(entry(key, value)));
        if (!(map instanceof SequencedMap<?, ?>)) {
            entries.sort(Comparator.comparing(entry -> label(entry.getKey(), LABEL_DEPTH)));
        }
        List<@Nullable Object> parts = new ArrayList<>();
        entries.forEach(
                entry -> {
                    parts.add(entry.getKey());
                    parts.add(entry.getValue());
                });
        return parts;
    }

    private static Map.Entry<@Nullable Object, @Nullable Object> entry(
            @Nullable Object key, @Nullable Object value) {
        return new java.util.AbstractMap.SimpleEntry<>(key, value);
    }

    private static String label(@Nullable Object value, int depth) {
        if (value == null) {
            return "null";
        }
        String name = value.getClass().getName();
        if (!keepsIdentity(value)) {
            return name + "=" + value;
        }
        if (depth == 0 || value instanceof Map || value instanceof Set) {
            return name;
        }
        Stream<@Nullable Object> parts = of(value).stream();
        return name + parts.map(part -> label(part, depth - 1)).toList();
    }

    private static List<@Nullable Object> components(Record value) {
        List<@Nullable Object> parts = new ArrayList<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                Field field = value.getClass().getDeclaredField(component.getName());
                field.setAccessible(true);
                parts.add(field.get(value));
            } catch (ReflectiveOperationException failure) {
                throw new LinkageError(failure.getMessage(), failure);
            }
        }
        return parts;
    }
}
