// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Objects;
import org.jparallel.guard.AsyncException;

/// Whose fault it is that reading a frame failed.
///
/// What the JDK alone throws when it is given what was read (a key that cannot be compared, null in
/// a deque, a queue over its bound) is the fault of the frame: a writer never puts such things
/// together. What passed through code of a user, such as a constructor or a `compareTo`, is his and
/// comes out as it is. The stack tells: from where it was thrown down to this package there are
/// either frames of `java.base` alone, or others.
final class ReadFailure {
    private static final String OURS = ReadFailure.class.getPackageName() + ".";
    private static final String JDK = "java.base";

    private ReadFailure() {}

    /// {@return what to throw for an exception of a codec: itself, or that the frame is corrupt}
    static RuntimeException of(RuntimeException thrown, FrameInput input) {
        if (isDocumented(thrown) || !isOfJdkOrUs(thrown)) {
            return thrown;
        }
        CorruptFrameException corrupt = input.corrupt("value that cannot be", 0);
        corrupt.initCause(thrown);
        return corrupt;
    }

    /// {@return whether the JDK threw it, called by this package}
    static boolean isOfJdk(RuntimeException thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return trace.length > 0 && isOfJdk(trace[0]) && isOfJdkOrUs(thrown);
    }

    /// {@return whether it is one of those that reading a good frame may end in}
    private static boolean isDocumented(RuntimeException thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return thrown instanceof AsyncException
                || (thrown instanceof IllegalStateException
                        && (trace.length == 0 || isOurs(trace[0])));
    }

    private static boolean isOfJdkOrUs(RuntimeException thrown) {
        for (StackTraceElement element : thrown.getStackTrace()) {
            if (!isOfJdk(element)) {
                return isOurs(element);
            }
        }
        return false;
    }

    private static boolean isOurs(StackTraceElement element) {
        return element.getClassName().startsWith(OURS) && liesHere(element.getClassName());
    }

    /// {@return whether a class comes from where this one comes from, whatever its package is}
    private static boolean liesHere(String className) {
        try {
            Class<?> type = Class.forName(className, false, ReadFailure.class.getClassLoader());
            return Objects.equals(
                    type.getProtectionDomain().getCodeSource(),
                    ReadFailure.class.getProtectionDomain().getCodeSource());
        } catch (ClassNotFoundException ofAnotherLoader) {
            return false;
        }
    }

    private static boolean isOfJdk(StackTraceElement element) {
        return JDK.equals(element.getModuleName());
    }
}
