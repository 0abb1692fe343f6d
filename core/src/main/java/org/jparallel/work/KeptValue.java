// SPDX-License-Identifier: Apache-2.0
package org.jparallel.work;

import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// A value in memory of its own.
///
/// @param <T> the value
@AnyThread
public interface KeptValue<T extends @Nullable Object> extends AutoCloseable {
    /// {@return a new copy of the value}
    T value();

    /// Frees the memory.
    @Override
    void close();
}
