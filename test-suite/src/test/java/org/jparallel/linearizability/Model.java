// SPDX-License-Identifier: Apache-2.0
package org.jparallel.linearizability;

import java.util.Optional;

/// What a container does if one call comes after the other.
///
/// @param <S> its states: immutable, with `equals` and `hashCode` by value
interface Model<S> {
    /// {@return the state of a new container}
    S start();

    /// {@return the state after an operation, or nothing if its output is not what comes of it in
    /// this state}
    ///
    /// @param state the state before
    /// @param operation the operation with its output
    Optional<S> after(S state, Operation operation);
}
