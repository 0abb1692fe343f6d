// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A peer that has ended its side and still reads.
@Timeout(60)
final class HalfClosedTest {
    private static final int BYTE_COUNT = 20_000_000;

    private final BlockingQueue<Connection> ended = new LinkedBlockingQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open();
    }

    @AfterEach
    void close() {
        gate.countDown();
        async.close();
        assertThat(async.statistics().arenaBytes()).isZero();
    }

    private final class Staying implements Protocol {
        @Override
        public void dataReceived(Connection connection, MemorySegment data) {
            connection.pause();
        }

        @Override
        public void inputEnded(Connection connection) {
            ended.add(connection);
        }
    }

    @Test
    void isSentMuchLaterOn() throws Exception {
        TcpServer server = async.register(TcpServer.bind("127.0.0.1", 0, Staying::new));
        try (Peer peer = Peer.of(server).end()) {
            Connection connection = ended.take();
            connection.execute(() -> connection.send("first"));
            assertThat(peer.read(5)).isEqualTo("first");
            sendMuch(connection);
            Await.until("all is sent", () -> server.statistics().sentBytes() > BYTE_COUNT);
            assertThat(peer.in().readAllBytes().length).isEqualTo(BYTE_COUNT);
        }
    }

    @Test
    void isSentMuchEvenIfItsReadingWasPaused() throws Exception {
        TcpServer server = async.register(TcpServer.bind("127.0.0.1", 0, Staying::new));
        try (Peer peer = Peer.of(server).send("x").end()) {
            Connection connection = ended.take();
            sendMuch(connection);
            Await.until("all is sent", () -> server.statistics().sentBytes() == BYTE_COUNT);
            connection.execute(connection::resume);
            connection.execute(connection::pause);
            assertThat(peer.in().readAllBytes().length).isEqualTo(BYTE_COUNT);
        }
    }

    private static void sendMuch(Connection connection) {
        connection.execute(
                () -> {
                    connection.send(new byte[BYTE_COUNT]);
                    connection.close();
                });
    }

    @Test
    void waitsForAWorkThatIsAway() throws Exception {
        TcpServer server =
                async.register(
                        TcpServer.bind(
                                "127.0.0.1",
                                0,
                                () ->
                                        new Protocol() {
                                            @Override
                                            public void dataReceived(
                                                    Connection connection, MemorySegment data) {
                                                connection.submitWork(
                                                        byteCount -> {
                                                            gate.await();
                                                            return new byte[byteCount];
                                                        },
                                                        BYTE_COUNT,
                                                        connection::send);
                                            }
                                        }));
        try (Peer peer = Peer.of(server).send("x").end()) {
            Await.until("it has come", () -> server.statistics().receivedBytes() == 1);
            gate.countDown();
            assertThat(peer.in().readAllBytes().length).isEqualTo(BYTE_COUNT);
        }
    }
}
