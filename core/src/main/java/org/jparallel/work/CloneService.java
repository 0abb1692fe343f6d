// SPDX-License-Identifier: Apache-2.0
package org.jparallel.work;

import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// How a runtime clones what goes from one thread to another: the results of futures and of `map`,
/// and the data of timers.
///
/// For the module `org.jparallel.xlist`, which provides the one that there is; a
/// [java.util.ServiceLoader] finds it in the class loader of this module. Where that module is
/// missing, such values are handed over as they are.
@AnyThread
public interface CloneService {
    /// Copies a value on the thread that has it, for another thread.
    ///
    /// @param <T> the value
    /// @param value what to copy, or null
    /// @return a copy that shares nothing with it that could be changed; the value itself if nobody
    ///     can change it
    ///     What cannot be cloned is refused with an exception
    <T extends @Nullable Object> T copy(T value);

    /// Hands over the result of a work that has ended: what can move without a copy does, and its
    /// giver no longer has it.
    ///
    /// @param <T> the result
    /// @param result what a work returned, or null
    /// @return what another thread gets, as [#copy] does. What it owns belongs to the first thread
    ///     that uses it
    ///     What cannot be cloned is refused with an exception, and nothing has moved
    default <T extends @Nullable Object> T handOver(T result) {
        return copy(result);
    }

    /// Copies a value into memory of its own.
    ///
    /// @param <T> the value
    /// @param value what to copy, or null
    /// @param budget what the memory is charged to
    /// @return the memory
    ///     What cannot be cloned is refused with an exception
    /// @throws ArenaExhaustedException if there is no memory for it
    <T extends @Nullable Object> KeptValue<T> keep(T value, MemoryBudget budget);
}
