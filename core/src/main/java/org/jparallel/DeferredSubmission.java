// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.time.Duration;
import org.jparallel.guard.AnyThread;
import org.jparallel.protect.Waitable;
import org.jparallel.work.Callback;
import org.jparallel.work.Errback;
import org.jparallel.work.Timer;
import org.jparallel.work.Work;
import org.jspecify.annotations.Nullable;

/// How works are submitted that start later: when an event is signalled, or at a time.
///
/// No thread waits meanwhile. What is submitted counts as active from now on, so [Async#run()] does
/// not return before it has started and ended, was cancelled or has timed out.
///
/// **Threads.** The main thread and contexts of this runtime; every other thread gets a
/// `WrongThreadException`.
///
/// **Protected objects.** What waits for a protected object waits for its event; the main thread
/// creates that if there is none, a context gets a [org.jparallel.protect.WaitException], and both
/// a [org.jparallel.protect.ProtectionException] if the protection was lifted. Nothing is submitted
/// then.
///
/// **Errors.** As for [works that start at once][WorkSubmission]; a work that was not started in
/// time fails with [org.jparallel.protect.WaitTimeoutException].
@AnyThread
public sealed interface DeferredSubmission permits Async {
    /// Submits a work that starts when an event is signalled.
    ///
    /// @param event what it waits for: an event, or a protected object and its event
    /// @param work what then runs
    void submitWait(Waitable event, Work work);

    /// Submits a work that starts when an event is signalled, if that is in time.
    ///
    /// @param event what it waits for: an event, or a protected object and its event
    /// @param work what then runs
    /// @param timeout how long it waits at most; then `run()` throws a
    ///     [org.jparallel.protect.WaitTimeoutException]
    void submitWait(Waitable event, Work work, Duration timeout);

    /// Submits a work that starts when an event is signalled, if that is in time.
    ///
    /// @param event what it waits for: an event, or a protected object and its event
    /// @param work what then runs
    /// @param errback takes what the work threw, or the
    ///     [org.jparallel.protect.WaitTimeoutException]
    /// @param timeout how long it waits at most
    void submitWait(Waitable event, Work work, Errback errback, Duration timeout);

    /// Submits a work that starts at a time, once or again and again, while the main thread is in
    /// `run()` or waits.
    ///
    /// A start that is due while the one before still runs is skipped and counted. A work that
    /// throws ends its timer. `run()` does not return while a timer is armed.
    ///
    /// @param due from now to the first start
    /// @param period from one start to the next; zero: a single start
    /// @param work what runs
    /// @return the timer, to be cancelled if it has a period
    /// @throws IllegalArgumentException if a time is negative
    Timer submitTimer(Duration due, Duration period, Work work);

    /// Submits a work with data of its own, as [#submitTimer(Duration, Duration, Work)] does.
    ///
    /// **Memory.** With the module `org.jparallel.xlist` the data are cloned now, into memory of
    /// the timer, which is charged to the runtime; each start gets a clone of its own. The memory
    /// is freed when the timer has fired for good or was cancelled, and what it started has ended.
    /// Without that module each start gets the very object.
    ///
    /// @param <A> the data
    /// @param due from now to the first start
    /// @param period from one start to the next; zero: a single start
    /// @param consumer takes the data, in a context
    /// @param data what to clone, or null; refused with the exceptions of a push to an xlist if
    ///     they cannot be cloned, and nothing is submitted then
    /// @return the timer, to be cancelled if it has a period
    /// @throws IllegalArgumentException if a time is negative
    /// @throws org.jparallel.arena.ArenaExhaustedException if there is no memory for the data
    <A extends @Nullable Object> Timer submitTimer(
            Duration due, Duration period, Callback<? super A> consumer, A data);
}
