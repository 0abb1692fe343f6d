// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jparallel.Async;
import org.jparallel.acceptance.Tools;
import org.jparallel.io.Protocol;
import org.jparallel.io.ProtocolFactory;
import org.jparallel.io.TcpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A client that is a program of others.
@Timeout(300)
final class NetcatTest {
    @TempDir private Path directory;
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

    private static final class Echo implements Protocol {
        @Override
        public void dataReceived(Connection connection, MemorySegment data) {
            connection.send(data);
        }
    }

    private TcpServer serve(ProtocolFactory factory) {
        return async.register(TcpServer.bind("127.0.0.1", 0, factory));
    }

    private Path input(String text) throws IOException {
        return Files.writeString(directory.resolve("in"), text);
    }

    private String netcat(Path input, String... arguments) throws Exception {
        Path output = directory.resolve("out");
        List<String> command =
                Stream.concat(
                                Stream.of(Tools.require("nc").toString(), "-N"),
                                Stream.of(arguments))
                        .toList();
        Process process =
                new ProcessBuilder(command)
                        .redirectInput(input.toFile())
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output, StandardCharsets.ISO_8859_1);
    }

    @Test
    void hearsItsEchoAlthoughItEndsItsSideFirst() throws Exception {
        String text = "0123456789".repeat(200_000);
        TcpServer server = serve(Echo::new);
        assertThat(netcat(input(text), "127.0.0.1", "" + server.port())).isEqualTo(text);
    }

    @Test
    void hearsItsEchoThroughASocketOfTheFileSystem() throws Exception {
        Path socket = directory.resolve("socket");
        async.register(TcpServer.bind(UnixDomainSocketAddress.of(socket), Echo::new));
        assertThat(netcat(input("hello"), "-U", socket.toString())).isEqualTo("hello");
    }

    @Test
    void hearsLinesUpToTheEnd() throws Exception {
        TcpServer server =
                serve(
                        () ->
                                new Protocol() {
                                    @Override
                                    public ProtocolSettings settings() {
                                        return ProtocolSettings.standard().withLinesMode(true);
                                    }

                                    @Override
                                    public void linesReceived(
                                            Connection connection, List<String> lines) {
                                        lines.forEach(line -> connection.send("<" + line + ">"));
                                    }
                                });
        assertThat(netcat(input("a\nb\nc"), "127.0.0.1", "" + server.port()))
                .isEqualTo("<a><b><c>");
    }

    @Test
    void isDisconnected() throws Exception {
        TcpServer server = serve(() -> new Protocol() {});
        assertThat(netcat(input(""), "127.0.0.1", "" + server.port())).isEmpty();
    }
}
