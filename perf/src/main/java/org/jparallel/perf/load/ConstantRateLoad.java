// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Requests at a constant rate, an open loop: when the server is slow, they are due all the same.
///
/// Request number n of a run is due at `start + n * interval` on connection `n % connections`. A
/// connection has one request under way; what becomes due meanwhile is sent as soon as the answer
/// is there, and its latency counts from when it was due, not from when it could be sent. So a
/// pause of the server shows in every request it held up, and not in one for each connection (the
/// coordinated omission of closed loops; the schedule is that of wrk2). h2load has a constant rate
/// too, but counts from when a request was sent.
///
/// The thread spins: it never sleeps past a due time. It allocates nothing while it runs.
///
/// All answers of a server have one length, since Date has: the first one tells it.
public final class ConstantRateLoad implements AutoCloseable {
    private static final long HIGHEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int DIGITS = 3;

    private final Selector selector = Selector.open();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Histogram histogram = new Histogram(HIGHEST_NANOS, DIGITS);
    private final ByteBuffer request;
    private final ByteBuffer received = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final int answerBytes;
    private final long answerStart;

    // The schedule of the current run; an interval of 0 means full speed.
    private long startNanos;
    private long endNanos;
    private double intervalNanos;
    private long errorCount;

    /// Opens connections.
    ///
    /// @throws IOException if one is refused, or the first answer is not of status 200
    public ConstantRateLoad(int port, String path, int connections) throws IOException {
        String text = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
        byte[] bytes = text.getBytes(ISO_8859_1);
        request = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (SocketChannel channel = SocketChannel.open(address)) {
            channel.write(request.duplicate());
            answerBytes = readAnswer(channel);
            answerStart = received.getLong(0);
        }
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(address);
            channel.configureBlocking(false);
            Exchange exchange = new Exchange(channel, i);
            channel.register(selector, SelectionKey.OP_READ, exchange);
            exchanges.add(exchange);
        }
    }

    /// What was reached.
    ///
    /// @param requests that were answered
    /// @param micros how long it took
    /// @param errors wrong answers, and requests without one
    /// @param latencies in nanoseconds, from when each request was due
    public record Result(long requests, long micros, long errors, Histogram latencies) {
        /// {@return a percentile of the latencies}
        public double percentileMicros(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1_000.0;
        }
    }

    /// Sends as fast as the server answers, one request under way on each connection.
    ///
    /// @throws IOException if a connection is lost
    public Result atFullSpeed(int seconds) throws IOException {
        return run(seconds, 0);
    }

    /// Sends at a constant rate.
    ///
    /// @throws IOException if a connection is lost
    public Result atRate(int seconds, double ratePerSecond) throws IOException {
        return run(seconds, 1e9 / ratePerSecond);
    }

    private Result run(int seconds, double interval) throws IOException {
        histogram.reset();
        errorCount = 0;
        intervalNanos = interval;
        startNanos = System.nanoTime();
        endNanos = startNanos + TimeUnit.SECONDS.toNanos(seconds);
        exchanges.forEach(Exchange::begin);
        long scheduled = 0;
        long now = startNanos;
        while (now < endNanos) {
            scheduled = intervalNanos == 0 ? 0 : schedule(scheduled, now);
            selector.selectNow(ConstantRateLoad::receive);
            now = System.nanoTime();
        }
        long deadline = now + GRACE_NANOS;
        while (unanswered() > 0 && now < deadline) {
            selector.selectNow(ConstantRateLoad::receive);
            now = System.nanoTime();
        }
        errorCount += unanswered();
        long requests = histogram.getTotalCount();
        return new Result(
                requests, (now - startNanos) / 1_000, errorCount, histogram.copy());
    }

    private static void receive(SelectionKey key) {
        ((Exchange) key.attachment()).receive();
    }

    /// {@return the number of the first request that is not yet due}
    private long schedule(long first, long now) {
        long number = first;
        while (dueNanos(number) <= now) {
            exchanges.get((int) (number % exchanges.size())).requestIsDue();
            number++;
        }
        return number;
    }

    private long dueNanos(long number) {
        return startNanos + (long) (number * intervalNanos);
    }

    private long unanswered() {
        return exchanges.stream().mapToLong(Exchange::unanswered).sum();
    }

    private int readAnswer(SocketChannel channel) throws IOException {
        received.clear();
        while (true) {
            if (channel.read(received) < 0) {
                throw new IOException("server closed the first connection");
            }
            byte[] bytes = new byte[received.position()];
            received.duplicate().flip().get(bytes);
            String text = new String(bytes, ISO_8859_1);
            int headEnd = text.indexOf("\r\n\r\n");
            if (headEnd < 0) {
                continue;
            }
            int length = AnswerHead.contentLength(text.substring(0, headEnd));
            if (bytes.length == headEnd + 4 + length) {
                return bytes.length;
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /// One connection, and where it stands in its schedule.
    private final class Exchange {
        private final SocketChannel channel;
        private final int index;
        private long sentCount;
        private long waitingCount;
        private long dueNanos;
        private int missingBytes;

        Exchange(SocketChannel channel, int index) {
            this.channel = channel;
            this.index = index;
        }

        void begin() {
            sentCount = 0;
            waitingCount = 0;
            if (intervalNanos == 0) {
                send(startNanos);
            }
        }

        long unanswered() {
            return waitingCount + (missingBytes > 0 ? 1 : 0);
        }

        void requestIsDue() {
            waitingCount++;
            if (missingBytes == 0) {
                sendWaiting();
            }
        }

        private void sendWaiting() {
            waitingCount--;
            send(dueNanos(index + sentCount * exchanges.size()));
        }

        private void send(long due) {
            dueNanos = due;
            sentCount++;
            missingBytes = answerBytes;
            try {
                request.rewind();
                if (channel.write(request) != request.capacity()) {
                    errorCount++;
                }
            } catch (IOException lost) {
                errorCount++;
            }
        }

        void receive() {
            try {
                received.clear();
                int count = channel.read(received);
                if (count <= 0 || count > missingBytes || !isRightStart(count)) {
                    broken();
                }
                missingBytes -= count;
            } catch (IOException lost) {
                broken();
            }
            if (missingBytes == 0) {
                answered();
            }
        }

        private boolean isRightStart(int count) {
            return missingBytes < answerBytes
                    || count < Long.BYTES
                    || received.getLong(0) == answerStart;
        }

        private void broken() {
            errorCount++;
            SelectionKey key = channel.keyFor(selector);
            if (key != null) {
                key.cancel();
            }
        }

        private void answered() {
            long now = System.nanoTime();
            histogram.recordValue(Math.min(HIGHEST_NANOS, Math.max(0, now - dueNanos)));
            if (waitingCount > 0) {
                sendWaiting();
            } else if (intervalNanos == 0 && now < endNanos) {
                send(now);
            }
        }
    }
}
