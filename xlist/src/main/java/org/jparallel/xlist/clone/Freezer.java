// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// Makes a copy of a value that nobody can change, and that refers to nothing that somebody can.
///
/// **Algorithm.** Depth first, with a stack of its own: what an object refers to is frozen before
/// the object. An object of which nothing had to be replaced is its own copy; so what is immutable
/// already costs no memory, and identities are kept. A cycle cannot be frozen: something in it has
/// to be there before the rest.
///
/// **Threads.** One.
@AnyThread
public final class Freezer {
    /// Instead of the copy of an object that is being frozen.
    private static final Object BEGUN = new Object();

    private final IdentityHashMap<Object, Object> copies = new IdentityHashMap<>();
    private final PartStack parts = new PartStack();
    private final List<Level> levels = new ArrayList<>();

    private Freezer() {}

    /// {@return the value, or a copy that nobody can change}
    ///
    /// @param root any value
    /// @throws UnshareablePart if something in it cannot be frozen
    public static Object freeze(Object root) {
        return new Freezer().run(root);
    }

    private Object run(Object root) {
        Object known = enter(root);
        if (known != null) {
            return known;
        }
        while (true) {
            Level top = levels.getLast();
            if (top.next == top.end) {
                Object copy = build(top);
                copies.put(top.value, copy);
                parts.truncate(top.from);
                levels.removeLast();
                if (levels.isEmpty()) {
                    return copy;
                }
                replace(levels.getLast(), copy);
            } else {
                freezePart(top);
            }
        }
    }

    private void freezePart(Level top) {
        Object part = parts.at(top.next);
        if (part == null) {
            top.next++;
            return;
        }
        Object known = enter(part);
        if (known != null) {
            replace(top, known);
        }
    }

    private void replace(Level level, Object copy) {
        level.isChanged |= parts.at(level.next) != copy;
        parts.replace(level.next++, copy);
    }

    /// {@return the copy of an object if it is known; if not, it is the innermost now}
    private @Nullable Object enter(Object value) {
        Object known = copies.get(value);
        if (known == BEGUN) {
            throw refusal(value, "a cycle cannot be frozen");
        }
        if (known != null) {
            return known;
        }
        Class<?> type = value.getClass();
        ShareKind kind = ShareKind.of(type);
        if (kind == ShareKind.IMMUTABLE) {
            requireNone(value, ShareParts.objection(value));
            return value;
        }
        if (kind == ShareKind.FIELDS && !type.isRecord()) {
            requireShareable(value);
            copies.put(value, value);
            return value;
        }
        if (kind == ShareKind.FIELDS) {
            requireNone(value, FinalFields.of(type).objection());
        } else if (kind == ShareKind.MUTABLE) {
            requireCollection(value);
        } else if (kind == ShareKind.WRAPPER && !Wrappers.isKnown(Wrappers.innermost(value))) {
            throw refusal(value, "what it wraps is not of the JDK");
        }
        copies.put(value, BEGUN);
        levels.add(new Level(value, parts.size()));
        pushParts(value, kind);
        levels.getLast().end = parts.size();
        return null;
    }

    private void pushParts(Object value, ShareKind kind) {
        if (kind == ShareKind.MUTABLE) {
            ShareParts.pushElements(value, parts);
        } else {
            ShareParts.push(value, parts);
        }
    }

    /// {@return the copy of an object whose parts are frozen}
    private Object build(Level level) {
        Object value = level.value;
        @Nullable Object[] frozen = parts.copy(level.from, level.end - level.from);
        if (!level.isChanged && ShareParts.objection(value).isEmpty()) {
            return value;
        }
        if (value.getClass().isRecord()) {
            return record(value, frozen);
        }
        @Nullable Object[] elements =
                ShareParts.isSorted(value) ? Arrays.copyOfRange(frozen, 1, frozen.length) : frozen;
        return switch (value) {
            case Map<?, ?> map -> sized(map, Frozen.map(map, elements), elements.length / 2);
            case Map.Entry<?, ?> entry ->
                    new java.util.AbstractMap.SimpleImmutableEntry<>(elements[0], elements[1]);
            case Set<?> set -> sized(set, Frozen.set(set, elements), elements.length);
            case Collection<?> collection -> FixedBranches.list(elements);
            default -> Optional.ofNullable(elements[0]);
        };
    }

    private Object record(Object value, @Nullable Object[] frozen) {
        RecordMaker maker = RecordMaker.of(value.getClass());
        FinalFields fields = FinalFields.of(value.getClass());
        for (int i = 0; i < frozen.length; i++) {
            Object part = frozen[i];
            Class<?> wanted = fields.fields().get(i).getType();
            if (part != null && !wanted.isPrimitive() && !wanted.isInstance(part)) {
                throw refusal(
                        value,
                        "component cannot hold what is frozen: name="
                                + fields.name(i)
                                + " wanted="
                                + wanted.getName());
            }
        }
        return maker.make(fields, frozen);
    }

    private Object sized(Object value, Object copy, int count) {
        int size =
                copy instanceof Map<?, ?> map ? map.size() : ((Collection<?>) copy).size();
        if (size != count) {
            throw refusal(value, "elements are equal once they are frozen");
        }
        return copy;
    }

    private void requireCollection(Object value) {
        boolean isCollection =
                value instanceof Collection
                        || (value instanceof Map && !(value instanceof IdentityHashMap))
                        || value instanceof Map.Entry;
        boolean isKnown = !(Codecs.builtIn(value.getClass()) instanceof Refused);
        if (!isCollection || !isKnown) {
            requireNone(value, ShareParts.objection(value));
        }
    }

    private void requireNone(Object value, String objection) {
        if (!objection.isEmpty()) {
            throw refusal(value, objection);
        }
    }

    /// A class of a user cannot be made anew, and so must be shareable as it is.
    private void requireShareable(Object value) {
        ShareCheck.find(value)
                .ifPresent(
                        inner -> {
                            throw new UnshareablePart(
                                    new ShareRefusal(
                                            path() + inner.path().substring("root".length()),
                                            inner.type(),
                                            inner.reason()));
                        });
    }

    private UnshareablePart refusal(Object value, String reason) {
        boolean isBuilt =
                !levels.isEmpty()
                        && levels.getLast().value == value
                        && levels.getLast().next == levels.getLast().end;
        return new UnshareablePart(
                new ShareRefusal(
                        isBuilt ? path(levels.size() - 1) : path(),
                        value.getClass().getName(),
                        reason));
    }

    /// {@return the path to the part that is being entered}
    private String path() {
        return path(levels.size());
    }

    private String path(int count) {
        ArrayDeque<String> steps = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            Level level = levels.get(i);
            steps.addLast(ShareParts.step(level.value, level.next - level.from));
        }
        return ShareRefusal.path(steps);
    }

    /// An object that is being frozen.
    private static final class Level {
        private final Object value;
        private final int from;
        private int next;
        private int end;

        /// Whether the copy of a part is another object than the part.
        private boolean isChanged;

        private Level(Object value, int from) {
            this.value = value;
            this.from = from;
            next = from;
            end = from;
        }
    }
}
