// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/// Ping-pong with an echo server: each connection sends a message, waits until all of it came back,
/// and sends it again.
public final class EchoLoad implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long PATIENCE_MILLIS = 5_000;

    private final Selector selector = Selector.open();
    private final ByteBuffer message;
    private final ByteBuffer received = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private long messageCount;
    private boolean isBroken;

    /// Opens connections.
    ///
    /// @throws IOException if the server refuses one
    public EchoLoad(int port, int connections, int messageBytes) throws IOException {
        message = ByteBuffer.allocateDirect(messageBytes);
        while (message.hasRemaining()) {
            message.put((byte) ('A' + message.position() % 26));
        }
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Partner(channel));
        }
    }

    /// What was reached.
    ///
    /// @param messages that came back
    /// @param micros how long it took
    public record Result(long messages, long micros) {}

    /// Plays for some time.
    ///
    /// @throws IOException if a message does not come back as it was sent
    public Result run(int seconds) throws IOException {
        messageCount = 0;
        for (SelectionKey key : selector.keys()) {
            partner(key).send();
        }
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            if (selector.select(key -> partner(key).receive(true), PATIENCE_MILLIS) == 0) {
                throw new IOException("server does not answer: patienceMillis=" + PATIENCE_MILLIS);
            }
            requireIntact();
        }
        Result result = new Result(messageCount, (System.nanoTime() - start) / 1_000);
        drain();
        return result;
    }

    /// Waits for the messages under way, so that the next run starts with silence.
    private void drain() throws IOException {
        while (selector.keys().stream().anyMatch(key -> partner(key).missingBytes > 0)) {
            if (selector.select(key -> partner(key).receive(false), PATIENCE_MILLIS) == 0) {
                throw new IOException("server does not answer: patienceMillis=" + PATIENCE_MILLIS);
            }
            requireIntact();
        }
    }

    private void requireIntact() throws IOException {
        if (isBroken) {
            throw new IOException("message did not come back as it was sent");
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private static Partner partner(SelectionKey key) {
        return (Partner) key.attachment();
    }

    /// One connection.
    private final class Partner {
        private final SocketChannel channel;
        private int missingBytes;

        Partner(SocketChannel channel) {
            this.channel = channel;
        }

        void send() throws IOException {
            message.clear();
            missingBytes = message.remaining();
            isBroken |= channel.write(message) != missingBytes;
        }

        void receive(boolean again) {
            try {
                received.clear();
                int count = channel.read(received);
                received.flip();
                isBroken |= count <= 0 || count > missingBytes || !isAsSent();
                missingBytes -= count;
                if (missingBytes == 0) {
                    messageCount++;
                }
                if (missingBytes == 0 && again) {
                    send();
                }
            } catch (IOException lost) {
                isBroken = true;
            }
        }

        private boolean isAsSent() {
            message.clear();
            message.position(message.capacity() - missingBytes);
            message.limit(message.position() + received.remaining());
            return message.equals(received);
        }
    }
}
