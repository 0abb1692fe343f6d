// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether two graphs of objects are the same up to the identity of their objects: each object of
/// one stands for exactly one of the other, wherever it is referred to.
///
/// It walks by itself and calls no code of a user: records are read by their fields, sets and maps
/// without an order are paired by what [GraphParts] says of their elements.
public final class Isomorphism {
    /// Values that have no `equals`, and a text that says all.
    private static final Set<Class<?>> TEXTUAL =
            Set.of(
                    StringBuilder.class,
                    StringBuffer.class,
                    Pattern.class,
                    AtomicInteger.class,
                    AtomicLong.class,
                    AtomicBoolean.class);

    private final IdentityHashMap<Object, Object> forward = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Object> backward = new IdentityHashMap<>();
    private final Deque<Pair> open = new ArrayDeque<>();

    private Isomorphism() {}

    /// {@return what differs first; empty if nothing does}
    ///
    /// @param original one graph
    /// @param copy the other, which must share nothing with it that could be changed
    public static Optional<String> between(@Nullable Object original, @Nullable Object copy) {
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
        boolean isMemory = original instanceof MemorySegment && copy instanceof MemorySegment;
        if (original.getClass() != copy.getClass() && !isMemory) {
            return Optional.of("classes: " + original.getClass() + " and " + copy.getClass());
        }
        if (!GraphParts.keepsIdentity(original)) {
            return isSameValue(original, copy)
                    ? Optional.empty()
                    : Optional.of("values: " + original + " and " + copy);
        }
        Object known = forward.putIfAbsent(original, copy);
        Object knownBack = backward.putIfAbsent(copy, original);
        if (known != null || knownBack != null) {
            return known == copy && knownBack == original
                    ? Optional.empty()
                    : Optional.of("identity of a " + original.getClass());
        }
        if (GraphParts.isMutable(original) && original == copy) {
            return Optional.of("not a copy: " + original.getClass());
        }
        return compareParts(original, copy);
    }

    private Optional<String> compareParts(Object original, Object copy) {
        boolean isArray = original.getClass().isArray();
        if (original instanceof ByteBuffer || (isArray && !(original instanceof Object[]))) {
            return isSameValue(original, copy)
                    ? Optional.empty()
                    : Optional.of("contents of a " + original.getClass());
        }
        List<@Nullable Object> left = GraphParts.of(original);
        List<@Nullable Object> right = GraphParts.of(copy);
        if (left.size() != right.size()) {
            return Optional.of(
                    "sizes: " + left.size() + " and " + right.size() + " " + original.getClass());
        }
        for (int i = 0; i < left.size(); i++) {
            open.push(new Pair(left.get(i), right.get(i)));
        }
        return Optional.empty();
    }

    private static boolean isSameValue(Object original, Object copy) {
        return switch (original) {
            case Double number ->
                    Double.doubleToRawLongBits(number)
                            == Double.doubleToRawLongBits((Double) copy);
            case Float number ->
                    Float.floatToRawIntBits(number) == Float.floatToRawIntBits((Float) copy);
            case ByteBuffer buffer -> isSameBuffer(buffer, (ByteBuffer) copy);
            case MemorySegment memory -> isSameMemory(memory, (MemorySegment) copy);
            case boolean[] array -> java.util.Arrays.equals(array, (boolean[]) copy);
            default ->
                    original.getClass().isArray()
                            ? isSameMemory(memory(original), memory(copy))
                            : TEXTUAL.contains(original.getClass())
                                    ? original.toString().equals(copy.toString())
                                    : original.equals(copy);
        };
    }

    private static boolean isSameBuffer(ByteBuffer original, ByteBuffer copy) {
        return original.position() == copy.position()
                && original.limit() == copy.limit()
                && original.order() == copy.order()
                && original.isDirect() == copy.isDirect()
                && original.isReadOnly() == copy.isReadOnly()
                && original.duplicate().clear().equals(copy.duplicate().clear());
    }

    private static boolean isSameMemory(MemorySegment original, MemorySegment copy) {
        return original.mismatch(copy) == -1
                && original.byteSize() == copy.byteSize()
                && original.isNative() == copy.isNative()
                && original.isReadOnly() == copy.isReadOnly();
    }

    private static MemorySegment memory(Object array) {
        return switch (array) {
            case byte[] bytes -> MemorySegment.ofArray(bytes);
            case short[] shorts -> MemorySegment.ofArray(shorts);
            case char[] chars -> MemorySegment.ofArray(chars);
            case int[] ints -> MemorySegment.ofArray(ints);
            case long[] longs -> MemorySegment.ofArray(longs);
            case float[] floats -> MemorySegment.ofArray(floats);
            default -> MemorySegment.ofArray((double[]) array);
        };
    }

    private record Pair(@Nullable Object original, @Nullable Object copy) {}
}
