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
/// A server's factory makes one instance for each connection, so that fields are state of that
/// connection, and one more when the server is registered, which is asked for the settings and told
/// that the server listens. A client's factory makes one instance.
///
/// What a callback of a connection may do, and where it runs, is told in [ConnectionCallbacks].
@ParallelThread
public interface Protocol extends ConnectionCallbacks {
    /// The server listens. Told on the thread that registers it, to the instance that was asked for
    /// the settings.
    ///
    /// @param server which
    /// @throws Exception whatever went wrong; `register` throws it, and the server is closed
    default void serverStarted(TcpServer server) throws Exception {}

    /// The client is about to connect. Told on the thread that registers it.
    ///
    /// @param client which
    /// @throws Exception whatever went wrong; `register` throws it, and nothing connects
    default void clientCreated(TcpClient client) throws Exception {}

    /// The client has no connection, and makes no further try. Told in a parallel context.
    ///
    /// @param client which
    /// @param failure why
    /// @throws Exception what `run()` then throws; the failure itself, unless this is overridden
    default void clientFailed(TcpClient client, TransportException failure) throws Exception {
        throw failure;
    }
}
