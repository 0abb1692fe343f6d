// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jparallel.Async;
import org.jparallel.acceptance.CapturedLog;
import org.jparallel.context.Context;
import org.jparallel.io.Protocol;
import org.jparallel.io.ProtocolFactory;
import org.jparallel.io.TcpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProtocolTest {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open();
    }

    @AfterEach
    void close() {
        async.close();
        assertThat(async.statistics().activeCount()).isZero();
        assertThat(async.statistics().arenaBytes()).isZero();
    }

    private TcpServer serve(ProtocolFactory factory) {
        return async.register(TcpServer.bind("127.0.0.1", 0, factory));
    }

    private void await(String event) throws InterruptedException {
        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo(event);
    }

    static String text(MemorySegment data) {
        return new String(data.toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /// Tells of everything.
    private class Chronicler implements Protocol {
        @Override
        public void serverStarted(TcpServer server) {
            events.add("serverStarted " + (server.port() > 0));
        }

        @Override
        public void connectionMade(Connection connection) {
            events.add("connectionMade " + Async.isParallelThread());
        }

        @Override
        public void dataReceived(Connection connection, MemorySegment data) {
            events.add("dataReceived " + text(data));
            connection.send(data);
        }

        @Override
        public void sendComplete(Connection connection, long sendId) {
            events.add("sendComplete " + sendId);
        }

        @Override
        public void inputEnded(Connection connection) {
            events.add("inputEnded");
            connection.close();
        }

        @Override
        public void connectionClosed(Connection connection, @Nullable Throwable cause) {
            events.add("connectionClosed " + cause);
        }
    }

    @Test
    void tellsOfEverythingInOrder() throws Exception {
        TcpServer server = serve(Chronicler::new);
        await("serverStarted true");
        try (Peer peer = Peer.of(server)) {
            await("connectionMade true");
            assertThat(peer.send("one").read(3)).isEqualTo("one");
            await("dataReceived one");
            await("sendComplete 1");
            assertThat(peer.send("two").read(3)).isEqualTo("two");
            await("dataReceived two");
            await("sendComplete 2");
            assertThat(peer.end().readAll()).isEmpty();
            await("inputEnded");
        }
        await("connectionClosed null");
        assertThat(events).isEmpty();
    }

    @Test
    void makesAProtocolForEachConnectionAndOneMore() throws Exception {
        List<Protocol> made = new ArrayList<>();
        TcpServer server =
                serve(
                        () -> {
                            Protocol protocol = new Chronicler();
                            synchronized (made) {
                                made.add(protocol);
                            }
                            return protocol;
                        });
        try (Peer one = Peer.of(server);
                Peer two = Peer.of(server)) {
            assertThat(one.send("1").read(1) + two.send("2").read(1)).isEqualTo("12");
        }
        assertThat(made).hasSize(3).doesNotHaveDuplicates();
    }

    @Nested
    final class WithoutInterestInWhatArrives {
        @Test
        void closesAtOnceIfItSendsNothing() throws Exception {
            try (Peer peer = Peer.of(serve(() -> new Protocol() {}))) {
                assertThat(peer.readAll()).isEmpty();
            }
        }

        @Test
        void closesWhenItsSendsHaveLeft() throws Exception {
            TcpServer server =
                    serve(
                            () ->
                                    new Protocol() {
                                        @Override
                                        public void connectionMade(Connection connection) {
                                            connection.send("a quotation");
                                        }
                                    });
            try (Peer peer = Peer.of(server)) {
                assertThat(peer.readAll()).isEqualTo("a quotation");
            }
        }

        @Test
        void goesOnWhileSendCompleteSendsMore() throws Exception {
            TcpServer server =
                    serve(
                            () ->
                                    new Protocol() {
                                        @Override
                                        public void connectionMade(Connection connection) {
                                            connection.send("0");
                                        }

                                        @Override
                                        public void sendComplete(Connection connection, long id) {
                                            if (id < 5) {
                                                connection.send("" + id);
                                            }
                                        }
                                    });
            try (Peer peer = Peer.of(server)) {
                assertThat(peer.readAll()).isEqualTo("01234");
            }
        }
    }

    @Nested
    final class WithBytesOfItsSettings {
        @Test
        void sendsTheInitialBytesBeforeConnectionMade() throws Exception {
            TcpServer server =
                    serve(
                            () ->
                                    new Protocol() {
                                        @Override
                                        public ProtocolSettings settings() {
                                            return ProtocolSettings.standard()
                                                    .withInitialBytesToSend(
                                                            BytesToSend.of("hello "));
                                        }

                                        @Override
                                        public void connectionMade(Connection connection) {
                                            connection.send("id " + connection.send(new byte[0]));
                                        }
                                    });
            try (Peer peer = Peer.of(server)) {
                assertThat(peer.readAll()).isEqualTo("hello id 2");
            }
        }

        @Test
        void sendsTheNextBytesForEachReadAndThrowsThatAway() throws Exception {
            TcpServer server =
                    serve(
                            () ->
                                    new Protocol() {
                                        private int count;

                                        @Override
                                        public ProtocolSettings settings() {
                                            return ProtocolSettings.standard()
                                                    .withNextBytesToSend(this::next);
                                        }

                                        private byte[] next(Connection connection) {
                                            count++;
                                            return new byte[] {(byte) ('0' + count)};
                                        }
                                    });
            try (Peer peer = Peer.of(server)) {
                assertThat(peer.send("x").read(1)).isEqualTo("1");
                assertThat(peer.send("y").read(1)).isEqualTo("2");
                assertThat(peer.end().readAll()).isEmpty();
            }
        }
    }

    @Nested
    final class InLinesMode {
        private final class Lines implements Protocol {
            @Override
            public ProtocolSettings settings() {
                return ProtocolSettings.standard().withLinesMode(true).withLineLimitBytes(10);
            }

            @Override
            public void linesReceived(Connection connection, List<String> lines) {
                for (String line : lines) {
                    connection.send("[" + line + "]");
                }
            }

            @Override
            public void exceptionHandler(Connection connection, String callback, Throwable failure)
                    throws Throwable {
                events.add(callback + ": " + failure.getMessage());
                if (!(failure instanceof LineTooLongException)) {
                    throw failure;
                }
            }
        }

        @Test
        void cutsWhatArrivesIntoLines() throws Exception {
            try (Peer peer = Peer.of(serve(Lines::new))) {
                assertThat(peer.send("one\ntwo\r\n\nthr").read(12)).isEqualTo("[one][two][]");
                assertThat(peer.send("ee\n").read(7)).isEqualTo("[three]");
                assertThat(peer.send("r\u00e9st").end().readAll()).isEqualTo("[r\u00e9st]");
            }
        }

        @Test
        void refusesALineThatIsTooLongAndGoesOnBehindItIfThatIsHandled() throws Exception {
            try (Peer peer = Peer.of(serve(Lines::new))) {
                peer.send("1234567890\r\n12345678901\nnext\n");
                assertThat(peer.read(18)).isEqualTo("[1234567890][next]");
                await("linesReceived: line too long: limitBytes=10");
                peer.send("12345").send("67890").send("12345\nand\n");
                assertThat(peer.read(5)).isEqualTo("[and]");
                await("linesReceived: line too long: limitBytes=10");
            }
        }
    }

    @Nested
    final class WithSettingsThatDoNotFit {
        @Test
        void refusesLinesModeWithoutLinesReceived() {
            Protocol misfit =
                    new Protocol() {
                        @Override
                        public ProtocolSettings settings() {
                            return ProtocolSettings.standard().withLinesMode(true);
                        }
                    };
            assertThatThrownBy(() -> serve(() -> misfit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "lines mode without linesReceived: protocol="
                                    + misfit.getClass().getName());
        }

        @Test
        void refusesLinesReceivedWithoutLinesMode() {
            Protocol misfit =
                    new Protocol() {
                        @Override
                        public void linesReceived(Connection connection, List<String> lines) {}
                    };
            assertThatThrownBy(() -> serve(() -> misfit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "linesReceived without lines mode: protocol="
                                    + misfit.getClass().getName());
        }

        @Test
        void refusesNextBytesBesideDataReceived() {
            Protocol misfit =
                    new Protocol() {
                        @Override
                        public ProtocolSettings settings() {
                            return ProtocolSettings.standard()
                                    .withNextBytesToSend(BytesToSend.of("x"));
                        }

                        @Override
                        public void dataReceived(Connection connection, MemorySegment data) {}
                    };
            assertThatThrownBy(() -> serve(() -> misfit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "next bytes to send beside dataReceived or linesReceived: protocol="
                                    + misfit.getClass().getName());
        }
    }

    @Nested
    final class WhoseCallbackFails {
        private final class Failing implements Protocol {
            private final boolean handling;

            Failing(boolean handling) {
                this.handling = handling;
            }

            @Override
            public void dataReceived(Connection connection, MemorySegment data) throws Exception {
                connection.send("sent before");
                throw new Exception("as it happens");
            }

            @Override
            public void exceptionHandler(Connection connection, String callback, Throwable failure)
                    throws Throwable {
                events.add(callback + ": " + failure.getMessage());
                if (!handling) {
                    throw failure;
                }
            }

            @Override
            public void connectionClosed(Connection connection, @Nullable Throwable cause) {
                events.add("closed: " + (cause == null ? null : cause.getMessage()));
            }
        }

        @Test
        void goesOnIfTheHandlerReturns() throws Exception {
            TcpServer server = serve(() -> new Failing(true));
            try (Peer peer = Peer.of(server)) {
                assertThat(peer.send("x").read(11)).isEqualTo("sent before");
                await("dataReceived: as it happens");
                assertThat(peer.send("x").read(11)).isEqualTo("sent before");
                await("dataReceived: as it happens");
            }
            await("closed: null");
            assertThat(server.statistics().failureCount()).isEqualTo(2);
            assertThat(server.statistics().cutCount()).isZero();
        }

        @Test
        void cutsThatConnectionAloneIfTheHandlerThrows() throws Exception {
            TcpServer server = serve(() -> new Failing(false));
            try (CapturedLog log = new CapturedLog();
                    Peer other = Peer.of(server);
                    Peer peer = Peer.of(server)) {
                peer.send("x");
                await("dataReceived: as it happens");
                log.await("callback failed, connection is cut: callback=dataReceived");
                await("closed: as it happens");
                assertThatThrownBy(() -> peer.in().read())
                        .isInstanceOf(java.net.SocketException.class);
                Await.until("closed", () -> server.statistics().openCount() == 1);
                assertThat(server.statistics().cutCount()).isEqualTo(1);
                other.send("y");
                await("dataReceived: as it happens");
                log.await("number=2");
            }
        }
    }

    @Nested
    final class WithItsMemory {
        @Test
        void diesWhenWhatWasSentHasLeft() throws Exception {
            TcpServer server =
                    serve(
                            () ->
                                    new Protocol() {
                                        private @Nullable MemorySegment last;

                                        @Override
                                        public void dataReceived(
                                                Connection connection, MemorySegment data) {
                                            if (last != null) {
                                                events.add("alive " + last.scope().isAlive());
                                            }
                                            last = data;
                                            connection.send(data);
                                        }
                                    });
            try (Peer peer = Peer.of(server)) {
                assertThat(peer.send("a").read(1)).isEqualTo("a");
                assertThat(peer.send("b").read(1)).isEqualTo("b");
                await("alive false");
            }
        }

        @Test
        void isNotRewoundBehindWhatIsBeingSent() throws Exception {
            TcpServer server =
                    serve(
                            () ->
                                    new Protocol() {
                                        @Override
                                        public void dataReceived(
                                                Connection connection, MemorySegment data) {
                                            Context context = Context.current();
                                            var mark = context.mark();
                                            MemorySegment bytes = context.allocate(1, 1);
                                            bytes.set(JAVA_BYTE, 0, (byte) '!');
                                            connection.send(bytes);
                                            try {
                                                context.rewind(mark);
                                            } catch (IllegalStateException refused) {
                                                events.add(refused.getMessage());
                                            }
                                        }
                                    });
            try (Peer peer = Peer.of(server)) {
                assertThat(peer.send("a").read(1)).isEqualTo("!");
                assertThat(events.poll(20, TimeUnit.SECONDS))
                        .startsWith("memory behind the mark is in use by others: pinnedBytes=");
            }
        }
    }
}
