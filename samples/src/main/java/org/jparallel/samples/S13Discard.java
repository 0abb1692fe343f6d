// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.jparallel.io.tcp.Connection;

/// Throws away what it hears (RFC 863), and is closed in order: what has arrived is still read.
///
/// A server that is closed listens no more; its connections finish what they have to send and the
/// works they have submitted, then they close. What has not finished in time is cut.
///
/// Prints:
///
/// ```text
/// discarded 1000000 bytes
/// cut 0 connections
/// ```
public final class S13Discard {
    private S13Discard() {}

    private static final class Discard implements Protocol {
        @Override
        public void dataReceived(Connection connection, MemorySegment data) {}
    }

    /// Runs the sample.
    ///
    /// @param arguments none
    /// @throws IOException if the socket fails
    public static void main(String[] arguments) throws IOException {
        try (Async async = Async.open()) {
            TcpServer server = async.register(TcpServer.bind("127.0.0.1", 0, Discard::new));
            Visitor.ask(server, "0123456789".repeat(100_000));
            System.out.printf("discarded %d bytes%n", server.statistics().receivedBytes());
            var closing = server.close(Duration.ofSeconds(10));
            async.run();
            System.out.printf("cut %d connections%n", closing.join().cutCount());
        }
    }
}
