// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.ProtocolFactory;
import org.jparallel.io.TcpServer;
import org.jparallel.io.tcp.Connection;
import org.jparallel.io.tcp.ProtocolSettings;
import org.jparallel.io.tcp.TransferMode;

/// The services echo and chargen on ours.
public final class JParallelTcp {
    private JParallelTcp() {}

    /// Serves until the parent is gone.
    ///
    /// @param arguments `echo` or `chargen`
    public static void main(String... arguments) {
        ProtocolFactory factory = List.of(arguments).contains("echo") ? Echo::new : Chargen::new;
        try (Async async = Async.open()) {
            TcpServer server = async.register(TcpServer.bind("127.0.0.1", 0, factory));
            Child.serveBeside(server.port());
            async.run();
        }
    }

    /// Gives back what it got, without a copy.
    private static final class Echo implements Protocol {
        @Override
        public void dataReceived(Connection connection, MemorySegment data) {
            connection.send(data);
        }
    }

    /// Sends a large block whenever one has left; two are always on their way.
    private static final class Chargen implements Protocol {
        private static final int REPEATED = 9;
        private static final byte[] BLOCK = Answers.chargen().repeat(REPEATED).getBytes(US_ASCII);

        @Override
        public ProtocolSettings settings() {
            return ProtocolSettings.standard().withMode(TransferMode.THROUGHPUT);
        }

        @Override
        public void connectionMade(Connection connection) {
            connection.send(BLOCK);
            connection.send(BLOCK);
        }

        @Override
        public void sendComplete(Connection connection, long sendId) {
            connection.send(BLOCK);
        }
    }
}
