// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.EnumSet;

/// Enum constants, which stay the very same, and sets of them.
final class EnumLeaves {
    @SuppressWarnings("rawtypes") // of any enum
    static final Leaf<EnumSet> SET =
            Leaf.ofObject(
                    FrameLayout.ENUM_SET, EnumSet.class, EnumLeaves::putSet, EnumLeaves::takeSet);

    private EnumLeaves() {}

    /// {@return the codec of the constants of an enum}
    ///
    /// @param declared the class of the enum, not that of a constant with a body
    static Leaf<?> of(Class<?> declared) {
        Object[] constants = declared.getEnumConstants();
        return Leaf.ofValue(
                FrameLayout.ENUM,
                Enum.class,
                EnumLeaves::put,
                input -> (Enum<?>) constants[takePlace(input, constants.length)]);
    }

    /// Puts the class and the place of a constant.
    static void put(Enum<?> value, FrameOutput output) {
        output.putCount(ClassTable.number(value.getDeclaringClass()));
        output.putCount(place(value));
    }

    /// {@return the class of an enum, whose number comes next}
    static Class<?> takeClass(FrameInput input) {
        Class<?> type = ClassTable.take(input);
        if (!type.isEnum()) {
            throw input.corrupt("class of no enum", 0);
        }
        return type;
    }

    @SuppressWarnings("EnumOrdinal") // a frame does not outlive the process, nor the class
    private static int place(Enum<?> value) {
        return value.ordinal();
    }

    private static int takePlace(FrameInput input, int constantCount) {
        long place = input.takeCount();
        if (place >= constantCount) {
            throw input.corrupt("no such constant", place);
        }
        return (int) place;
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // of any enum
    private static void putSet(EnumSet set, FrameOutput output) {
        EnumSet<?> some = set.isEmpty() ? EnumSet.complementOf(set) : set;
        if (some.isEmpty()) {
            throw new UncloneablePart("", set.getClass(), "of an enum without constants", null);
        }
        Enum<?> first = some.iterator().next();
        output.putCount(ClassTable.number(first.getDeclaringClass()));
        output.putCount(set.size());
        for (Object constant : set) {
            output.putCount(place((Enum<?>) constant));
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // of any enum
    private static EnumSet takeSet(FrameInput input) {
        Class type = takeClass(input);
        Object[] constants = type.getEnumConstants();
        EnumSet set = EnumSet.noneOf(type);
        for (int left = input.takeCountOf(1); left > 0; left--) {
            set.add(constants[takePlace(input, constants.length)]);
        }
        return set;
    }
}
