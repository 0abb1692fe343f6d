// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jparallel.Async;
import org.jparallel.context.Context;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.jparallel.io.tcp.Connection;

/// Sends lines without end, at the pace of the reader (RFC 864).
///
/// `sendComplete` comes when the system has taken what was sent, and sends more. A reader that
/// stops stops the server too: no more than one send waits in memory.
///
/// Prints:
///
/// ```text
///  !"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefg
/// !"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefgh
/// "#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghi
/// ```
public final class S17Chargen {
    private static final int LINE_BYTES = 73;
    private static final int LINE_COUNT = 100;
    private static final int CHARACTER_COUNT = 95;

    private S17Chargen() {}

    private static final class Chargen implements Protocol {
        private long line;

        @Override
        public void connectionMade(Connection connection) {
            sendLines(connection);
        }

        @Override
        public void sendComplete(Connection connection, long sendId) {
            sendLines(connection);
        }

        private void sendLines(Connection connection) {
            MemorySegment lines = Context.current().allocate(LINE_BYTES * LINE_COUNT);
            for (int i = 0; i < LINE_COUNT; i++, line++) {
                putLine(lines.asSlice((long) i * LINE_BYTES, LINE_BYTES));
            }
            connection.send(lines);
        }

        private void putLine(MemorySegment target) {
            for (int i = 0; i < LINE_BYTES - 1; i++) {
                byte character = (byte) (' ' + (line + i) % CHARACTER_COUNT);
                target.set(ValueLayout.JAVA_BYTE, i, character);
            }
            target.set(ValueLayout.JAVA_BYTE, LINE_BYTES - 1, (byte) '\n');
        }
    }

    /// Runs the sample.
    ///
    /// @param arguments none
    /// @throws IOException if the socket fails
    public static void main(String[] arguments) throws IOException {
        try (Async async = Async.open()) {
            TcpServer server = async.register(TcpServer.bind("127.0.0.1", 0, Chargen::new));
            try (Visitor visitor = Visitor.of(server)) {
                System.out.print(visitor.hear(3 * LINE_BYTES));
            }
            server.close();
            async.run();
        }
    }
}
