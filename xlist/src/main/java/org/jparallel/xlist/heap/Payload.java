// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// Something with a count of its holders, which a frame carries by reference: memory of a region,
/// what a user's type shares.
///
/// A frame is a holder. When it is read, its hold passes to what is made of it; when it is dropped
/// undecoded, [#release] is called, once.
///
/// **Threads.** Any.
@AnyThread
public interface Payload {
    /// {@return what a reader of a frame that stays gets, with a hold of its own: this, with one
    /// holder more, or a copy}
    ///
    /// @throws IllegalStateException if there can be one holder alone
    Payload again();

    /// Counts one holder less; the last one frees it.
    void release();

    /// Releases all of them, whatever one of them throws.
    ///
    /// @param payloads each with a hold
    static void releaseAll(Iterable<? extends Payload> payloads) {
        @Nullable Throwable first = null;
        for (Payload payload : payloads) {
            try {
                payload.release();
            } catch (RuntimeException | Error failure) {
                if (first == null) {
                    first = failure;
                } else if (first != failure) {
                    first.addSuppressed(failure);
                }
            }
        }
        switch (first) {
            case null -> {}
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            default -> throw new AssertionError(first);
        }
    }
}
