// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.jparallel.io.tcp.Connection;

/// Tells the time of day as text and closes (RFC 867).
///
/// The factory makes a protocol for each connection, and hands it what it needs: here a clock,
/// which stands still so that the output is always the same.
///
/// Prints:
///
/// ```text
/// Thu Jan 1 00:00:00 1970
/// ```
public final class S14Daytime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);

    private S14Daytime() {}

    private record Daytime(Clock clock) implements Protocol {
        @Override
        public void connectionMade(Connection connection) {
            connection.send(FORMAT.format(ZonedDateTime.now(clock)) + "\r\n");
        }
    }

    /// Runs the sample.
    ///
    /// @param arguments none
    /// @throws IOException if the socket fails
    public static void main(String[] arguments) throws IOException {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (Async async = Async.open()) {
            TcpServer server =
                    async.register(TcpServer.bind("127.0.0.1", 0, () -> new Daytime(clock)));
            System.out.println(Visitor.askText(server, "").strip());
            server.close();
            async.run();
        }
    }
}
