// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.io.http.RawClient.head;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When a connection goes on and when it ends (RFC 9112 section 9).
@Timeout(60)
class KeepAliveTest {
    private static final int LARGE_BYTES = 24 << 20;
    private static final int SLOW_ROUND_COUNT = 48;
    private static final long SLOW_ROUND_NANOS = 60_000_000;

    private final AtomicInteger count = new AtomicInteger();
    private RunningServer server;

    @BeforeEach
    void start() {
        byte[] large = new byte[LARGE_BYTES];
        server =
                RunningServer.start(
                        http ->
                                http.limits(HttpLimits.standard().withRequestsPerConnection(3))
                                        .get(
                                                "/",
                                                (_, response) ->
                                                        response.text(
                                                                "" + count.incrementAndGet()))
                                        .get("/large", (_, response) -> response.bytes(large))
                                        .get(
                                                "/last",
                                                (_, response) ->
                                                        response.closeConnection().text("last")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void goesOnInHttp11() throws Exception {
        try (RawClient client = server.connect()) {
            Answer first = client.get("/");
            assertThat(first.text()).isEqualTo("1");
            assertThat(first.field("Connection")).isEmpty();
            assertThat(client.get("/").text()).isEqualTo("2");
        }
    }

    @Test
    void endsInHttp10() throws Exception {
        try (RawClient client = server.connect()) {
            Answer answer = client.send("GET / HTTP/1.0\r\n\r\n").read();
            assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void goesOnInHttp10WhenAsked() throws Exception {
        String request = "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n";
        try (RawClient client = server.connect()) {
            Answer answer = client.send(request).read();
            assertThat(answer.field("Connection")).isEqualTo("keep-alive");
            assertThat(client.send(request).read().text()).isEqualTo("2");
        }
    }

    @Test
    void endsWhenTheClientAsksAndRunsNothingBehind() throws Exception {
        try (RawClient client = server.connect()) {
            client.send(
                    head("GET / HTTP/1.1", "Connection: Close") + head("GET / HTTP/1.1"));
            Answer answer = client.read();
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
            assertThat(count).hasValue(1);
        }
    }

    @Test
    void endsWhenTheHandlerAsks() throws Exception {
        try (RawClient client = server.connect()) {
            Answer answer = client.get("/last");
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(answer.text()).isEqualTo("last");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void endsAfterTheLastRequestAllowedAndRunsNothingBehind() throws Exception {
        try (RawClient client = server.connect()) {
            client.send(head("GET / HTTP/1.1").repeat(4));
            assertThat(client.read().field("Connection")).isEmpty();
            assertThat(client.read().field("Connection")).isEmpty();
            assertThat(client.read().field("Connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
            assertThat(count).hasValue(3);
        }
    }

    @Test
    void answersAClientThatSendsNothingMore() throws Exception {
        try (RawClient client = server.connect()) {
            client.send(head("GET / HTTP/1.1")).endInput();
            assertThat(client.read().text()).isEqualTo("1");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void sendsALargeResponseToAClientThatSendsNothingMore() throws Exception {
        try (RawClient client = server.connect()) {
            client.send(head("GET /large HTTP/1.1")).endInput();
            assertThat(client.read().body()).hasSize(LARGE_BYTES);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void sendsALargeLastResponseToAClientThatSendsNothingMore() throws Exception {
        try (RawClient client = server.connect()) {
            client.send(head("GET /large HTTP/1.1", "Connection: close")).endInput();
            assertThat(client.read().body()).hasSize(LARGE_BYTES);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void endsWhenTheClientDoesInTheMiddleOfAHead() throws Exception {
        try (RawClient client = server.connect()) {
            client.send(head("GET / HTTP/1.1") + "GET /").endInput();
            assertThat(client.read().text()).isEqualTo("1");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void endsWhenTheClientDoesInTheMiddleOfABody() throws Exception {
        try (RawClient client = server.connect()) {
            client.send(head("POST / HTTP/1.1", "Content-Length: 5") + "abc").endInput();
            assertThat(client.isEnded()).isTrue();
            assertThat(count).hasValue(0);
        }
    }

    /// A last response takes as long as the client takes to read it.
    @Test
    void sendsAllOfALargeLastResponseToASlowClient() throws Exception {
        try (RawClient client = server.connect()) {
            client.send(head("GET /large HTTP/1.1", "Connection: close"));
            client.readHead();
            for (int i = 0; i < SLOW_ROUND_COUNT; i++) {
                client.readBody(LARGE_BYTES / SLOW_ROUND_COUNT);
                LockSupport.parkNanos(SLOW_ROUND_NANOS);
            }
            assertThat(client.isEnded()).isTrue();
        }
    }
}
