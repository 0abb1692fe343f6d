// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpClient;
import org.jparallel.io.TcpServer;
import org.jparallel.io.TransportException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Servers and clients at addresses of all kinds, and what is told of those that do not work.
@Timeout(60)
final class AddressesTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    @TempDir private Path directory;
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

    private static final class Echo implements Protocol {
        @Override
        public void dataReceived(Connection connection, MemorySegment data) {
            connection.send(data);
        }
    }

    /// Says something and tells what comes back.
    private final class Asking implements Protocol {
        private final Duration connectTimeout;

        Asking() {
            this(Duration.ofSeconds(20));
        }

        Asking(Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
        }

        @Override
        public ProtocolSettings settings() {
            return ProtocolSettings.standard().withConnectTimeout(connectTimeout);
        }

        @Override
        public void clientCreated(TcpClient client) {
            events.add("created");
        }

        @Override
        public void connectionMade(Connection connection) {
            connection.send("hello");
        }

        @Override
        public void dataReceived(Connection connection, MemorySegment data) {
            events.add(ProtocolTest.text(data));
            connection.close();
        }

        @Override
        public void connectionClosed(Connection connection, @Nullable Throwable cause) {
            events.add("closed " + cause);
        }
    }

    private void assertAnswered() throws InterruptedException {
        for (String event : new String[] {"created", "hello", "closed null"}) {
            assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo(event);
        }
    }

    private void assertServes(SocketAddress address) throws Exception {
        TcpServer server = async.register(TcpServer.bind(address, Echo::new));
        TcpClient client = async.register(TcpClient.connect(server.address(), Asking::new));
        assertAnswered();
        server.close();
        async.run();
        assertThat(client.statistics().openedCount()).isEqualTo(1);
        assertThat(client.statistics().openCount()).isZero();
    }

    @Test
    void serveAtAnAddressOfVersionFour() throws Exception {
        assertServes(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    @Test
    void serveAtAnAddressOfVersionSix() throws Exception {
        // A machine without it says so when the server is bound: there is nothing to test then.
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
        } catch (IOException none) {
            return;
        }
        assertServes(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
    }

    @Test
    void serveAtASocketOfTheFileSystem() throws Exception {
        Path path = directory.resolve("socket");
        assertServes(UnixDomainSocketAddress.of(path));
        assertThat(path).doesNotExist();
    }

    @Test
    void serveAtASocketOfTheFileSystemForOtherClients() throws Exception {
        UnixDomainSocketAddress address =
                UnixDomainSocketAddress.of(directory.resolve("socket"));
        TcpServer server = async.register(TcpServer.bind(address, Echo::new));
        assertThat(server.address()).isEqualTo(address);
        assertThatThrownBy(server::port)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("address has no port: server=" + server);
        try (SocketChannel channel = SocketChannel.open(address)) {
            channel.write(ByteBuffer.wrap(new byte[] {'x'}));
            ByteBuffer answer = ByteBuffer.allocate(1);
            assertThat(channel.read(answer)).isEqualTo(1);
            assertThat(answer.get(0)).isEqualTo((byte) 'x');
        }
    }

    @Test
    void serveAtTheSocketOfAServerThatHasDied() throws Exception {
        UnixDomainSocketAddress address =
                UnixDomainSocketAddress.of(directory.resolve("socket"));
        try (ServerSocketChannel died = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            died.bind(address);
        }
        assertThat(address.getPath()).exists();
        assertServes(address);
    }

    @Test
    void connectToAName() throws Exception {
        TcpServer server = async.register(TcpServer.bind("localhost", 0, Echo::new));
        async.register(TcpClient.connect("localhost", server.port(), Asking::new));
        assertAnswered();
        server.close();
        async.run();
    }

    @Nested
    final class ThatDoNotWork {
        @Test
        void aPortThatIsInUse() throws Exception {
            TcpServer server;
            int port;
            try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
                port = other.getLocalPort();
                server = TcpServer.bind("127.0.0.1", port, Echo::new);
                assertThatThrownBy(() -> async.register(server))
                        .isInstanceOf(TransportException.class)
                        .hasMessage("address in use: address=127.0.0.1:" + port);
            }
            async.register(server);
            assertThat(server.port()).isEqualTo(port);
        }

        @Test
        void aSocketOfTheFileSystemThatIsInUse() {
            UnixDomainSocketAddress address =
                    UnixDomainSocketAddress.of(directory.resolve("socket"));
            async.register(TcpServer.bind(address, Echo::new));
            TcpServer second = TcpServer.bind(address, Echo::new);
            assertThatThrownBy(() -> async.register(second))
                    .isInstanceOf(TransportException.class)
                    .hasMessage("address in use: address=" + address);
        }

        @Test
        void aPathAtWhichThereIsAFile() throws Exception {
            Path path = Files.writeString(directory.resolve("file"), "precious");
            TcpServer server = TcpServer.bind(UnixDomainSocketAddress.of(path), Echo::new);
            assertThatThrownBy(() -> async.register(server))
                    .isInstanceOf(TransportException.class)
                    .hasMessage("address in use: address=" + path);
            assertThat(path).hasContent("precious");
        }

        @Test
        void anAddressOfAnotherMachine() {
            TcpServer server = TcpServer.bind("192.0.2.1", 0, Echo::new);
            assertThatThrownBy(() -> async.register(server))
                    .isInstanceOf(TransportException.class)
                    .hasMessage("address not of this machine: address=192.0.2.1:0");
        }

        @Test
        void anUnknownHostOfAServer() {
            TcpServer server = TcpServer.bind("nowhere.invalid", 0, Echo::new);
            assertThatThrownBy(() -> async.register(server))
                    .isInstanceOf(TransportException.class)
                    .hasMessage("unknown host: address=nowhere.invalid:0");
        }

        @Test
        void aPortThatIsNone() {
            assertThatThrownBy(() -> TcpServer.bind("127.0.0.1", 65_536, Echo::new))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("port out of range: port=65536 minimum=0 maximum=65535");
            assertThatThrownBy(() -> TcpClient.connect("127.0.0.1", 0, Echo::new))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("port out of range: port=0 minimum=1 maximum=65535");
        }

        @Test
        void anUnknownHostOfAClient() {
            async.register(TcpClient.connect("nowhere.invalid", 7, Asking::new));
            assertThatThrownBy(() -> async.run())
                    .isInstanceOf(TransportException.class)
                    .hasMessage("unknown host: address=nowhere.invalid:7");
            async.run();
        }

        @Test
        void aPortAtWhichNobodyListens() throws Exception {
            int port;
            try (ServerSocket other = new ServerSocket(0)) {
                port = other.getLocalPort();
            }
            async.register(TcpClient.connect("127.0.0.1", port, Asking::new));
            assertThatThrownBy(() -> async.run())
                    .isInstanceOf(TransportException.class)
                    .hasMessage("connection refused: address=127.0.0.1:" + port);
            async.run();
        }

        @Test
        void aSocketOfTheFileSystemThatIsNotThere() {
            Path path = directory.resolve("none");
            async.register(TcpClient.connect(UnixDomainSocketAddress.of(path), Asking::new));
            assertThatThrownBy(() -> async.run())
                    .isInstanceOf(TransportException.class)
                    .hasMessage("no such socket: address=" + path);
        }

        @Test
        void aFailureThatTheProtocolHandles() {
            async.register(
                    TcpClient.connect(
                            "nowhere.invalid",
                            7,
                            () ->
                                    new Protocol() {
                                        @Override
                                        public void clientFailed(
                                                TcpClient client, TransportException failure) {
                                            events.add(failure.getMessage());
                                        }
                                    }));
            async.run();
            assertThat(events).containsExactly("unknown host: address=nowhere.invalid:7");
        }

        @Test
        void aClientThatIsClosedWhileItConnects() throws Exception {
            // The queue of this socket is full once one connection waits in it.
            try (ServerSocket busy = new ServerSocket(0, 1, LOOPBACK)) {
                TcpClient client =
                        async.register(
                                TcpClient.connect("127.0.0.1", busy.getLocalPort(), Asking::new));
                client.close(Duration.ofSeconds(20)).join();
                async.run();
            }
        }
    }
}
