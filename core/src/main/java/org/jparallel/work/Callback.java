// SPDX-License-Identifier: Apache-2.0
package org.jparallel.work;

import org.jspecify.annotations.Nullable;

/// Takes the result of a work, on the same thread and in the same context, right after it.
///
/// @param <R> the result
@FunctionalInterface
public interface Callback<R extends @Nullable Object> {
    /// Takes the result.
    ///
    /// @param result what the work returned
    /// @throws Exception whatever went wrong; it reaches the errback, else `run()`
    void accept(R result) throws Exception;
}
