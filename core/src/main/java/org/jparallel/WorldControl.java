// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.time.Duration;
import org.jparallel.guard.MainThread;
import org.jparallel.protect.Published;
import org.jparallel.work.Work;

/// What the main thread does to the world, which is all contexts of its runtime: it replaces what
/// they read, and it stops them.
///
/// **Threads.** The main thread; every other thread gets a `WrongThreadException`.
@MainThread
public sealed interface WorldControl permits Async {
    /// Publishes reference data for contexts to read without locks, until it is replaced.
    ///
    /// @param <T> what is read
    /// @param value the first version; if it is `AutoCloseable`, closing it will free it
    /// @return what contexts read and the main thread replaces; closed with the runtime at the
    ///     latest
    <T> Published<T> publish(T value);

    /// Publishes reference data for contexts to read without locks, until it is replaced.
    ///
    /// @param <T> what is read
    /// @param value the first version
    /// @param memory closed, on the main thread, to free it; a shared
    ///     [java.lang.foreign.Arena], say
    /// @return what contexts read and the main thread replaces; closed with the runtime at the
    ///     latest
    <T> Published<T> publish(T value, AutoCloseable memory);

    /// Runs something while every context stands at a safe point, and none goes on before it has
    /// ended; waits for that as long as [AsyncLimits#worldStopTimeout()] allows.
    ///
    /// Safe points are: the end of a work or of a callback; an allocation in the context; a push
    /// that needs more memory; a wait. A context that waits may be woken meanwhile, but does not go
    /// on. On an event loop: the end of a callback, and a wait. Threads that belong to no runtime,
    /// or to another, go on, and so does what runs inside of
    /// [org.jparallel.context.Blocking#call].
    ///
    /// What it runs may submit works, which start afterwards. It may not wait for anything: a
    /// context would have to do it (`IllegalStateException`). A lock that a context holds while it
    /// allocates, pushes or waits must not be taken in it.
    ///
    /// **Cost.** Some microseconds if works are short. Contexts pay nothing for it otherwise.
    ///
    /// @param work what runs; what it throws comes out of here, the same object, and all go on
    /// @throws org.jparallel.protect.WorldNotStoppedException if contexts do not reach a safe point
    ///     in time; it names them. Nothing was run, and all go on
    /// @throws org.jparallel.context.WaitInterruptedException if the main thread is interrupted
    ///     before all have stopped. Nothing was run, and all go on
    /// @throws WrongThreadException if this is not the main thread
    /// @throws IllegalStateException if called inside of another such call
    void stopTheWorld(Work work);

    /// Runs something while every context stands at a safe point, as [#stopTheWorld(Work)].
    ///
    /// @param work what runs
    /// @param timeout how long to wait for the contexts, 0 or more
    /// @throws org.jparallel.protect.WorldNotStoppedException if contexts do not reach a safe point
    ///     in time; it names them. Nothing was run, and all go on
    /// @throws org.jparallel.context.WaitInterruptedException if the main thread is interrupted
    ///     before all have stopped. Nothing was run, and all go on
    /// @throws WrongThreadException if this is not the main thread
    /// @throws IllegalStateException if called inside of another such call
    /// @throws IllegalArgumentException if the time is negative
    void stopTheWorld(Work work, Duration timeout);
}
