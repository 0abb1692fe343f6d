// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.jparallel.io.tcp.Connection;
import org.jparallel.io.tcp.ProtocolSettings;

/// Sends back what it hears, in three ways: the bytes as they are, the bytes in upper case, lines.
///
/// What arrives lies in the memory of the callback's context and is sent from there, without a
/// copy. That memory lives until all of it has left, however slowly the peer reads.
///
/// Prints:
///
/// ```text
/// data:  to be or not to be
/// upper: TO BE OR NOT TO BE
/// lines: 1: to be / 2: or not / 3: to be /
/// ```
public final class S12Echo {
    private S12Echo() {}

    private static final class EchoData implements Protocol {
        @Override
        public void dataReceived(Connection connection, MemorySegment data) {
            connection.send(data);
        }
    }

    private static final class EchoUpperData implements Protocol {
        @Override
        public void dataReceived(Connection connection, MemorySegment data) {
            for (long i = 0; i < data.byteSize(); i++) {
                data.set(JAVA_BYTE, i, (byte) Character.toUpperCase(data.get(JAVA_BYTE, i)));
            }
            connection.send(data);
        }
    }

    private static final class EchoLine implements Protocol {
        private int count;

        @Override
        public ProtocolSettings settings() {
            return ProtocolSettings.standard().withLinesMode(true);
        }

        @Override
        public void linesReceived(Connection connection, List<String> lines) {
            for (String line : lines) {
                count++;
                connection.send(String.format(Locale.ROOT, "%d: %s / ", count, line));
            }
        }
    }

    /// Runs the sample.
    ///
    /// @param arguments none
    /// @throws IOException if a socket fails
    public static void main(String[] arguments) throws IOException {
        try (Async async = Async.open()) {
            TcpServer data = async.register(TcpServer.bind("127.0.0.1", 0, EchoData::new));
            TcpServer upper = async.register(TcpServer.bind("127.0.0.1", 0, EchoUpperData::new));
            TcpServer lines = async.register(TcpServer.bind("127.0.0.1", 0, EchoLine::new));
            System.out.println("data:  " + Visitor.askText(data, "to be or not to be"));
            System.out.println("upper: " + Visitor.askText(upper, "to be or not to be"));
            System.out.println(
                    "lines: " + Visitor.askText(lines, "to be\nor not\r\nto be").strip());
            data.close();
            upper.close();
            lines.close();
            async.run();
        }
    }
}
