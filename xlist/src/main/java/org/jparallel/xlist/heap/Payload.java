// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import org.jparallel.guard.AnyThread;

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
}
