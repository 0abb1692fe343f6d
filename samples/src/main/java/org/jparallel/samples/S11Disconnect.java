// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.io.IOException;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;

/// The smallest server there is: who connects is sent away.
///
/// A protocol that wants nothing of what arrives, and sends nothing more, closes its connections by
/// itself. `run()` serves until the server is closed and the last connection has ended.
///
/// Prints:
///
/// ```text
/// heard 0 bytes and the end
/// opened 1 connection
/// ```
public final class S11Disconnect {
    private S11Disconnect() {}

    private static final class Disconnect implements Protocol {}

    /// Runs the sample.
    ///
    /// @param arguments none
    /// @throws IOException if the socket fails
    public static void main(String[] arguments) throws IOException {
        try (Async async = Async.open()) {
            TcpServer server = async.register(TcpServer.bind("127.0.0.1", 0, Disconnect::new));
            System.out.printf("heard %d bytes and the end%n", Visitor.ask(server, "").length);
            server.close();
            async.run();
            System.out.printf("opened %d connection%n", server.statistics().openedCount());
        }
    }
}
