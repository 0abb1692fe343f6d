// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jparallel.Async;
import org.jparallel.AsyncLimits;
import org.jparallel.io.CloseReport;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ClosingTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<CompletableFuture<CloseReport>> reports =
            new LinkedBlockingQueue<>();
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
        assertThat(async.statistics().activeCount()).isZero();
        assertThat(async.statistics().arenaBytes()).isZero();
    }

    /// Answers after a work that waits at the gate; closes its server when told so.
    private final class Slow implements Protocol {
        @Override
        public void dataReceived(Connection connection, MemorySegment data) {
            String text = ProtocolTest.text(data);
            events.add(text);
            if (text.equals("close")) {
                reports.add(server.close(LONG));
            }
            connection.submitWork(
                    asked -> {
                        gate.await();
                        return asked + " done";
                    },
                    text,
                    connection::send);
        }

        @Override
        public void connectionClosed(Connection connection, @Nullable Throwable cause) {
            events.add("closed");
        }
    }

    private TcpServer server;

    private Peer working() throws Exception {
        Peer peer = Peer.of(server).send("one");
        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("one");
        return peer;
    }

    private void serve() {
        server = async.register(TcpServer.bind("127.0.0.1", 0, Slow::new));
    }

    @Test
    void letsWhatIsInFlightFinish() throws Exception {
        serve();
        try (Peer peer = working();
                Peer idle = Peer.of(server)) {
            Await.until("both are open", () -> server.statistics().openCount() == 2);
            CompletableFuture<CloseReport> report = server.close(LONG);
            assertThat(idle.readAll()).isEmpty();
            assertThat(report).isNotDone();
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), server.port()))
                    .isInstanceOf(java.net.ConnectException.class);
            gate.countDown();
            assertThat(peer.readAll()).isEqualTo("one done");
            peer.socket().close();
            idle.socket().close();
            assertThat(report.join()).isEqualTo(new CloseReport(2, 2, 0));
            async.run();
        }
    }

    @Test
    void cutsWhatHasNotFinishedInTime() throws Exception {
        serve();
        try (Peer peer = working()) {
            CompletableFuture<CloseReport> report = server.close(Duration.ofMillis(50));
            assertThat(report.join()).isEqualTo(new CloseReport(1, 0, 1));
            assertThatThrownBy(peer::readAll).isInstanceOf(java.net.SocketException.class);
            assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("closed");
            gate.countDown();
            async.run();
        }
    }

    @Test
    void cutsAtOnceIfClosedAgainWithoutGrace() throws Exception {
        serve();
        try (Peer peer = working()) {
            CompletableFuture<CloseReport> report = server.close(LONG);
            assertThat(report).isNotDone();
            server.close();
            assertThat(report.join()).isEqualTo(new CloseReport(1, 0, 1));
            assertThatThrownBy(peer::readAll).isInstanceOf(java.net.SocketException.class);
        }
    }

    @Test
    void isClosedByACallback() throws Exception {
        serve();
        try (Peer peer = Peer.of(server).send("close")) {
            CompletableFuture<CloseReport> report = reports.take();
            gate.countDown();
            assertThat(peer.readAll()).isEqualTo("close done");
            peer.socket().close();
            assertThat(report.join()).isEqualTo(new CloseReport(1, 1, 0));
            async.run();
        }
    }

    @Test
    void isRegisteredAndClosedByAContext() throws Exception {
        CompletableFuture<CloseReport> report = new CompletableFuture<>();
        async.submitWork(
                () -> {
                    serve();
                    try (Peer peer = Peer.of(server).send("one")) {
                        gate.countDown();
                        assertThat(peer.read(8)).isEqualTo("one done");
                        CompletableFuture<CloseReport> closing = server.close(LONG);
                        peer.socket().close();
                        report.complete(closing.join());
                    }
                });
        async.run();
        assertThat(report.join()).isEqualTo(new CloseReport(1, 1, 0));
    }

    @Test
    void isNotClosedByAThreadOfNobody() throws Exception {
        serve();
        Throwable[] thrown = new Throwable[1];
        Thread stranger =
                Thread.ofPlatform()
                        .name("stranger")
                        .start(
                                () -> {
                                    try {
                                        server.close();
                                    } catch (WrongThreadException refused) {
                                        thrown[0] = refused;
                                    }
                                });
        stranger.join();
        assertThat(thrown[0])
                .hasMessage(
                        "close is for the main thread and the parallel threads of this Async:"
                                + " thread=stranger");
    }

    @Test
    void endsWithItsRuntime() throws Exception {
        serve();
        try (Peer peer = working()) {
            gate.countDown();
            async.close();
            assertThat(peer.readAll()).isEqualTo("one done");
            assertThat(server.statistics().openCount()).isZero();
            assertThat(server.statistics().cutCount()).isZero();
        }
    }

    @Test
    void interruptsACallbackThatBlocks() throws Exception {
        AsyncLimits limits = AsyncLimits.standard().withStopTimeout(Duration.ofMillis(200));
        Async blocked = Async.open(limits);
        try (blocked) {
            TcpServer blocking =
                    blocked.register(
                            TcpServer.bind(
                                    "127.0.0.1",
                                    0,
                                    () ->
                                            new Protocol() {
                                                @Override
                                                public void connectionMade(Connection connection)
                                                        throws InterruptedException {
                                                    events.add("blocks");
                                                    gate.await();
                                                }

                                                @Override
                                                public void exceptionHandler(
                                                        Connection connection,
                                                        String callback,
                                                        Throwable failure) {
                                                    events.add(failure.getClass().getSimpleName());
                                                }
                                            }));
            try (Peer peer = Peer.of(blocking)) {
                assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("blocks");
                blocked.close();
                assertThat(peer.in().read()).isEqualTo(-1);
            }
        }
        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("InterruptedException");
        assertThat(blocked.statistics().arenaBytes()).isZero();
    }

    @Test
    void isRegisteredOnce() {
        serve();
        assertThatThrownBy(() -> async.register(server))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("transport was registered before: " + server);
    }

    @Test
    void saysWhatItIsNotBeforeItIsRegistered() {
        TcpServer early = TcpServer.bind("127.0.0.1", 0, Slow::new);
        assertThatThrownBy(early::port)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("server is not registered: server=TcpServer(127.0.0.1:0)");
    }
}
