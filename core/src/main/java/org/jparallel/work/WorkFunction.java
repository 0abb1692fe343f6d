// SPDX-License-Identifier: Apache-2.0
package org.jparallel.work;

import org.jspecify.annotations.Nullable;

/// Work with one argument and a result.
///
/// @param <A> the argument
/// @param <R> the result
@FunctionalInterface
public interface WorkFunction<A extends @Nullable Object, R extends @Nullable Object> {
    /// Does the work, in a parallel context.
    ///
    /// @param argument what was submitted with the work
    /// @return what the callback receives
    /// @throws Exception whatever went wrong; it reaches the errback, else `run()`
    R apply(A argument) throws Exception;
}
