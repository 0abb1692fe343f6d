// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import org.jparallel.guard.AnyThread;

/// An object of yours, protected: the object, and the lock and event that hang off it.
///
/// All such handles of one object share one lock and one event. The protection lasts as long as the
/// object or a handle is reachable, or until it is lifted.
///
/// @param <T> the object
/// @param value the object itself; contexts may read it, and write it under the write lock
/// @param protection what protects it
@AnyThread
public record ProtectedValue<T>(T value, Protection protection) implements Protected {}
