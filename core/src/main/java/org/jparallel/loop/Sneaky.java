// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import org.jparallel.guard.AnyThread;

/// Throws a failure as the very object it is, checked or not.
///
/// A work may throw anything, and whoever waits for it shall see just that: the object the work
/// threw, not a wrapper around it.
public final class Sneaky {
    private Sneaky() {}

    /// Throws.
    ///
    /// @param failure what is thrown
    /// @return nothing, so that the caller can write `throw`
    @AnyThread
    public static RuntimeException rethrow(Throwable failure) {
        Sneaky.<RuntimeException>raise(failure);
        throw new AssertionError(failure);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // that is the point
    private static <X extends Throwable> void raise(Throwable failure) throws X {
        throw (X) failure;
    }
}
