// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jparallel.guard.AsyncException;

/// Whose fault it is that reading a frame failed.
///
/// What the JDK alone throws when it is given what was read (a key that cannot be compared, null in
/// a deque, a queue over its bound) is the fault of the frame: a writer never puts such things
/// together. What passed through code of a user, such as a constructor, a `compareTo` or the `read`
/// of a clone type, is his and comes out as it is, also if he called this package again. The stack
/// tells: from where it was thrown down to the [CloneReader] there are either frames of `java.base`
/// and of this package alone, or others.
final class ReadFailure {
    private ReadFailure() {}

    /// {@return what to throw for an exception of a codec: itself, or that the frame is corrupt}
    static RuntimeException of(RuntimeException thrown, FrameInput input) {
        if (isDocumented(thrown)
                || thrown.getStackTrace().length == 0
                || UserCode.hasThrown(thrown, CloneReader.class)) {
            return thrown;
        }
        CorruptFrameException corrupt = input.corrupt("value that cannot be", 0);
        corrupt.initCause(thrown);
        return corrupt;
    }

    /// {@return whether the JDK threw it, called by this package}
    static boolean isOfJdk(RuntimeException thrown) {
        return UserCode.isOfJdk(thrown, CloneReader.class);
    }

    /// {@return whether it is one of those that reading a good frame may end in}
    private static boolean isDocumented(RuntimeException thrown) {
        return thrown instanceof AsyncException
                || (thrown instanceof IllegalStateException && UserCode.isOurs(thrown));
    }
}
