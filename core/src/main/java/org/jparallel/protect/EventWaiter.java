// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

/// Who stands in the queue of an event.
interface EventWaiter {
    /// Takes the signal, under the lock of the event.
    ///
    /// @return false if it waits no more, so that the signal is for the next
    boolean take();

    /// Goes on, after the lock of the event was released.
    void wake();
}
