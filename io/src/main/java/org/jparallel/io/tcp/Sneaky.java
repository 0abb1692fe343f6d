// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

/// Throws a failure as the very object it is, checked or not.
final class Sneaky {
    private Sneaky() {}

    /// Throws.
    ///
    /// @return nothing, so that the caller can write `throw`
    static RuntimeException rethrow(Throwable failure) {
        Sneaky.<RuntimeException>raise(failure);
        throw new AssertionError(failure);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // that is the point
    private static <X extends Throwable> void raise(Throwable failure) throws X {
        throw (X) failure;
    }
}
