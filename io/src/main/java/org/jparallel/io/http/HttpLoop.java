// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jparallel.io.netty.Link;
import org.jparallel.io.netty.Loop;
import org.jparallel.io.netty.Turn;
import org.jspecify.annotations.Nullable;

/// What the connections of one server share on one event loop: the exchanges that are free, and the
/// start of every response with the date in it.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `requestCount` | loop | opaque | any | opaque |
/// | all others | loop | plain | loop | plain |
final class HttpLoop {
    private static final int DATE_BYTES = 29;

    private static final VarHandle REQUEST_COUNT;

    static {
        try {
            REQUEST_COUNT =
                    MethodHandles.lookup()
                            .findVarHandle(HttpLoop.class, "requestCount", long.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private final HttpService service;
    private final Loop loop;
    private final byte[] serverAndDate;
    private final byte[] okStart;
    private final ByteArrayOutputStream bodyBuffer = new ByteArrayOutputStream(512);
    private final AccessLog accessLog = new AccessLog();
    private @Nullable Exchange free;
    private long requestCount;
    private long seenNanos;
    private long seenSecond = -1;

    HttpLoop(HttpService service, Loop loop) {
        this.service = service;
        this.loop = loop;
        String name = service.serverName();
        String server = name.isEmpty() ? "" : "Server: " + name + "\r\n";
        String lines = server + "Date: " + "x".repeat(DATE_BYTES) + "\r\n";
        serverAndDate = Output.ascii(lines);
        okStart = Output.ascii("HTTP/1.1 200 OK\r\n" + lines);
        seenNanos = loop.nowNanos() - 1;
    }

    /// Counts a request.
    void countRequest() {
        // Pairs with the opaque read in requestCount(): a count, which orders nothing.
        REQUEST_COUNT.setOpaque(this, requestCount + 1);
    }

    /// {@return how many requests were counted; any thread may ask}
    long requestCount() {
        return (long) REQUEST_COUNT.getOpaque(this);
    }

    HttpService service() {
        return service;
    }

    Loop loop() {
        return loop;
    }

    /// Writes a request that was answered to the access log.
    void log(Exchange exchange, Link link) {
        if (accessLog.isOn()) {
            accessLog.log(
                    exchange.request.logEntry(link, System.currentTimeMillis() / 1_000));
        }
    }

    /// {@return an empty buffer for a body, used again for every one}
    ByteArrayOutputStream bodyBuffer() {
        bodyBuffer.reset();
        return bodyBuffer;
    }

    /// {@return an exchange in that turn, at the start of a request}
    Exchange take(Turn turn, Link link, HttpConnection connection) {
        Exchange exchange = free;
        if (exchange == null) {
            exchange = new Exchange(this);
        } else {
            free = exchange.nextFree;
            exchange.nextFree = null;
        }
        exchange.begin(turn, link, connection);
        return exchange;
    }

    void giveBack(Exchange exchange) {
        exchange.finish();
        exchange.nextFree = free;
        free = exchange;
    }

    /// {@return how many bytes the lines Server and Date have}
    int serverBytes() {
        return serverAndDate.length;
    }

    /// {@return the lines Server and Date}
    byte[] serverAndDate() {
        refreshDate();
        return serverAndDate;
    }

    /// {@return the status line of 200 and the lines Server and Date}
    byte[] okStart() {
        refreshDate();
        return okStart;
    }

    /// The clock of the loop ticks four times a second: only then the date is looked at.
    private void refreshDate() {
        long nowNanos = loop.nowNanos();
        if (nowNanos == seenNanos) {
            return;
        }
        seenNanos = nowNanos;
        long second = System.currentTimeMillis() / 1_000;
        if (second != seenSecond) {
            seenSecond = second;
            HttpDate.format(second, serverAndDate, serverAndDate.length - DATE_BYTES - 2);
            HttpDate.format(second, okStart, okStart.length - DATE_BYTES - 2);
        }
    }
}
