// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import org.jparallel.guard.ParallelThread;

/// Takes the body of a request part by part, as it arrives.
@FunctionalInterface
@ParallelThread
public interface BodyReceiver {
    /// Takes the next part, on the connection's event loop.
    ///
    /// @param part the bytes, empty only at the end; they are gone when this returns
    /// @param last whether the body ends with this part
    /// @throws Exception anything; answered with 500 if no response has begun
    void receive(MemorySegment part, boolean last) throws Exception;

    /// Told once, when no more will come: to close what it writes to.
    ///
    /// @param whole whether the body came as a whole; false if the client has gone or took too
    ///     long, or a response was sent before
    default void ended(boolean whole) {}
}
