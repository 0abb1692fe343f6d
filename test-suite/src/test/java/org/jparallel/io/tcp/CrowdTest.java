// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.ProtocolFactory;
import org.jparallel.io.TcpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Very many connections, which read nothing, do nothing, or die.
@Timeout(180)
final class CrowdTest {
    private static final int CROWD_COUNT = 1_000;
    private static final long UNSENT_BYTES = 64 << 10;

    private final List<SocketChannel> crowd = new ArrayList<>();
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open();
    }

    @AfterEach
    void close() throws IOException {
        for (SocketChannel one : crowd) {
            one.close();
        }
        async.close();
        assertThat(async.statistics().activeCount()).isZero();
        assertThat(async.statistics().arenaBytes()).isZero();
    }

    private static final class Echo implements Protocol {
        @Override
        public ProtocolSettings settings() {
            return ProtocolSettings.standard().withUnsentBytes(UNSENT_BYTES);
        }

        @Override
        public void dataReceived(Connection connection, MemorySegment data) {
            connection.send(data);
        }
    }

    private static final class Chargen implements Protocol {
        @Override
        public void connectionMade(Connection connection) {
            connection.send(new byte[16 << 10]);
        }

        @Override
        public void sendComplete(Connection connection, long sendId) {
            connection.send(new byte[16 << 10]);
        }
    }

    private TcpServer serve(ProtocolFactory factory) {
        return async.register(TcpServer.bind("127.0.0.1", 0, factory));
    }

    private SocketChannel join(TcpServer server, boolean narrow) throws IOException {
        SocketChannel one = SocketChannel.open();
        if (narrow) {
            one.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            one.setOption(StandardSocketOptions.SO_SNDBUF, 4_096);
        }
        one.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        one.configureBlocking(false);
        crowd.add(one);
        return one;
    }

    @Test
    void thatNeverReadsWhatItIsSentForItsBytesTakesBoundedMemory() throws Exception {
        TcpServer server = serve(Echo::new);
        for (int i = 0; i < CROWD_COUNT; i++) {
            join(server, true);
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(64 << 10);
        int quietCount = 0;
        while (quietCount < 3) {
            long taken = 0;
            for (SocketChannel one : crowd) {
                taken += one.write(bytes.clear());
            }
            quietCount = taken == 0 ? quietCount + 1 : 0;
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(server.statistics().openCount()).isEqualTo(CROWD_COUNT);
        assertThat(async.statistics().arenaBytes())
                .isLessThan(CROWD_COUNT * 6 * UNSENT_BYTES);
    }

    @Test
    void thatNeverReadsAnEndlessStreamTakesBoundedMemory() throws Exception {
        TcpServer server = serve(Chargen::new);
        for (int i = 0; i < CROWD_COUNT; i++) {
            join(server, true);
        }
        Await.until("all are open", () -> server.statistics().openCount() == CROWD_COUNT);
        long before = -1;
        while (before != server.statistics().sendCount()) {
            before = server.statistics().sendCount();
            long start = System.nanoTime();
            while (System.nanoTime() - start < 300_000_000) {
                LockSupport.parkNanos(300_000_000);
            }
        }
        assertThat(async.statistics().arenaBytes()).isLessThan(CROWD_COUNT * 2 * UNSENT_BYTES);
    }

    @Test
    void thatDoesNothingHoldsNoMemory() throws Exception {
        TcpServer server = serve(Echo::new);
        int count = crowdCount();
        ByteBuffer x = ByteBuffer.allocate(1);
        for (int i = 0; i < count; i++) {
            join(server, false).write(x.clear());
        }
        Await.until("all are open", () -> server.statistics().openCount() == count);
        Await.until("all have spoken", () -> server.statistics().sentBytes() == count);
        Await.until("no memory is held", () -> async.statistics().arenaBytes() < (1 << 20));
        crowd.getLast().write(x.clear());
        Await.until("one goes on", () -> server.statistics().sentBytes() == count + 1L);
    }

    /// {@return 10,000, or as many as this process may open files for both ends of}
    private static int crowdCount() throws IOException {
        Pattern pattern = Pattern.compile("Max open files\\s+(\\d+|unlimited)");
        Matcher limit = pattern.matcher(Files.readString(Path.of("/proc/self/limits")));
        assertThat(limit.find()).isTrue();
        String text = limit.group(1);
        long allowed = text.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(text);
        int count = (int) Math.min(10_000, allowed / 2 - 200);
        assertThat(count).as("open files allowed: %s", text).isGreaterThanOrEqualTo(CROWD_COUNT);
        return count;
    }

    @Test
    void thatIsKilledAtEveryStageLeavesNothing(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("file"), new byte[3_000_000]);
        byte[] nothing = new byte[0];
        TcpServer server =
                serve(
                        () ->
                                new Protocol() {
                                    @Override
                                    public void dataReceived(
                                            Connection connection, MemorySegment data)
                                            throws IOException {
                                        switch (data.get(
                                                java.lang.foreign.ValueLayout.JAVA_BYTE, 0)) {
                                            case 'f' ->
                                                    connection.sendFile(nothing, file, nothing);
                                            case 'w' ->
                                                    connection.submitWork(
                                                            size -> new byte[size],
                                                            100_000,
                                                            connection::send);
                                            default -> connection.send(new byte[1_000_000]);
                                        }
                                        connection.keep("last", data.byteSize());
                                    }
                                });
        String stages = "-sfw";
        for (int i = 0; i < CROWD_COUNT; i++) {
            char stage = stages.charAt(i % stages.length());
            try (Peer peer = Peer.of(server, 4_096)) {
                if (stage != '-') {
                    peer.send("" + stage);
                }
                if (i % 3 == 0 && stage != '-') {
                    peer.in().read();
                }
                peer.kill();
            }
        }
        Await.until("all have come", () -> server.statistics().openedCount() == CROWD_COUNT);
        Await.until("all have gone", () -> server.statistics().openCount() == 0);
        server.close();
        async.run();
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(descriptors.map(CrowdTest::target)).noneMatch(file.toString()::equals);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException gone) {
            return "";
        }
    }
}
