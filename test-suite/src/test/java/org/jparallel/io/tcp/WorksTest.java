// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.ProtocolFactory;
import org.jparallel.io.TcpServer;
import org.jparallel.xlist.region.LongView;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.Viewable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WorksTest {
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

    private TcpServer serve(ProtocolFactory factory) {
        return async.register(TcpServer.bind("127.0.0.1", 0, factory));
    }

    private void await(String event) throws InterruptedException {
        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo(event);
    }

    private String pass(String text) throws InterruptedException {
        gate.await();
        return text + (Async.isParallelThread() ? " worked" : " nowhere");
    }

    /// Has a work answer, which waits at the gate.
    private class Working implements Protocol {
        @Override
        public void dataReceived(Connection connection, MemorySegment data) {
            String text = ProtocolTest.text(data);
            events.add("data " + text);
            connection.submitWork(
                    WorksTest.this::pass,
                    text,
                    result ->
                            connection.send(
                                    result + " with " + ProtocolTest.text(data) + "\n"));
        }

        @Override
        public void exceptionHandler(Connection connection, String callback, Throwable failure) {
            events.add(callback + " failed: " + failure.getMessage());
        }

        @Override
        public void connectionClosed(Connection connection, @Nullable Throwable cause) {
            events.add("closed");
        }
    }

    private record Numbers(LongView view, long address) {
        private static Numbers of(long value) {
            Region region = Region.allocate(16);
            region.longs().set(1, value);
            return new Numbers(region.longs(8), region.segment().address());
        }

        private String close() {
            try (Viewable region = view.region()) {
                return (region.segment().address() == address) + " " + view.at(0);
            }
        }
    }

    /// Has a work put the size of what came into a region.
    private static final class Measuring implements Protocol {
        @Override
        public void dataReceived(Connection connection, MemorySegment data) {
            connection.submitWork(
                    Numbers::of, data.byteSize(), numbers -> connection.send(numbers.close()));
        }
    }

    @Test
    void comesHomeWithTheMemoryOfItsCallback() throws Exception {
        TcpServer server = serve(Working::new);
        try (Peer peer = Peer.of(server)) {
            peer.send("one");
            await("data one");
            gate.countDown();
            assertThat(peer.end().readAll()).isEqualTo("one worked with one\n");
        }
    }

    @Test
    void comesHomeWithTheRegionsOfItsResult() throws Exception {
        TcpServer server = serve(Measuring::new);
        try (Peer peer = Peer.of(server)) {
            peer.send("four");
            assertThat(peer.end().readAll()).isEqualTo("true 4");
        }
    }

    @Test
    void holdsBackFurtherDataUntilItIsHome() throws Exception {
        TcpServer server = serve(Working::new);
        try (Peer peer = Peer.of(server);
                Peer other = Peer.of(server)) {
            peer.send("one");
            await("data one");
            peer.send("two");
            other.send("x");
            await("data x");
            assertThat(events).isEmpty();
            gate.countDown();
            assertThat(peer.end().readAll())
                    .isEqualTo("one worked with one\ntwo worked with two\n");
        }
    }

    @Test
    void holdsBackWhatCameBeforeThePeerEndedItsSide() throws Exception {
        TcpServer server = serve(Working::new);
        try (Peer peer = Peer.of(server)) {
            peer.send("one");
            await("data one");
            peer.send("x".repeat(20_000)).end();
            Await.until("all received", () -> server.statistics().receivedBytes() == 20_003);
            assertThat(events).isEmpty();
            gate.countDown();
            String all = peer.readAll();
            assertThat(all).startsWith("one worked with one\nxx").endsWith("x\n");
            assertThat(all.replaceAll("x+ worked with |[^x]", "").length()).isEqualTo(20_000);
        }
    }

    @Test
    void comesHomeInTheOrderOfSubmission() throws Exception {
        TcpServer server =
                serve(
                        () ->
                                new Protocol() {
                                    @Override
                                    public void connectionMade(Connection connection) {
                                        connection.submitWork(
                                                WorksTest.this::pass, "slow", connection::send);
                                        connection.submitWork(
                                                text -> {
                                                    events.add("quick is done");
                                                    return text;
                                                },
                                                " quick",
                                                connection::send);
                                    }
                                });
        try (Peer peer = Peer.of(server)) {
            await("quick is done");
            gate.countDown();
            assertThat(peer.readAll()).isEqualTo("slow worked quick");
        }
    }

    @Test
    void tellsTheErrbackOfAFailure() throws Exception {
        TcpServer server =
                serve(
                        () ->
                                new Protocol() {
                                    @Override
                                    public void connectionMade(Connection connection) {
                                        connection.submitWork(
                                                text -> {
                                                    throw new Exception("not " + text);
                                                },
                                                "this",
                                                _ -> connection.send("callback"),
                                                failure -> connection.send(failure.getMessage()));
                                    }
                                });
        try (Peer peer = Peer.of(server)) {
            assertThat(peer.readAll()).isEqualTo("not this");
        }
    }

    @Test
    void tellsTheExceptionHandlerIfThereIsNoErrback() throws Exception {
        TcpServer server =
                serve(
                        () ->
                                new Working() {
                                    @Override
                                    public void connectionMade(Connection connection) {
                                        connection.submitWork(
                                                text -> {
                                                    throw new Exception("not " + text);
                                                },
                                                "this",
                                                _ -> {});
                                    }
                                });
        try (Peer peer = Peer.of(server)) {
            await("submitWork failed: not this");
            gate.countDown();
            assertThat(peer.send("on").end().readAll()).isEqualTo("on worked with on\n");
        }
    }

    @Test
    void isToldIfTheConnectionHasClosedMeanwhile() throws Exception {
        TcpServer server = serve(Working::new);
        try (Peer peer = Peer.of(server)) {
            peer.send("one");
            await("data one");
            peer.kill();
        }
        await("closed");
        gate.countDown();
        assertThat(events.poll(20, TimeUnit.SECONDS))
                .startsWith("submitWork failed: connection has closed: connection=");
    }

    @Test
    void keepsRunGoingUntilItIsHome() throws Exception {
        TcpServer server = serve(Working::new);
        try (Peer peer = Peer.of(server)) {
            peer.send("one");
            await("data one");
            peer.kill();
        }
        await("closed");
        var _ = server.close(java.time.Duration.ZERO);
        gate.countDown();
        async.run();
        assertThat(events.poll()).startsWith("submitWork failed: connection has closed");
    }
}
