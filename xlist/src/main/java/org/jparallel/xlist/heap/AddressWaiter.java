// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

/// Who waits at an offset of a shared region; in the list of [AddressWaits] at most once.
sealed interface AddressWaiter permits ThreadWaiter, StageWaiter {
    /// What took a waiter out of the list, other than itself.
    enum Told {
        /// Nothing yet.
        NOTHING,

        /// Somebody who woke it.
        WOKEN,

        /// The end of the memory.
        FREED
    }

    /// {@return where it waits}
    long offsetBytes();

    /// {@return 1 if it counts as a stage, else 0}
    int stageCount();

    /// Keeps what it will be told; under the lock, by who takes it out.
    void mark(Told what);

    /// Tells it; after [#mark], without the lock.
    void tell();
}
