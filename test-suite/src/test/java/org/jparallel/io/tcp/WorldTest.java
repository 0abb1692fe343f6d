// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jparallel.Async;
import org.jparallel.context.Blocking;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.jparallel.protect.Published;
import org.jparallel.protect.WorldNotStoppedException;
import org.jparallel.protect.WorldNotStoppedException.RunningContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Callbacks of connections read what is published, and stop with the world.
@Timeout(60)
final class WorldTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int LOOK_COUNT = 100_000;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private Async async;
    private Published<String> published;
    private TcpServer server;

    /// Reads, and waits at the gate if it is told to.
    private final class Reading implements Protocol {
        @Override
        public void dataReceived(Connection connection, MemorySegment data)
                throws InterruptedException {
            String version = published.read();
            events.add("data " + ProtocolTest.text(data));
            if (ProtocolTest.text(data).equals("wait")) {
                gate.await();
            }
            connection.send(version);
        }
    }

    @BeforeEach
    void open() {
        async = Async.open();
        published = async.publish("first", () -> events.add("first freed"));
        server = async.register(TcpServer.bind("127.0.0.1", 0, Reading::new));
    }

    @AfterEach
    void close() {
        gate.countDown();
        async.close();
        assertThat(async.statistics().activeCount()).isZero();
    }

    private void await(String event) throws InterruptedException {
        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo(event);
    }

    /// Waits as a main thread does, which serves meanwhile.
    private void serveUntil(String event) throws InterruptedException {
        Blocking.await(() -> !events.isEmpty(), LONG.toNanos());
        await(event);
    }

    @Test
    void anOldVersionDoesNotWaitForConnectionsThatAreIdle() throws Exception {
        try (Peer peer = Peer.of(server)) {
            assertThat(peer.send("one").read(5)).isEqualTo("first");
            await("data one");
            published.replace("second");
            serveUntil("first freed");
            assertThat(peer.send("two").read(6)).isEqualTo("second");
        }
    }

    @Test
    void anOldVersionWaitsForACallbackThatHasReadIt() throws Exception {
        try (Peer peer = Peer.of(server)) {
            peer.send("wait");
            await("data wait");
            published.replace("second");
            assertThat(published.statistics().waitingCount()).isEqualTo(1);
            assertThat(events).isEmpty();
            gate.countDown();
            serveUntil("first freed");
            assertThat(peer.read(5)).isEqualTo("first");
        }
    }

    @Test
    void noCallbackRunsWhileTheWorldIsStopped() throws Exception {
        try (Peer peer = Peer.of(server)) {
            peer.send("one");
            await("data one");
            async.stopTheWorld(
                    () -> {
                        peer.send("two");
                        for (int i = 0; i < LOOK_COUNT; i++) {
                            Thread.onSpinWait();
                        }
                        assertThat(events).isEmpty();
                    },
                    LONG);
            await("data two");
        }
    }

    @Test
    void aCallbackThatDoesNotStopIsNamed() throws Exception {
        try (Peer peer = Peer.of(server)) {
            peer.send("wait");
            await("data wait");
            WorldNotStoppedException thrown =
                    catchThrowableOfType(
                            WorldNotStoppedException.class,
                            () -> async.stopTheWorld(() -> {}, Duration.ofMillis(20)));
            RunningContext context = thrown.contexts().getFirst();
            assertThat(context.thread()).contains("-loop-");
            assertThat(context.position()).isNotEmpty();
            gate.countDown();
            async.stopTheWorld(() -> events.add("stopped"), LONG);
            await("stopped");
            assertThat(peer.read(5)).isEqualTo("first");
        }
    }
}
