// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.io.http.RawClient.head;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.AsyncLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is answered at each limit, and what becomes of the connection.
@Timeout(60)
class LimitsTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int MEGABYTE = 1 << 20;

    private static RunningServer serve(HttpLimits limits) {
        byte[] large = new byte[64 * MEGABYTE];
        return RunningServer.start(
                http ->
                        http.limits(limits)
                                .get("/", (_, response) -> response.text("here"))
                                .get("/large", (_, response) -> response.bytes(large))
                                .post(
                                        "/",
                                        (request, response) ->
                                                response.text("" + request.bodyBytes().length)));
    }

    private static void assertRefused(RunningServer server, int status, String request)
            throws Exception {
        try (RawClient client = server.connect()) {
            Answer answer = client.send(request).read();
            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void refusesALongTarget() throws Exception {
        try (var server = serve(HttpLimits.standard().withRequestLineBytes(100))) {
            String longest = "/?" + "a".repeat(100 - "GET /? HTTP/1.1\r\n".length());
            assertThat(server.get(longest).status()).isEqualTo(200);
            assertRefused(server, 414, head("GET " + longest + "a HTTP/1.1"));
        }
    }

    @Test
    void refusesManyAndLongFields() throws Exception {
        HttpLimits limits = HttpLimits.standard().withHeaderCount(3).withHeaderBytes(200);
        try (var server = serve(limits)) {
            assertThat(server.ask(head("GET / HTTP/1.1", "A: b", "C: d")).status()).isEqualTo(200);
            assertRefused(server, 431, head("GET / HTTP/1.1", "A: b", "C: d", "E: f"));
            assertRefused(server, 431, head("GET / HTTP/1.1", "A: " + "b".repeat(200)));
        }
    }

    @Test
    void takesBodiesUpToTheLimit() throws Exception {
        try (var server = serve(HttpLimits.standard().withBodyBytes(200_000))) {
            String body = "a".repeat(200_000);
            assertThat(server.ask(head("POST / HTTP/1.1", "Content-Length: 200000") + body).text())
                    .isEqualTo("200000");
            assertThat(server.ask(chunked(body)).text()).isEqualTo("200000");
        }
    }

    @Test
    void refusesLongerBodies() throws Exception {
        try (var server = serve(HttpLimits.standard().withBodyBytes(200_000))) {
            String body = "a".repeat(200_001);
            assertRefused(server, 413, head("POST / HTTP/1.1", "Content-Length: 200001"));
            assertRefused(server, 413, head("POST / HTTP/1.1", "Content-Length: 200001") + body);
            assertRefused(server, 413, chunked(body));
        }
    }

    private static String chunked(String body) {
        StringBuilder request = new StringBuilder();
        request.append(head("POST / HTTP/1.1", "Transfer-Encoding: chunked"));
        for (int at = 0; at < body.length(); at += 50_000) {
            String part = body.substring(at, Math.min(body.length(), at + 50_000));
            request.append(Integer.toHexString(part.length())).append("\r\n");
            request.append(part).append("\r\n");
        }
        return request.append("0\r\n\r\n").toString();
    }

    @Test
    void tellsAClientThatSendsAHeadTooSlowly() throws Exception {
        try (var server = serve(HttpLimits.standard().withHeaderTimeout(SHORT))) {
            assertRefused(server, 408, "GET / HTTP/1.1\r\nHost: h\r\n");
            assertRefused(server, 408, "G");
        }
    }

    /// A byte now and then does not help.
    @Test
    void tellsASlowLoris() throws Exception {
        try (var server = serve(HttpLimits.standard().withHeaderTimeout(SHORT));
                RawClient client = server.connect()) {
            Thread drip = Thread.startVirtualThread(() -> drip(client));
            assertThat(client.read().status()).isEqualTo(408);
            assertThat(client.isEnded()).isTrue();
            drip.join();
        }
    }

    private static void drip(RawClient client) {
        try {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n");
            while (true) {
                client.send("X: y\r\n");
                LockSupport.parkNanos(20_000_000);
            }
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        }
    }

    @Test
    void tellsAClientThatSendsABodyTooSlowly() throws Exception {
        try (var server = serve(HttpLimits.standard().withBodyTimeout(SHORT))) {
            assertRefused(server, 408, head("POST / HTTP/1.1", "Content-Length: 5") + "abc");
            assertRefused(server, 408, head("POST / HTTP/1.1", "Transfer-Encoding: chunked"));
        }
    }

    @Test
    void closesAnIdleConnection() throws Exception {
        try (var server = serve(HttpLimits.standard().withIdleTimeout(SHORT));
                RawClient fresh = server.connect();
                RawClient used = server.connect()) {
            assertThat(used.get("/").text()).isEqualTo("here");
            assertThat(fresh.isEnded()).isTrue();
            assertThat(used.isEnded()).isTrue();
        }
    }

    /// The time without a request begins when the last answer has left.
    @Test
    void doesNotCountTheTimeOfAnAnswerAsIdle() throws Exception {
        CompletableFuture<Void> release = new CompletableFuture<>();
        Handler handler =
                (request, response) ->
                        request.submitWork(
                                _ -> release.join(), "", _ -> response.text("late"));
        HttpLimits limits = HttpLimits.standard().withIdleTimeout(Duration.ofMillis(700));
        try (var server = RunningServer.start(http -> http.limits(limits).get("/", handler));
                RawClient client = server.connect();
                RawClient idle = server.connect()) {
            client.send(head("GET / HTTP/1.1"));
            assertThat(idle.isEnded()).isTrue();
            release.complete(null);
            assertThat(client.read().text()).isEqualTo("late");
            // The server looks four times a second: it has, and half of the time is left.
            LockSupport.parkNanos(350_000_000);
            assertThat(client.get("/").text()).isEqualTo("late");
        }
    }

    @Test
    void refusesConnectionsAboveTheLimit() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (var server = serve(HttpLimits.standard().withConnections(3))) {
            for (int i = 0; i < 3; i++) {
                RawClient client = server.connect();
                clients.add(client);
                assertThat(client.get("/").status()).isEqualTo(200);
            }
            for (int i = 0; i < 50; i++) {
                try (RawClient refused = server.connect()) {
                    Answer answer = refused.send(head("GET / HTTP/1.1")).read();
                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.field("Connection")).isEqualTo("close");
                    assertThat(refused.isEnded()).isTrue();
                }
            }
            clients.removeFirst().close();
            server.awaitContexts(3);
            assertThat(server.get("/").status()).isEqualTo(200);
            for (RawClient client : clients) {
                assertThat(client.get("/").status()).isEqualTo(200);
                client.close();
            }
        }
    }

    @Test
    void cutsAClientThatNeverReads() throws Exception {
        try (var server = serve(HttpLimits.standard().withSendTimeout(SHORT));
                RawClient client = new RawClient(server.port(), 4_096)) {
            client.send(head("GET /large HTTP/1.1"));
            server.awaitContexts(2);
            server.awaitContexts(1);
            assertThat(client.isBroken()).isTrue();
        }
    }

    /// One connection's pipelined requests do not keep the others waiting: with a single event loop
    /// the answer of the other comes before the last of these.
    @Test
    void letsOthersHaveTheirTurn() throws Exception {
        CompletableFuture<Void> other = new CompletableFuture<>();
        int requestCount = 2_000;
        List<String> order = new ArrayList<>();
        Handler handler =
                (request, response) -> {
                    synchronized (order) {
                        order.add(request.path());
                    }
                    response.text("");
                };
        try (var server =
                        RunningServer.start(
                                AsyncLimits.standard().withEventLoops(1),
                                http ->
                                        http.limits(HttpLimits.standard().withPipelinedRequests(2))
                                                .get("/many", handler)
                                                .get(
                                                        "/first",
                                                        (_, response) -> {
                                                            other.join();
                                                            response.text("");
                                                        })
                                                .get("/one", handler));
                RawClient many = server.connect();
                RawClient one = server.connect()) {
            // The loop is kept until both have sent, so it finds both at the same time.
            many.send(head("GET /first HTTP/1.1"));
            many.send(head("GET /many HTTP/1.1").repeat(requestCount));
            one.send(head("GET /one HTTP/1.1"));
            other.complete(null);
            one.read();
            for (int i = 0; i <= requestCount; i++) {
                many.read();
            }
            assertThat(order.indexOf("/one")).isLessThan(requestCount / 2);
        }
    }
}
