// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Collections;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// The order of a sorted collection: natural, one of the JDK's, an enum constant, or the reverse of
/// such a one. Other comparators are code, which is not cloned.
final class Comparators {
    private static final int NATURAL = 0;
    private static final int REVERSE = 1;
    private static final int CASE_INSENSITIVE = 2;
    private static final int ENUM = 3;
    private static final int REVERSE_OF = 4;

    private static final Class<?> REVERSED =
            Collections.reverseOrder(String.CASE_INSENSITIVE_ORDER).getClass();

    private Comparators() {}

    /// Puts a comparator; null for the natural order.
    ///
    /// @throws UncloneablePart if it is none of those
    static void put(@Nullable Comparator<?> comparator, FrameOutput output) {
        if (comparator == null) {
            output.putByte(NATURAL);
        } else if (comparator == Collections.reverseOrder()) {
            output.putByte(REVERSE);
        } else if (comparator == String.CASE_INSENSITIVE_ORDER) {
            output.putByte(CASE_INSENSITIVE);
        } else if (comparator instanceof Enum<?> constant) {
            output.putByte(ENUM);
            EnumLeaves.put(constant, output);
        } else if (comparator.getClass() == REVERSED) {
            output.putByte(REVERSE_OF);
            put(comparator.reversed(), output);
        } else {
            throw new UncloneablePart(".comparator()", comparator.getClass(), "", null);
        }
    }

    /// {@return the comparator, or null for the natural order}
    @SuppressWarnings("unchecked") // elements that it cannot compare were not in the original
    static @Nullable Comparator<@Nullable Object> take(FrameInput input) {
        int kind = input.takeByte();
        Comparator<?> comparator =
                switch (kind) {
                    case NATURAL -> null;
                    case REVERSE -> Collections.reverseOrder();
                    case CASE_INSENSITIVE -> String.CASE_INSENSITIVE_ORDER;
                    case ENUM -> takeEnum(input);
                    case REVERSE_OF -> Collections.reverseOrder(takeEnumOrCase(input));
                    default -> throw input.corrupt("unknown comparator", kind);
                };
        return (Comparator<@Nullable Object>) comparator;
    }

    private static Comparator<?> takeEnumOrCase(FrameInput input) {
        int kind = input.takeByte();
        return switch (kind) {
            case CASE_INSENSITIVE -> String.CASE_INSENSITIVE_ORDER;
            case ENUM -> takeEnum(input);
            default -> throw input.corrupt("unknown comparator", kind);
        };
    }

    private static Comparator<?> takeEnum(FrameInput input) {
        if (Codecs.of(ClassTable.take(input)) instanceof Leaf<?> leaf
                && leaf.tag() == FrameLayout.ENUM
                && leaf.read(input) instanceof Comparator<?> comparator) {
            return comparator;
        }
        throw input.corrupt("not a comparator", 0);
    }
}
