// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConstantRateLoadTest {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final AtomicLong requestCount = new AtomicLong();
    private ServerSocket listener;
    private volatile long pauseAtRequest = Long.MAX_VALUE;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            int lastBytes = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                lastBytes = lastBytes << 8 | next;
                if (lastBytes == 0x0d0a0d0a) {
                    pauseIf(requestCount.incrementAndGet() == pauseAtRequest);
                    socket.getOutputStream().write(ANSWER);
                }
            }
        } catch (IOException gone) {
            // The client closed its side.
        }
    }

    private static void pauseIf(boolean isTime) {
        long end = System.nanoTime() + PAUSE_NANOS;
        while (isTime && System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Test
    void sendsEveryRequestThatBecomesDueInTheRun() throws IOException {
        try (var load = new ConstantRateLoad(listener.getLocalPort(), "/", 3)) {
            ConstantRateLoad.Result result = load.atRate(1, 500);

            assertThat(result.requests()).isBetween(500L, 501L);
            assertThat(result.errors()).isZero();
        }
    }

    /// A closed loop would see one slow request here. On one connection a hundred and more become
    /// due during the pause, and all of them were late.
    @Test
    void countsWhatAPauseHeldUp() throws IOException {
        try (var load = new ConstantRateLoad(listener.getLocalPort(), "/", 1)) {
            pauseAtRequest = requestCount.get() + 100;
            ConstantRateLoad.Result result = load.atRate(1, 500);

            long late = result.latencies().getCountBetweenValues(
                    PAUSE_NANOS / 2, Long.MAX_VALUE / 2);
            assertThat(result.errors()).isZero();
            assertThat(late).isGreaterThan(100);
        }
    }

    @Test
    void hasOneRequestUnderWayOnEachConnectionAtFullSpeed() throws IOException {
        try (var load = new ConstantRateLoad(listener.getLocalPort(), "/", 2)) {
            ConstantRateLoad.Result result = load.atFullSpeed(1);

            assertThat(result.errors()).isZero();
            assertThat(result.requests()).isEqualTo(requestCount.get() - 1);
        }
    }
}
