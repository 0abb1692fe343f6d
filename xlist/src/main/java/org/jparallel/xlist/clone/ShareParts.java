// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// What an object refers to, for those who want to know whether it can be shared.
///
/// No code of a user is asked: fields are read, and collections are those of the JDK.
final class ShareParts {
    private ShareParts() {}

    /// Pushes what an object refers to.
    static void push(Object value, PartStack parts) {
        switch (ShareKind.of(value.getClass())) {
            case HOLDER, WRAPPER -> pushElements(value, parts);
            case FIELDS -> {
                FinalFields fields = FinalFields.of(value.getClass());
                for (int i = 0; i < fields.fields().size(); i++) {
                    parts.push(fields.value(i, value));
                }
            }
            case IMMUTABLE, MUTABLE -> {}
        }
    }

    /// {@return how a path goes on to a part}
    static String step(Object value, int partIndex) {
        if (ShareKind.of(value.getClass()) == ShareKind.FIELDS) {
            return "." + FinalFields.of(value.getClass()).name(partIndex);
        }
        int place = partIndex;
        if (isSorted(value)) {
            if (partIndex == 0) {
                return ".comparator()";
            }
            place--;
        }
        return switch (value) {
            case Map<?, ?> map -> ClonePath.entry(map, place);
            case Map.Entry<?, ?> entry -> place == 0 ? ".getKey()" : ".getValue()";
            case Collection<?> collection -> ClonePath.element(place);
            default -> ".get()";
        };
    }

    /// {@return whether its first part is its comparator}
    static boolean isSorted(Object value) {
        return value instanceof SortedSet || value instanceof SortedMap;
    }

    /// Pushes what a collection of the JDK holds.
    static void pushElements(Object value, PartStack parts) {
        switch (value) {
            case SortedSet<?> set -> parts.push(set.comparator());
            case SortedMap<?, ?> map -> parts.push(map.comparator());
            default -> {}
        }
        switch (value) {
            case Map<?, ?> map -> SnapshotBranch.push(map, parts);
            case Map.Entry<?, ?> entry -> {
                parts.push(entry.getKey());
                parts.push(entry.getValue());
            }
            case Collection<?> collection -> SnapshotBranch.push(collection, parts);
            case java.util.Optional<?> optional -> optional.ifPresent(parts::push);
            default -> throw new AssertionError("no holder: type=" + value.getClass());
        }
    }

    /// {@return why an object itself, whatever it refers to, cannot be shared; empty if it can}
    static String objection(Object value) {
        Class<?> type = value.getClass();
        return switch (ShareKind.of(type)) {
            case IMMUTABLE -> isOfOtherFiles(value) ? "of another file system" : "";
            case HOLDER -> "";
            case WRAPPER -> Frozen.isFrozen(value) ? "" : "what it wraps can be changed";
            case FIELDS -> FinalFields.of(type).objection();
            case MUTABLE -> type.isArray() ? "an array can be changed" : FinalFields.CHANGES;
        };
    }

    private static boolean isOfOtherFiles(@Nullable Object value) {
        return value instanceof java.nio.file.Path path
                && path.getFileSystem() != java.nio.file.FileSystems.getDefault();
    }
}
