// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Date;
import java.util.Set;

/// The dates of `java.sql`, if the process has that module; this one does not require it.
@SuppressWarnings("JavaUtilDate") // whatever a user may still hold is cloned
final class SqlLeaves {
    private static final String TIMESTAMP = "java.sql.Timestamp";
    private static final Set<String> NAMES = Set.of("java.sql.Date", "java.sql.Time", TIMESTAMP);

    private SqlLeaves() {}

    /// {@return whether a class is one of these dates}
    static boolean has(Class<?> type) {
        return Date.class.isAssignableFrom(type)
                && NAMES.contains(type.getName())
                && type.getClassLoader() == ClassLoader.getPlatformClassLoader();
    }

    /// {@return the codec of one of these dates}
    static Codec of(Class<?> type) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle make =
                    lookup.findConstructor(type, MethodType.methodType(void.class, long.class))
                            .asType(MethodType.methodType(Date.class, long.class));
            return type.getName().equals(TIMESTAMP)
                    ? timestamp(type, make, lookup)
                    : date(type, make);
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError("no such date: type=" + type.getName(), failure);
        }
    }

    private static Leaf<Date> date(Class<?> type, MethodHandle make) {
        return Leaf.ofObject(
                FrameLayout.SQL_DATE,
                Date.class,
                (value, output) -> {
                    output.putCount(ClassTable.number(type));
                    output.putLong(value.getTime());
                },
                input -> made(make, input.takeLong()));
    }

    private static Leaf<Date> timestamp(
            Class<?> type, MethodHandle make, MethodHandles.Lookup lookup)
            throws ReflectiveOperationException {
        MethodHandle nanos =
                lookup.findVirtual(type, "getNanos", MethodType.methodType(int.class))
                        .asType(MethodType.methodType(int.class, Date.class));
        MethodHandle setNanos =
                lookup.findVirtual(
                                type, "setNanos", MethodType.methodType(void.class, int.class))
                        .asType(MethodType.methodType(void.class, Date.class, int.class));
        return Leaf.ofObject(
                FrameLayout.SQL_DATE,
                Date.class,
                (value, output) -> {
                    output.putCount(ClassTable.number(type));
                    output.putLong(value.getTime());
                    output.putInt(nanos(nanos, value));
                },
                input -> {
                    Date value = made(make, input.takeLong());
                    setNanos(setNanos, value, input.takeInt());
                    return value;
                });
    }

    private static Date made(MethodHandle make, long timeMillis) {
        try {
            return (Date) make.invokeExact(timeMillis);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static int nanos(MethodHandle nanos, Date value) {
        try {
            return (int) nanos.invokeExact(value);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void setNanos(MethodHandle setNanos, Date value, int nanos) {
        try {
            setNanos.invokeExact(value, nanos);
        } catch (RuntimeException outOfRange) {
            throw outOfRange;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
