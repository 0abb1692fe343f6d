// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/// Reads an endless stream as fast as it can, on one connection.
public final class StreamLoad implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /// Connects.
    ///
    /// @throws IOException if the server refuses
    public StreamLoad(int port) throws IOException {
        channel = SocketChannel.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /// What was reached.
    ///
    /// @param bytes that were read
    /// @param micros how long it took
    public record Result(long bytes, long micros) {}

    /// Reads for some time.
    ///
    /// @throws IOException if the stream ends, or is not of lines of printable characters
    public Result run(int seconds) throws IOException {
        long bytes = 0;
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            received.clear();
            int count = channel.read(received);
            if (count < 0) {
                throw new IOException("stream ended: bytes=" + bytes);
            }
            requirePrintable(received.get(0));
            bytes += count;
        }
        return new Result(bytes, (System.nanoTime() - start) / 1_000);
    }

    private static void requirePrintable(byte first) throws IOException {
        boolean isPrintable = first >= ' ' && first <= '~';
        if (!isPrintable && first != '\r' && first != '\n') {
            throw new IOException("stream is not of printable characters: byte=" + first);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
