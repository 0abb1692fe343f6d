// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.time.Duration;
import java.util.Objects;
import org.jparallel.guard.AnyThread;

/// The limits of an HTTP server, each with a default and the answer it gives when it is reached.
///
/// ```java
/// HttpLimits.standard().withBodyBytes(64L << 20).withIdleTimeout(Duration.ofSeconds(15))
/// ```
///
/// @param requestLineBytes the most bytes of a request line with its CRLF, 16 to 2^20; default
///     8,192. Then 414
/// @param headerCount the most field lines of a request, 1 to 10,000; default 100. Then 431
/// @param headerBytes the most bytes of a head behind its request line, with the empty line that
///     ends it, 2 to 2^24; default 32,768. Then 431
/// @param bodyBytes the most bytes of a body that is not streamed, at least 0; default 1 MiB. Then
///     413
/// @param connections the most connections at a time, at least 1; default 100,000. One more gets
///     503 and is closed
/// @param requestsPerConnection the most requests of a connection, at least 1; default: no limit.
///     The last one is answered with `Connection: close`
/// @param pipelinedRequests the most requests of a connection that are handled before others get
///     their turn, at least 1; default 256
/// @param unsentBytes the bytes of a connection that wait to be sent above which no more is read
///     from it, at least 1; default 1 MiB
/// @param headerTimeout how long a head may take; default 10 s. Then 408, and the connection is cut
/// @param bodyTimeout how long may pass without a byte of an awaited body; default 30 s. Then 408,
///     and the connection is cut
/// @param idleTimeout how long a connection may be without a request; default 60 s. Then it is
///     closed
/// @param sendTimeout how long may pass without a byte of an answer leaving; default 60 s. Then the
///     connection is cut
/// @param hogTimeout how long a callback may run before a warning names it; default 1 s
@AnyThread
public record HttpLimits(
        int requestLineBytes,
        int headerCount,
        int headerBytes,
        long bodyBytes,
        int connections,
        long requestsPerConnection,
        int pipelinedRequests,
        long unsentBytes,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        Duration sendTimeout,
        Duration hogTimeout) {
    private static final Duration LONGEST = Duration.ofDays(1);

    /// Checks the limits.
    ///
    /// @throws IllegalArgumentException if one is out of its range; a time is more than 0 and at
    ///     most a day
    public HttpLimits {
        check("requestLineBytes", requestLineBytes, 16, 1 << 20);
        check("headerCount", headerCount, 1, 10_000);
        check("headerBytes", headerBytes, 2, 1 << 24);
        check("bodyBytes", bodyBytes, 0, Long.MAX_VALUE);
        check("connections", connections, 1, Integer.MAX_VALUE);
        check("requestsPerConnection", requestsPerConnection, 1, Long.MAX_VALUE);
        check("pipelinedRequests", pipelinedRequests, 1, Integer.MAX_VALUE);
        check("unsentBytes", unsentBytes, 1, Long.MAX_VALUE);
        check("headerTimeout", headerTimeout);
        check("bodyTimeout", bodyTimeout);
        check("idleTimeout", idleTimeout);
        check("sendTimeout", sendTimeout);
        check("hogTimeout", hogTimeout);
    }

    private static void check(String name, long value, long minimum, long maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    "out of range: %s=%d minimum=%d maximum=%d"
                            .formatted(name, value, minimum, maximum));
        }
    }

    private static void check(String name, Duration timeout) {
        Objects.requireNonNull(timeout, name);
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "out of range: %s=%s minimum=PT0.000000001S maximum=%s"
                            .formatted(name, timeout, LONGEST));
        }
    }

    /// {@return the defaults}
    public static HttpLimits standard() {
        return new HttpLimits(
                8_192,
                100,
                32_768,
                1L << 20,
                100_000,
                Long.MAX_VALUE,
                256,
                1L << 20,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1));
    }

    /// {@return these limits with another length of a request line}
    ///
    /// @param byteCount the bytes
    public HttpLimits withRequestLineBytes(int byteCount) {
        Draft draft = new Draft(this);
        draft.requestLineBytes = byteCount;
        return draft.limits();
    }

    /// {@return these limits with another number of field lines}
    ///
    /// @param count the number
    public HttpLimits withHeaderCount(int count) {
        Draft draft = new Draft(this);
        draft.headerCount = count;
        return draft.limits();
    }

    /// {@return these limits with another size of a head}
    ///
    /// @param byteCount the bytes
    public HttpLimits withHeaderBytes(int byteCount) {
        Draft draft = new Draft(this);
        draft.headerBytes = byteCount;
        return draft.limits();
    }

    /// {@return these limits with another size of a body}
    ///
    /// @param byteCount the bytes
    public HttpLimits withBodyBytes(long byteCount) {
        Draft draft = new Draft(this);
        draft.bodyBytes = byteCount;
        return draft.limits();
    }

    /// {@return these limits with another number of connections}
    ///
    /// @param count the number
    public HttpLimits withConnections(int count) {
        Draft draft = new Draft(this);
        draft.connections = count;
        return draft.limits();
    }

    /// {@return these limits with another number of requests a connection}
    ///
    /// @param count the number
    public HttpLimits withRequestsPerConnection(long count) {
        Draft draft = new Draft(this);
        draft.requestsPerConnection = count;
        return draft.limits();
    }

    /// {@return these limits with another number of requests in one turn}
    ///
    /// @param count the number
    public HttpLimits withPipelinedRequests(int count) {
        Draft draft = new Draft(this);
        draft.pipelinedRequests = count;
        return draft.limits();
    }

    /// {@return these limits with another number of unsent bytes}
    ///
    /// @param byteCount the bytes
    public HttpLimits withUnsentBytes(long byteCount) {
        Draft draft = new Draft(this);
        draft.unsentBytes = byteCount;
        return draft.limits();
    }

    /// {@return these limits with another time for a head}
    ///
    /// @param timeout the time
    public HttpLimits withHeaderTimeout(Duration timeout) {
        Draft draft = new Draft(this);
        draft.headerTimeout = timeout;
        return draft.limits();
    }

    /// {@return these limits with another time for a byte of a body}
    ///
    /// @param timeout the time
    public HttpLimits withBodyTimeout(Duration timeout) {
        Draft draft = new Draft(this);
        draft.bodyTimeout = timeout;
        return draft.limits();
    }

    /// {@return these limits with another time between requests}
    ///
    /// @param timeout the time
    public HttpLimits withIdleTimeout(Duration timeout) {
        Draft draft = new Draft(this);
        draft.idleTimeout = timeout;
        return draft.limits();
    }

    /// {@return these limits with another time for a byte to leave}
    ///
    /// @param timeout the time
    public HttpLimits withSendTimeout(Duration timeout) {
        Draft draft = new Draft(this);
        draft.sendTimeout = timeout;
        return draft.limits();
    }

    /// {@return these limits with another time for a callback}
    ///
    /// @param timeout the time
    public HttpLimits withHogTimeout(Duration timeout) {
        Draft draft = new Draft(this);
        draft.hogTimeout = timeout;
        return draft.limits();
    }

    /// The components, one of which is about to change.
    private static final class Draft {
        int requestLineBytes;
        int headerCount;
        int headerBytes;
        long bodyBytes;
        int connections;
        long requestsPerConnection;
        int pipelinedRequests;
        long unsentBytes;
        Duration headerTimeout;
        Duration bodyTimeout;
        Duration idleTimeout;
        Duration sendTimeout;
        Duration hogTimeout;

        Draft(HttpLimits limits) {
            requestLineBytes = limits.requestLineBytes;
            headerCount = limits.headerCount;
            headerBytes = limits.headerBytes;
            bodyBytes = limits.bodyBytes;
            connections = limits.connections;
            requestsPerConnection = limits.requestsPerConnection;
            pipelinedRequests = limits.pipelinedRequests;
            unsentBytes = limits.unsentBytes;
            headerTimeout = limits.headerTimeout;
            bodyTimeout = limits.bodyTimeout;
            idleTimeout = limits.idleTimeout;
            sendTimeout = limits.sendTimeout;
            hogTimeout = limits.hogTimeout;
        }

        HttpLimits limits() {
            return new HttpLimits(
                    requestLineBytes,
                    headerCount,
                    headerBytes,
                    bodyBytes,
                    connections,
                    requestsPerConnection,
                    pipelinedRequests,
                    unsentBytes,
                    headerTimeout,
                    bodyTimeout,
                    idleTimeout,
                    sendTimeout,
                    hogTimeout);
        }
    }
}
