// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jparallel.Async;
import org.jparallel.acceptance.Tools;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server in a process that may open few files only.
@Timeout(120)
final class DescriptorsTest {
    private static final int LIMIT_COUNT = 100;

    @TempDir private Path directory;

    /// The server: prints its port, ends with its input.
    static final class Program {
        private Program() {}

        private static final class Echo implements Protocol {
            @Override
            public void dataReceived(Connection connection, MemorySegment data) {
                connection.send(data);
            }
        }

        public static void main(String[] arguments) throws IOException {
            try (Async async = Async.open()) {
                TcpServer server = async.register(TcpServer.bind("127.0.0.1", 0, Echo::new));
                System.out.println(server.port());
                while (System.in.read() >= 0) {
                    Thread.onSpinWait();
                }
                server.close();
                async.run();
            }
        }
    }

    @Test
    void servesOnWhenSomeAreFreeAgain() throws Exception {
        Path log = directory.resolve("log");
        Process process =
                new ProcessBuilder(
                                Tools.require("prlimit").toString(),
                                "--nofile=" + LIMIT_COUNT,
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Program.class.getName())
                        .redirectError(log.toFile())
                        .start();
        List<Socket> sockets = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(out.readLine());
            // Once before: here classes lie in directories, and loading one opens a file.
            sockets.add(connect(port));
            assertEchoes(sockets.getFirst());
            for (int i = 0; i < 2 * LIMIT_COUNT; i++) {
                sockets.add(connect(port));
            }
            Await.until("it is told", () -> text(log).contains("connections cannot be accepted"));
            assertEchoes(sockets.getFirst());
            for (Socket socket : sockets) {
                socket.close();
            }
            try (Socket late = connect(port)) {
                assertEchoes(late);
            }
            process.getOutputStream().close();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(text(log)).isZero();
            assertThat(text(log))
                    .contains("address=/127.0.0.1:" + port)
                    .contains("Too many open files");
        } finally {
            process.destroyForcibly();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static void assertEchoes(Socket socket) throws IOException {
        socket.getOutputStream().write('x');
        assertThat(socket.getInputStream().read()).isEqualTo('x');
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException failure) {
            return failure.toString();
        }
    }
}
