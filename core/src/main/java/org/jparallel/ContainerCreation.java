// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import org.jparallel.guard.AnyThread;
import org.jparallel.guard.MainThread;
import org.jparallel.protect.ProtectedList;
import org.jparallel.protect.ProtectedMap;
import org.jparallel.protect.ProtectedObject;
import org.jspecify.annotations.Nullable;

/// How the main thread makes containers that contexts may write.
///
/// What contexts may do with them stands in [org.jparallel.protect.ProtectedContainer].
///
/// **Threads.** Containers are made by the main thread; another one gets a `WrongThreadException`.
@MainThread
public sealed interface ContainerCreation permits Async {
    /// {@return a new map, empty}
    /// @param <K> the keys
    /// @param <V> the values, null among them
    <K, V extends @Nullable Object> ProtectedMap<K, V> dict();

    /// {@return a new list, empty}
    /// @param <E> the elements, null among them
    <E extends @Nullable Object> ProtectedList<E> list();

    /// {@return a new object without fields}
    ProtectedObject object();

    /// {@return how many contexts have ended whose memory containers still hold; one however many
    /// values it has stored}
    @AnyThread
    long persistedContexts();
}
