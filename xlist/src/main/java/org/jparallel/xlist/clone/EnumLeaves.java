// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        Constants constants = new Constants(declared);
        return Leaf.ofValue(
                FrameLayout.ENUM,
                Enum.class,
                EnumLeaves::put,
                input -> (Enum<?>) take(input, constants.all(input)));
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

    private static Object take(FrameInput input, Object[] constants) {
        long place = input.takeCount();
        if (place >= constants.length) {
            throw input.corrupt("no such constant", place);
        }
        return constants[(int) place];
    }

    /// Puts the class and the places of what is in a set at one moment: others may change it
    /// meanwhile, and even the size of a copy of a large one may not be that of its contents.
    @SuppressWarnings({"rawtypes", "unchecked"}) // of any enum
    private static void putSet(EnumSet set, FrameOutput output) {
        EnumSet now = set.clone();
        Object[] constants = now.toArray();
        Iterator<?> some =
                constants.length > 0
                        ? List.of(constants).iterator()
                        : EnumSet.complementOf(now).iterator();
        if (!some.hasNext()) {
            throw new UncloneablePart("", set.getClass(), "of an enum without constants", null);
        }
        Enum<?> first = (Enum<?>) some.next();
        output.putCount(ClassTable.number(first.getDeclaringClass()));
        output.putCount(constants.length);
        for (Object constant : constants) {
            output.putCount(place((Enum<?>) constant));
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // of any enum
    private static EnumSet takeSet(FrameInput input) {
        Class type = takeClass(input);
        Object[] constants = constants(type, input);
        EnumSet set = EnumSet.noneOf(type);
        for (int left = input.takeCountOf(1); left > 0; left--) {
            set.add(take(input, constants));
        }
        return set;
    }

    private static Object[] constants(Class<?> type, FrameInput input) {
        Object @Nullable [] constants = type.getEnumConstants();
        if (constants == null) {
            throw input.corrupt("enum that is being initialized", ClassTable.number(type));
        }
        return constants;
    }

    /// The constants of an enum, asked for when the first of them is read: a class that is being
    /// initialized has none yet, although its constants can be written.
    ///
    /// | Field | Written by | Mode | Read by | Mode |
    /// |---|---|---|---|---|
    /// | `all` | any, always the same | volatile | any | volatile |
    private static final class Constants {
        private final Class<?> type;
        private volatile Object @Nullable [] all;

        private Constants(Class<?> type) {
            this.type = type;
        }

        private Object[] all(FrameInput input) {
            Object[] known = all;
            if (known == null) {
                known = constants(type, input);
                all = known;
            }
            return known;
        }
    }
}
