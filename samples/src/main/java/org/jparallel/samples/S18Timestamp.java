// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.jparallel.io.tcp.Connection;

/// Answers each request with the time, which only grows, and remembers the one before.
///
/// `keep` clones a value into memory that lives as long as the connection; what a callback merely
/// allocates in its context is gone by the next one.
///
/// Prints:
///
/// ```text
/// first: true
/// later: true
/// later: true
/// ```
public final class S18Timestamp {
    private static final int ANSWER_BYTES = 4;

    private S18Timestamp() {}

    private static final class Timestamp implements Protocol {
        @Override
        public void dataReceived(Connection connection, MemorySegment data) {
            long now = System.nanoTime();
            boolean grows =
                    connection.kept("last", Long.class).map(last -> last < now).orElse(true);
            connection.keep("last", now);
            connection.send(grows ? "true" : "back");
        }
    }

    /// Runs the sample.
    ///
    /// @param arguments none
    /// @throws IOException if the socket fails
    public static void main(String[] arguments) throws IOException {
        try (Async async = Async.open()) {
            TcpServer server = async.register(TcpServer.bind("127.0.0.1", 0, Timestamp::new));
            try (Visitor visitor = Visitor.of(server)) {
                visitor.say("?");
                System.out.println("first: " + visitor.hear(ANSWER_BYTES));
                visitor.say("?");
                System.out.println("later: " + visitor.hear(ANSWER_BYTES));
                visitor.say("?");
                System.out.println("later: " + visitor.hear(ANSWER_BYTES));
            }
            server.close();
            async.run();
        }
    }
}
