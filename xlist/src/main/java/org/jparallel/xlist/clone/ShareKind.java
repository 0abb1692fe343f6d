// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jparallel.guard.PassedByReference;

/// What decides whether several threads may have the very same object of a class.
enum ShareKind {
    /// Nobody can change it, nor anything it refers to; or any thread may.
    IMMUTABLE,

    /// Nobody can change it; what it holds decides.
    HOLDER,

    /// An unmodifiable wrapper of the JDK; what it wraps decides.
    WRAPPER,

    /// Its fields decide: a record, a lambda, a class of a user.
    FIELDS,

    /// Somebody can change it.
    MUTABLE;

    private static final Set<Class<?>> IMMUTABLE_TYPES =
            Stream.of(
                            BasicLeaves.ALL,
                            TimeLeaves.ALL,
                            CalendarLeaves.ALL,
                            TextLeaves.ALL,
                            NetLeaves.ALL,
                            ValueLeaves.ALL,
                            List.<Leaf<?>>of(StackLeaf.ELEMENT))
                    .flatMap(List::stream)
                    .<Class<?>>map(Leaf::type)
                    .filter(type -> !isBuilder(type))
                    .collect(Collectors.toUnmodifiableSet());

    private static final ClassValue<ShareKind> BY_CLASS =
            new ClassValue<>() {
                @Override
                protected ShareKind computeValue(Class<?> type) {
                    return find(type);
                }
            };

    /// {@return the kind of a class}
    static ShareKind of(Class<?> type) {
        return BY_CLASS.get(type);
    }

    private static boolean isBuilder(Class<?> type) {
        return type == StringBuilder.class
                || type == StringBuffer.class
                || type == Date.class
                || type == GregorianCalendar.class;
    }

    private static ShareKind find(Class<?> type) {
        if (IMMUTABLE_TYPES.contains(type)
                || ValueLeaves.singletonTypes().contains(type)
                || Enum.class.isAssignableFrom(type)
                || PassedByReference.class.isAssignableFrom(type)
                || isImmutableFamily(type)) {
            return IMMUTABLE;
        }
        Codec codec = Codecs.builtIn(type);
        if (codec instanceof FixedBranch && codec.tag() >= FrameLayout.WRAPPER) {
            return WRAPPER;
        }
        if (codec instanceof FixedBranch && codec.tag() != FrameLayout.SIMPLE_ENTRY) {
            return HOLDER;
        }
        return type.isArray() || Codecs.isOfJdk(type) ? MUTABLE : FIELDS;
    }

    private static boolean isImmutableFamily(Class<?> type) {
        return Codecs.isOfJdk(type)
                && (Path.class.isAssignableFrom(type)
                        || Charset.class.isAssignableFrom(type)
                        || ZoneId.class.isAssignableFrom(type));
    }
}
