// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.type;

import org.jparallel.guard.AnyThread;

/// What the clones of an object share with it, with a count of those that hold it.
///
/// A frame that carries one is a holder, like an object that refers to it: the last that releases
/// frees it.
///
/// **Threads.** Any, several at once: the count is its own affair, and so is what it guards.
@AnyThread
public interface SharedPayload {
    /// Counts one more holder.
    ///
    /// @throws IllegalStateException if it is freed already
    void retain();

    /// Counts one holder less; the last one frees it. It should not throw.
    void release();
}
