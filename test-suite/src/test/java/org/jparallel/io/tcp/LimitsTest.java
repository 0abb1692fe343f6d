// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(60)
@Isolated // one test reads what is written to System.err
final class LimitsTest {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
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

    private TcpServer serve(UnaryOperator<ProtocolSettings> change) {
        ProtocolSettings settings = change.apply(ProtocolSettings.standard());
        return async.register(TcpServer.bind("127.0.0.1", 0, () -> new Echo(settings)));
    }

    private void await(String event) throws InterruptedException {
        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo(event);
    }

    private final class Echo implements Protocol {
        private final ProtocolSettings settings;

        Echo(ProtocolSettings settings) {
            this.settings = settings;
        }

        @Override
        public ProtocolSettings settings() {
            return settings;
        }

        @Override
        public void dataReceived(Connection connection, MemorySegment data) throws Exception {
            if (ProtocolTest.text(data).equals("wait")) {
                gate.await();
            }
            connection.send(data);
        }

        @Override
        public void connectionClosed(Connection connection, @Nullable Throwable cause) {
            events.add("closed " + (cause == null ? null : cause.getMessage()));
        }
    }

    @Test
    void closesConnectionsBeyondTheMaximumAtOnce() throws Exception {
        TcpServer server = serve(settings -> settings.withMaximumConnections(2));
        try (Peer one = Peer.of(server);
                Peer two = Peer.of(server)) {
            assertThat(one.send("1").read(1) + two.send("2").read(1)).isEqualTo("12");
            try (Peer three = Peer.of(server)) {
                assertThat(three.readAll()).isEmpty();
            }
            assertThat(server.statistics().refusedCount()).isEqualTo(1);
            one.socket().close();
            Await.until("one has closed", () -> server.statistics().openCount() == 1);
            try (Peer four = Peer.of(server)) {
                assertThat(four.send("4").read(1)).isEqualTo("4");
            }
        }
    }

    @Test
    void closesAnIdleConnection() throws Exception {
        TcpServer server = serve(settings -> settings.withIdleTimeout(Duration.ofMillis(300)));
        try (Peer peer = Peer.of(server)) {
            assertThat(peer.send("1").read(1)).isEqualTo("1");
            assertThat(peer.readAll()).isEmpty();
        }
        await("closed connection was idle: idleTimeout=PT0.3S");
        assertThat(server.statistics().cutCount()).isZero();
    }

    @Test
    void cutsAConnectionFromWhichNothingLeaves() throws Exception {
        TcpServer server = serve(settings -> settings.withSendTimeout(Duration.ofMillis(500)));
        try (Peer peer = Peer.of(server, 4_096)) {
            Thread.ofVirtual().start(() -> sendWithoutEnd(peer));
            assertThat(events.poll(20, TimeUnit.SECONDS))
                    .startsWith("closed nothing leaves: elapsedMillis=");
        }
        assertThat(server.statistics().cutCount()).isEqualTo(1);
    }

    private static void sendWithoutEnd(Peer peer) {
        try {
            while (true) {
                peer.send(new byte[1 << 16]);
            }
        } catch (java.io.IOException expected) {
            // The server has cut the connection.
        }
    }

    @Test
    void readsNoFasterThanTheRate() throws Exception {
        Duration rate = Duration.ofMillis(50);
        TcpServer server = serve(settings -> settings.withRateLimit(rate));
        try (Peer peer = Peer.of(server)) {
            long start = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                assertThat(peer.send("x").read(1)).isEqualTo("x");
            }
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(4 * rate.toNanos());
            assertThat(peer.end().readAll()).isEmpty();
        }
    }

    @Test
    void namesACallbackThatKeepsItsLoop() throws Exception {
        PrintStream standard = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        TcpServer server = serve(settings -> settings.withHogTimeout(Duration.ofMillis(50)));
        try (Peer peer = Peer.of(server)) {
            assertThat(peer.send("x").read(1)).isEqualTo("x");
            System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
            peer.send("wait");
            Await.until("a hog", () -> server.statistics().activeHogs() == 1);
            Await.until(
                    "a warning",
                    () ->
                            log.toString(StandardCharsets.UTF_8)
                                    .contains("LimitsTest$Echo.dataReceived(LimitsTest.java:"));
            assertThat(log.toString(StandardCharsets.UTF_8))
                    .contains("its event loop: callback=dataReceived connection=/127.0.0.1:")
                    .contains("CountDownLatch.await");
            gate.countDown();
            assertThat(peer.read(4)).isEqualTo("wait");
            Await.until("no hog", () -> server.statistics().activeHogs() == 0);
        } finally {
            System.setErr(standard);
        }
    }

    @Test
    void worksInEveryMode() throws Exception {
        for (TransferMode mode : TransferMode.values()) {
            TcpServer server = serve(settings -> settings.withMode(mode));
            String text = "0123456789".repeat(30_000);
            try (Peer peer = Peer.of(server)) {
                Thread reader =
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            try {
                                                events.add(peer.readAll());
                                            } catch (java.io.IOException failure) {
                                                events.add(failure.toString());
                                            }
                                        });
                peer.send(text).end();
                reader.join();
                String first = events.poll(20, TimeUnit.SECONDS);
                String second = events.poll(20, TimeUnit.SECONDS);
                assertThat(java.util.List.of(first, second))
                        .as(mode.name())
                        .containsExactlyInAnyOrder(text, "closed null");
            }
        }
    }
}
