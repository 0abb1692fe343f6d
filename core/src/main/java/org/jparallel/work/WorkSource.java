// SPDX-License-Identifier: Apache-2.0
package org.jparallel.work;

import java.util.function.Consumer;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// Where the consumers of `submitQueue` take their items from.
///
/// @param <T> the items
@AnyThread
public interface WorkSource<T extends @Nullable Object> {
    /// Takes some items; waits until there is at least one.
    ///
    /// @param sink takes each item, in order, on this thread
    /// @param limitCount the most items to take, at least 1
    /// @return how many were taken; 0 means that no item will ever come again
    int takeBatch(Consumer<? super T> sink, int limitCount);
}
