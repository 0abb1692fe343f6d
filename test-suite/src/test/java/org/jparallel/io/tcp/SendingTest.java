// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jparallel.Async;
import org.jparallel.context.Context;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class SendingTest {
    private static final byte[] NOTHING = new byte[0];

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
        assertThat(async.statistics().arenaBytes()).isZero();
    }

    /// What a callback does with what has arrived.
    @FunctionalInterface
    private interface Answer {
        void give(Connection connection, MemorySegment data) throws Exception;
    }

    private TcpServer serve(Answer answer) {
        return async.register(TcpServer.bind("127.0.0.1", 0, () -> new Answering(answer)));
    }

    private final class Answering implements Protocol {
        private final Answer answer;

        Answering(Answer answer) {
            this.answer = answer;
        }

        @Override
        public void dataReceived(Connection connection, MemorySegment data) throws Exception {
            answer.give(connection, data);
        }

        @Override
        public void sendComplete(Connection connection, long sendId) {
            events.add("complete " + sendId);
        }

        @Override
        public void sendFailed(Connection connection, long sendId, Throwable cause) {
            events.add("failed " + sendId);
        }

        @Override
        public void connectionClosed(Connection connection, @Nullable Throwable cause) {
            if (connection.send("too late") == 0 && cause != null) {
                events.add("closed");
            }
        }

        @Override
        public void exceptionHandler(Connection connection, String callback, Throwable failure) {
            events.add(failure.getClass().getSimpleName() + " " + failure.getMessage());
            connection.send("refused");
        }
    }

    private void await(String event) throws InterruptedException {
        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo(event);
    }

    @Test
    void sendsBytesTextAndMemoryInOrder() throws Exception {
        TcpServer server =
                serve(
                        (connection, data) -> {
                            connection.send("text \u00e9 ");
                            connection.send("bytes ".getBytes(StandardCharsets.UTF_8));
                            connection.send(data);
                            connection.send(Context.current().allocateFrom(" arena"));
                            connection.send(MemorySegment.ofArray(new byte[] {'h', 'e', 'a', 'p'}));
                            try (Arena arena = Arena.ofConfined()) {
                                connection.send(arena.allocateFrom(" own").asSlice(0, 4));
                            }
                        });
        try (Peer peer = Peer.of(server)) {
            assertThat(peer.send("data").end().readAll())
                    .isEqualTo("text \u00e9 bytes data arena\0heap own");
        }
        for (int i = 1; i <= 6; i++) {
            await("complete " + i);
        }
    }

    @Test
    void sendsTheSendsOfACallbackInOneWrite() throws Exception {
        TcpServer server =
                serve(
                        (connection, data) -> {
                            for (int i = 0; i < 10; i++) {
                                connection.send("part");
                            }
                        });
        try (Peer peer = Peer.of(server)) {
            for (int i = 0; i < 200; i++) {
                assertThat(peer.send("x").readOnce()).hasSize(40);
            }
        }
    }

    @Test
    void sendsSeveralPartsAsOneSend() throws Exception {
        TcpServer server =
                serve(
                        (connection, data) ->
                                connection.sendAll("one ", new byte[] {'t', 'w', 'o', ' '}, data));
        try (Peer peer = Peer.of(server)) {
            assertThat(peer.send("three").readOnce()).isEqualTo("one two three");
            await("complete 1");
            assertThat(peer.send("four").readOnce()).isEqualTo("one two four");
            await("complete 2");
        }
    }

    @Test
    void sendsNothingOfPartsOfWhichOneCannotBeSent() throws Exception {
        TcpServer server = serve((connection, data) -> connection.sendAll("one", 2));
        try (Peer peer = Peer.of(server)) {
            assertThat(peer.send("x").readOnce()).isEqualTo("refused");
            await(
                    "IllegalArgumentException part cannot be sent: index=1"
                            + " type=java.lang.Integer");
        }
    }

    @Test
    void sendsNothingAfterClose() throws Exception {
        TcpServer server =
                serve(
                        (connection, data) -> {
                            connection.send("last");
                            connection.close();
                            events.add("id " + connection.send("too late"));
                            events.add("open " + connection.isOpen());
                        });
        try (Peer peer = Peer.of(server)) {
            assertThat(peer.send("x").readAll()).isEqualTo("last");
            await("id 0");
            await("open false");
            await("complete 1");
        }
    }

    @Test
    void sendsFromCallbacksOfThatConnectionAlone() throws Exception {
        BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
        TcpServer server =
                serve(
                        (connection, data) -> {
                            Connection other = connections.poll();
                            if (other != null) {
                                other.send("from another");
                            }
                            connections.add(connection);
                            connection.send(data);
                        });
        try (Peer one = Peer.of(server);
                Peer two = Peer.of(server)) {
            assertThat(one.send("1").read(1)).isEqualTo("1");
            await("complete 1");
            Connection first = connections.element();
            assertThatThrownBy(() -> first.send("from the test"))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessage(
                            "send is for callbacks of the connection, others use execute:"
                                    + " connection="
                                    + first
                                    + " thread="
                                    + Thread.currentThread().getName());
            assertThat(two.send("2").read(7)).isEqualTo("refused");
            assertThat(events.poll(20, TimeUnit.SECONDS))
                    .startsWith("WrongThreadException send is for callbacks of the connection");
            first.execute(() -> first.send("executed"));
            assertThat(one.read(8)).isEqualTo("executed");
        }
    }

    @Test
    void sendsAFileWithWhatComesBeforeAndAfter() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "0123456789");
        TcpServer server =
                serve(
                        (connection, data) -> {
                            connection.sendFile(
                                    new byte[] {'<'}, file, new byte[] {'>'});
                            connection.sendFile(NOTHING, file, 2, 3, NOTHING);
                            connection.sendFile(NOTHING, file, 10, 0, new byte[] {'.'});
                        });
        try (Peer peer = Peer.of(server)) {
            assertThat(peer.send("x").end().readAll()).isEqualTo("<0123456789>234.");
        }
        for (int i = 1; i <= 3; i++) {
            await("complete " + i);
        }
    }

    @Test
    void sendsNothingOfARangeThatTheFileDoesNotHave() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "0123456789");
        TcpServer server =
                serve(
                        (connection, data) ->
                                connection.sendFile(new byte[] {'<'}, file, 5, 6, NOTHING));
        try (Peer peer = Peer.of(server)) {
            assertThat(peer.send("x").readOnce()).isEqualTo("refused");
            await(
                    "IllegalArgumentException range outside of the file: path="
                            + file
                            + " offset=5 byteCount=6 sizeBytes=10");
        }
    }

    @Test
    void sendsNothingOfAFileThatIsNotThere() throws Exception {
        Path file = directory.resolve("none");
        TcpServer server =
                serve(
                        (connection, data) ->
                                connection.sendFile(new byte[] {'<'}, file, NOTHING));
        try (Peer peer = Peer.of(server)) {
            assertThat(peer.send("x").readOnce()).isEqualTo("refused");
            await(NoSuchFileException.class.getSimpleName() + " " + file);
        }
    }

    @Test
    void sendsRangesBeyondTwoGigabytes() throws Exception {
        long byteCount = (2L << 30) + 12_345;
        Path file = directory.resolve("sparse");
        writeEnd(file, byteCount);
        TcpServer server =
                serve(
                        (connection, data) ->
                                connection.sendFile(
                                        new byte[] {'<'},
                                        file,
                                        1,
                                        byteCount - 1,
                                        new byte[] {'>'}));
        try (Peer peer = Peer.of(server)) {
            InputStream in = peer.send("x").end().in();
            assertThat(in.read()).isEqualTo('<');
            in.skipNBytes(byteCount - 4);
            assertThat(peer.readAll()).isEqualTo("end>");
        }
        await("complete 1");
    }

    private static void writeEnd(Path file, long byteCount) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'e', 'n', 'd'}), byteCount - 3);
        }
    }

    @Test
    void refusesMoreThanTheContextHolds() throws Exception {
        byte[] large = new byte[1 << 20];
        Async small = Async.open(org.jparallel.AsyncLimits.standard().withContextBytes(1 << 16));
        try (small) {
            Answer tooLarge = (connection, _) -> connection.send(large);
            TcpServer server =
                    small.register(
                            TcpServer.bind("127.0.0.1", 0, () -> new Answering(tooLarge)));
            try (Peer peer = Peer.of(server)) {
                assertThat(peer.send("x").readOnce()).isEqualTo("refused");
                assertThat(events.poll(20, TimeUnit.SECONDS))
                        .startsWith("ArenaExhaustedException ");
            }
        }
    }

    @Test
    void tellsOfEachSendThatFailedBeforeTheConnectionCloses() throws Exception {
        Path file = directory.resolve("sparse");
        writeEnd(file, 50_000_000);
        TcpServer server =
                serve(
                        (connection, data) -> {
                            connection.send(new byte[20_000_000]);
                            connection.sendFile(NOTHING, file, NOTHING);
                            connection.send(data);
                        });
        try (Peer peer = Peer.of(server, 4_096)) {
            assertThat(peer.send("x").in().read()).isZero();
            peer.kill();
            await("failed 1");
            await("failed 2");
            await("failed 3");
            await("closed");
        }
    }

    @Test
    void copiesMemoryThatIsNotOfTheContext() throws Exception {
        TcpServer server =
                serve(
                        (connection, data) -> {
                            try (Arena arena = Arena.ofConfined()) {
                                MemorySegment own = arena.allocate(4);
                                own.fill((byte) 'a');
                                connection.send(own);
                                own.fill((byte) 'b');
                            }
                            MemorySegment shared = Arena.ofAuto().allocate(1);
                            shared.set(JAVA_BYTE, 0, (byte) 'c');
                            connection.send(shared);
                        });
        try (Peer peer = Peer.of(server)) {
            assertThat(peer.send("x").readOnce()).isEqualTo("aaaac");
        }
    }
}
