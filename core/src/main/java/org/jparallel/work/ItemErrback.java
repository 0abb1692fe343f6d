// SPDX-License-Identifier: Apache-2.0
package org.jparallel.work;

import org.jspecify.annotations.Nullable;

/// Takes an item that a queue's consumer failed on, in the context in which it failed.
///
/// @param <T> the item, or the batch
@FunctionalInterface
public interface ItemErrback<T extends @Nullable Object> {
    /// Takes the failed item.
    ///
    /// @param item the item, or the batch, that the consumer was given
    /// @param failure the very object that was thrown
    /// @throws Exception whatever went wrong here; `run()` throws it
    void accept(T item, Throwable failure) throws Exception;
}
