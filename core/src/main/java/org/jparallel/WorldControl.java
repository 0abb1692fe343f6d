// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import org.jparallel.guard.MainThread;
import org.jparallel.protect.Published;

/// What the main thread does to the world, which is all contexts of its runtime: it replaces what
/// they read.
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
}
