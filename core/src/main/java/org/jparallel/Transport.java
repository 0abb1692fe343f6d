// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.time.Duration;
import org.jparallel.guard.AnyThread;

/// What brings connections to a runtime: a server or a client, started by [Async#register].
@AnyThread
public interface Transport {
    /// Starts, once: begins to listen or to connect, and returns.
    ///
    /// @param host the runtime
    /// @throws IllegalStateException if it was started before
    void start(TransportHost host);

    /// Begins to end and returns: no new connections, what is in flight may finish for some time,
    /// then the rest is cut. Doing it again shortens the time or does nothing.
    ///
    /// @param grace for how long what is in flight may go on; zero: cut now
    void stop(Duration grace);
}
