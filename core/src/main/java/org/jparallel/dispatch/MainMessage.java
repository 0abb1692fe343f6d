// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import org.jparallel.work.Work;

/// What travels to the main thread.
public sealed interface MainMessage {
    /// Something the main thread runs; what it throws is thrown by `run()`.
    ///
    /// @param work what to run
    record Call(Work work) implements MainMessage {}

    /// A failure that no errback took.
    ///
    /// @param failure the very object that was thrown
    record Failure(Throwable failure) implements MainMessage {}
}
