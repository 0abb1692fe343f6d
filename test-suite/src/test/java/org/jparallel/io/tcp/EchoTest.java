// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EchoTest {
    private static final class Echo implements Protocol {
        @Override
        public void dataReceived(Connection connection, MemorySegment data) {
            connection.send(data);
        }
    }

    @Test
    void sendsBackWhatItReceives() throws Exception {
        try (Async async = Async.open()) {
            TcpServer server = async.register(TcpServer.bind("127.0.0.1", 0, Echo::new));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
                socket.shutdownOutput();
                assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("hello");
            }
        }
    }

    @Test
    void sendsBackMegabytesInOrder() throws Exception {
        byte[] bytes = new byte[20_000_000];
        new Random(1).nextBytes(bytes);
        try (Async async = Async.open()) {
            TcpServer server = async.register(TcpServer.bind("127.0.0.1", 0, Echo::new));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                Thread writer =
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            try {
                                                socket.getOutputStream().write(bytes);
                                                socket.shutdownOutput();
                                            } catch (java.io.IOException failure) {
                                                throw new java.io.UncheckedIOException(failure);
                                            }
                                        });
                InputStream in = socket.getInputStream();
                assertThat(in.readAllBytes()).isEqualTo(bytes);
                writer.join();
            }
        }
    }
}
