// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What code of the user throws.
final class UserCode {
    private static final String OURS = UserCode.class.getPackageName() + ".";
    private static final String JDK = "java.base";

    private UserCode() {}

    /// {@return what a constructor makes; what it throws is passed on as it is}
    static Object make(Constructor<?> constructor, @Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException ofTheUser) {
            throw UserCode.<RuntimeException>passOn(ofTheUser.getTargetException());
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("not made: constructor=" + constructor, impossible);
        }
    }

    /// {@return whether an exception came through code of others on its way to a class of this
    /// package: between where it was thrown and there, the stack has frames that are neither of
    /// `java.base` nor of this package}
    ///
    /// @param caller what called whatever threw it
    static boolean hasThrown(Throwable thrown, Class<?> caller) {
        for (StackTraceElement element : thrown.getStackTrace()) {
            if (isOurs(element)) {
                if (element.getClassName().equals(caller.getName())) {
                    return false;
                }
            } else if (!isOfJdk(element)) {
                return true;
            }
        }
        return false;
    }

    /// {@return whether code of this package made it}
    static boolean isOurs(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return trace.length == 0 || isOurs(trace[0]);
    }

    /// {@return whether the JDK threw it, called by this package}
    ///
    /// @param caller what called whatever called it
    static boolean isOfJdk(Throwable thrown, Class<?> caller) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return trace.length > 0 && isOfJdk(trace[0]) && !hasThrown(thrown, caller);
    }

    private static boolean isOurs(StackTraceElement element) {
        return element.getClassName().startsWith(OURS) && liesHere(element.getClassName());
    }

    /// {@return whether a class comes from where this one comes from, whatever its package is}
    private static boolean liesHere(String className) {
        try {
            Class<?> type = Class.forName(className, false, UserCode.class.getClassLoader());
            return Objects.equals(
                    type.getProtectionDomain().getCodeSource(),
                    UserCode.class.getProtectionDomain().getCodeSource());
        } catch (ClassNotFoundException ofAnotherLoader) {
            return false;
        }
    }

    private static boolean isOfJdk(StackTraceElement element) {
        return JDK.equals(element.getModuleName());
    }

    /// Throws the very exception that code of the user threw, checked or not.
    @SuppressWarnings("unchecked") // erased: throws as it is
    static <E extends Throwable> RuntimeException passOn(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
