// SPDX-License-Identifier: Apache-2.0
package org.jparallel.work;

/// Takes what a work or its callback threw, on the same thread and in the same context, right after
/// it.
@FunctionalInterface
public interface Errback {
    /// Takes the failure.
    ///
    /// @param failure the very object that was thrown
    /// @throws Exception whatever went wrong here; `run()` throws it
    void accept(Throwable failure) throws Exception;
}
