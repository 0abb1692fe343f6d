// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.time.Duration;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.PassedByReference;

/// What can be waited for and signalled: an [Event], or a [Protected] object with the event that
/// hangs off it. A clone of a value that refers to one refers to the very same.
///
/// **Threads.** Any. A context that waits frees its core, the main thread serves its calls.
@AnyThread
public interface Waitable extends PassedByReference {
    /// {@return the event behind it; the main thread creates that of a protected object if there is
    /// none yet}
    ///
    /// @throws WaitException if there is none, and this is not the main thread
    /// @throws ProtectionException if it was a protected object, and is no more
    Event event();

    /// Releases one waiter, the one that has waited longest; if there is none, the next to come.
    ///
    /// @throws NoWaitersException if this is a protected object that has no event: nobody waits,
    ///     nobody can, and nothing is kept
    /// @throws ProtectionException if it was a protected object, and is no more
    void signal();

    /// Waits for a signal.
    ///
    /// @throws WaitException as of [#event()]
    /// @throws ProtectionException if it was a protected object, and is no more
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted; a
    ///     signal that came at the same time is kept for the next waiter
    default void await() {
        event().await();
    }

    /// Waits for a signal, if it comes in time.
    ///
    /// @param timeout how long at most
    /// @throws WaitTimeoutException if none came in time; nothing has changed then
    /// @throws WaitException as of [#event()]
    /// @throws ProtectionException if it was a protected object, and is no more
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted; a
    ///     signal that came at the same time is kept for the next waiter
    default void await(Duration timeout) {
        event().await(timeout);
    }

    /// Signals this and waits for another, in one step: whoever is released by the signal and
    /// answers with one finds the caller waiting already, before all that come later.
    ///
    /// @param awaited what is waited for, something else than this
    /// @throws WaitException if both are the same, or as of [#event()]; nothing is signalled then
    /// @throws NoWaitersException as of [#signal()]; it does not wait then
    /// @throws ProtectionException if either was a protected object, and is no more; nothing is
    ///     signalled then
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted; this
    ///     was signalled then
    void signalAndWait(Waitable awaited);

    /// Signals this and waits for another, in one step, if that is signalled in time.
    ///
    /// @param awaited what is waited for, something else than this
    /// @param timeout how long at most
    /// @throws WaitTimeoutException if the other was not signalled in time; this was
    /// @throws WaitException if both are the same, or as of [#event()]; nothing is signalled then
    /// @throws NoWaitersException as of [#signal()]; it does not wait then
    /// @throws ProtectionException if either was a protected object, and is no more; nothing is
    ///     signalled then
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted; this
    ///     was signalled then
    void signalAndWait(Waitable awaited, Duration timeout);
}
