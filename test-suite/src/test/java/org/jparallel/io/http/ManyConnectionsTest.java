// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.io.http.RawClient.head;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// As many connections as there can be, and one more.
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ManyConnectionsTest {
    private static final int IDLE_COUNT = 10_000;
    private static final int SPARE_DESCRIPTORS = 500;
    private static final int CHILD_DESCRIPTORS = 200;
    private static final String WARNING =
            "connections cannot be accepted, tried again in a second";

    /// Both ends are in this process, so each takes two descriptors.
    private static int possibleCount() throws IOException {
        String limit =
                Files.readAllLines(Path.of("/proc/self/limits")).stream()
                        .filter(line -> line.startsWith("Max open files"))
                        .map(line -> line.replaceFirst("Max open files +(\\d+) .*", "$1"))
                        .findFirst()
                        .orElseThrow();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            long free = Long.parseLong(limit) - open.count() - SPARE_DESCRIPTORS;
            return (int) Math.min(IDLE_COUNT, free / 2);
        }
    }

    private static long residentBytes() throws IOException {
        String line =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(text -> text.startsWith("VmRSS:"))
                        .findFirst()
                        .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) * 1_024;
    }

    /// An idle connection holds no memory of an arena, and those beside it are served.
    @Test
    void keepsManyIdleConnections() throws Exception {
        int count = possibleCount();
        List<SocketChannel> clients = new ArrayList<>();
        try (var server =
                RunningServer.start(
                        http -> http.get("/", (_, response) -> response.text("here")))) {
            long before = residentBytes();
            ByteBuffer answer = ByteBuffer.allocate(4_096);
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            for (int i = 0; i < count; i++) {
                SocketChannel client = SocketChannel.open(address);
                clients.add(client);
                client.write(US_ASCII.encode(head("GET / HTTP/1.1")));
                assertThat(client.read(answer.clear())).isPositive();
            }
            server.awaitContexts(1 + count);
            assertThat(server.get("/").text()).isEqualTo("here");
            long arenaBytes = server.async().statistics().arenaBytes();
            System.out.printf(
                    "%,d idle connections: %d arena bytes each, %,d resident bytes each,"
                            + " both ends in one process%n",
                    count, arenaBytes / count, (residentBytes() - before) / count);
            assertThat(arenaBytes).isLessThan(1 << 20);
            for (SocketChannel client : clients) {
                client.close();
            }
            server.awaitContexts(1);
        }
    }

    /// A warning says that there are none left, now and then rather than without end; when some are
    /// free again the connections that waited are served.
    @Test
    void goesOnAfterItHadNoDescriptorsLeft() throws Exception {
        Process process = SmallServer.launch(CHILD_DESCRIPTORS);
        List<RawClient> clients = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            int port = Integer.parseInt(output.readLine());
            for (int i = 0; i < CHILD_DESCRIPTORS; i++) {
                clients.add(new RawClient(port));
            }
            assertThat(SmallServer.readLine(output, WARNING))
                    .contains("address=/127.0.0.1:" + port)
                    .contains("Too many open files");
            RawClient last = clients.removeLast();
            last.send(head("GET / HTTP/1.1"));
            for (RawClient client : clients) {
                client.close();
            }
            assertThat(last.read().text()).isEqualTo("here");
            last.close();
            process.toHandle().destroy();
            assertThat(output.lines().filter(line -> line.contains(WARNING)))
                    .hasSizeLessThan(10);
        } finally {
            process.destroyForcibly();
        }
    }
}
