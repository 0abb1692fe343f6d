// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import org.jparallel.guard.ParallelThread;

/// Writes the body of a response part by part, at the pace at which the client reads.
@FunctionalInterface
@ParallelThread
public interface BodySource {
    /// Writes the next part. Called on the connection's event loop whenever there is room for more,
    /// each time in memory of its own. If it writes nothing and has more, it is called again a
    /// quarter of a second later.
    ///
    /// @param writer takes the part
    /// @return whether more follows
    /// @throws Exception anything: the connection is cut, so that the client knows that the body is
    ///     not whole, and the log has the stack
    boolean write(BodyWriter writer) throws Exception;

    /// Told once, when no more will be asked for: to close what it reads from.
    ///
    /// @param whole whether the body was written as a whole; false if the client has gone, too
    default void ended(boolean whole) {}
}
