// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.jparallel.xlist.NotCloneableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Values that live as long as their connection.
@Timeout(60)
final class KeepTest {
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open();
    }

    @AfterEach
    void close() {
        async.close();
        assertThat(async.statistics().arenaBytes()).isZero();
    }

    /// Does what it is told and answers.
    private static final class Obeying implements Protocol {
        @Override
        public ProtocolSettings settings() {
            return ProtocolSettings.standard().withLinesMode(true);
        }

        @Override
        public void linesReceived(Connection connection, List<String> lines) {
            for (String line : lines) {
                String[] words = line.split(" ", -1);
                connection.send(obey(connection, words[0], words[1], words[words.length - 1]));
            }
        }

        private static String obey(Connection connection, String order, String key, String value) {
            return switch (order) {
                case "keep" -> {
                    connection.keep(key, List.of(value));
                    yield "" + connection.statistics().keptBytes();
                }
                case "kept" -> "" + connection.kept(key, List.class);
                case "drop" -> "" + connection.drop(key);
                default -> refuse(connection, key);
            };
        }

        private static String refuse(Connection connection, String key) {
            try {
                connection.keep(key, new Thread());
                return "kept";
            } catch (NotCloneableException refused) {
                return refused.getMessage();
            }
        }
    }

    @Test
    void valuesStayUntilTheyAreOverwrittenOrDropped() throws Exception {
        TcpServer server = async.register(TcpServer.bind("127.0.0.1", 0, Obeying::new));
        try (Peer peer = Peer.of(server)) {
            assertThat(peer.send("kept a\n").readOnce()).isEqualTo("Optional.empty");
            int small = Integer.parseInt(peer.send("keep a one\n").readOnce());
            assertThat(small).isPositive();
            assertThat(peer.send("kept a\n").readOnce()).isEqualTo("Optional[[one]]");
            assertThat(peer.send("keep a two\n").readOnce()).isEqualTo("" + small);
            assertThat(peer.send("keep b two\n").readOnce()).isEqualTo("" + 2 * small);
            assertThat(peer.send("thread a\n").readOnce()).isEqualTo("root: java.lang.Thread");
            assertThat(peer.send("kept a\n").readOnce()).isEqualTo("Optional[[two]]");
            assertThat(peer.send("drop a\n").readOnce()).isEqualTo("true");
            assertThat(peer.send("drop a\n").readOnce()).isEqualTo("false");
            assertThat(peer.send("kept b\n").readOnce()).isEqualTo("Optional[[two]]");
        }
    }

    @Test
    void valuesAreFreedWhenTheConnectionCloses() throws Exception {
        TcpServer server = async.register(TcpServer.bind("127.0.0.1", 0, Obeying::new));
        String large = "x".repeat(50_000);
        for (int i = 0; i < 3; i++) {
            try (Peer peer = Peer.of(server)) {
                assertThat(peer.send("keep a " + large + "\n").readOnce()).isNotEmpty();
                if (i == 1) {
                    peer.kill();
                }
            }
        }
        Await.until("all have gone", () -> server.statistics().openCount() == 0);
        Await.until("all is freed", () -> async.statistics().arenaBytes() < 1 << 16);
    }
}
