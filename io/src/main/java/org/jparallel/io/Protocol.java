// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io;

import org.jparallel.guard.ParallelThread;
import org.jparallel.io.tcp.ConnectionCallbacks;

/// What a server or client does with its connections: override what is of interest.
///
/// ```java
/// final class Echo implements Protocol {
///     @Override
///     public void dataReceived(Connection connection, MemorySegment data) {
///         connection.send(data);
///     }
/// }
/// ```
///
/// A factory makes one instance for each connection, so fields are state of that connection; and
/// one more when the server or client is registered, which is asked for its settings and told that
/// all has begun.
///
/// What a callback of a connection may do, and where it runs, is told in [ConnectionCallbacks].
@ParallelThread
public interface Protocol extends ConnectionCallbacks {
    /// The server listens. Told on the thread that registered it, to the instance that is asked for
    /// the settings.
    ///
    /// @param server which
    /// @throws Exception whatever went wrong; the server is closed then, and `register` throws it
    default void serverStarted(TcpServer server) throws Exception {}
}
