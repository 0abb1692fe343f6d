// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jparallel.io.http.RawClient.head;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jparallel.AsyncLimits;
import org.jparallel.acceptance.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Bodies of requests that handlers take part by part, and those that clients announce first.
@Timeout(60)
class RequestStreamTest {
    private static final int MEGABYTE = 1 << 20;

    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    /// Answers with what it was given.
    private final class Echo implements BodyReceiver {
        private final Response response;
        private final StringBuilder received = new StringBuilder();

        Echo(Response response) {
            this.response = response;
        }

        @Override
        public void receive(MemorySegment part, boolean last) {
            received.append(new String(part.toArray(JAVA_BYTE), ISO_8859_1));
            if (last) {
                response.text("<" + received + ">");
            }
        }

        @Override
        public void ended(boolean whole) {
            assertThat(ended.complete(whole)).as("told once").isTrue();
        }
    }

    private boolean ended() {
        return ended.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static RunningServer serve(Handler handler) {
        return RunningServer.start(
                http ->
                        http.limits(HttpLimits.standard().withBodyBytes(10))
                                .stream("POST", "/", handler)
                                .post(
                                        "/small",
                                        (request, response) ->
                                                response.text(request.bodyText()))
                                .get("/next", (_, response) -> response.text("next")));
    }

    private RunningServer serveEcho() {
        return serve((request, response) -> request.receive(new Echo(response)));
    }

    @Test
    void takesABodyOfKnownLength() throws Exception {
        String body = "x".repeat(MEGABYTE);
        try (var server = serveEcho();
                RawClient client = server.connect()) {
            client.send(head("POST / HTTP/1.1", "Content-Length: " + MEGABYTE) + body);
            assertThat(client.read().text()).isEqualTo("<" + body + ">");
            assertThat(client.get("/next").text()).isEqualTo("next");
            assertThat(ended()).isTrue();
        }
    }

    @Test
    void takesABodyInChunks() throws Exception {
        try (var server = serveEcho();
                RawClient client = server.connect()) {
            client.send(head("POST / HTTP/1.1", "Transfer-Encoding: chunked"));
            client.send("3\r\nabc\r\n");
            server.get("/next");
            client.send("2\r\nde\r\n0\r\n\r\n" + head("GET /next HTTP/1.1"));
            assertThat(client.read().text()).isEqualTo("<abcde>");
            assertThat(client.read().text()).isEqualTo("next");
            assertThat(ended()).isTrue();
        }
    }

    @Test
    void isToldThatABodyIsEmpty() throws Exception {
        try (var server = serveEcho();
                RawClient client = server.connect()) {
            client.send(head("POST / HTTP/1.1", "Content-Length: 0"));
            assertThat(client.read().text()).isEqualTo("<>");
            assertThat(ended()).isTrue();
            assertThat(client.get("/next").text()).isEqualTo("next");
        }
    }

    @Test
    void isToldThatThereIsNoBody() throws Exception {
        try (var server = serveEcho()) {
            assertThat(server.ask(head("POST / HTTP/1.1")).text()).isEqualTo("<>");
        }
    }

    @Test
    void isToldThatTheClientHasGone() throws Exception {
        try (var server = serveEcho()) {
            RawClient client = server.connect();
            client.send(head("POST / HTTP/1.1", "Content-Length: 10") + "abc");
            server.awaitContexts(2);
            client.drop();
            assertThat(ended()).isFalse();
        }
    }

    @Test
    void isToldThatTheBodyIsMalformed() throws Exception {
        try (var server = serveEcho();
                RawClient client = server.connect()) {
            client.send(head("POST / HTTP/1.1", "Transfer-Encoding: chunked") + "3\r\nabc\r\nx");
            assertThat(client.read().status()).isEqualTo(400);
            assertThat(client.isEnded()).isTrue();
            assertThat(ended()).isFalse();
        }
    }

    /// The rest of the body is not taken: the connection ends.
    @Test
    void answersBeforeTheBodyHasCome() throws Exception {
        try (var server = serve((_, response) -> response.status(403).text("no"));
                RawClient client = server.connect()) {
            client.send(head("POST / HTTP/1.1", "Content-Length: 100") + "abc");
            Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
    }

    /// What is wrong behind the answer is not looked at.
    @Test
    void answersInTheMiddleOfTheBody() throws Exception {
        Handler handler =
                (request, response) ->
                        request.receive(
                                (_, _) -> {
                                    if (!response.isSent()) {
                                        response.text("enough");
                                    }
                                });
        try (var server = serve(handler);
                RawClient client = server.connect()) {
            client.send(
                    head("POST / HTTP/1.1", "Transfer-Encoding: chunked") + "1\r\na\r\nmalformed");
            assertThat(client.readToEnd())
                    .endsWith("\r\n\r\nenough")
                    .containsOnlyOnce("HTTP/1.1 ")
                    .contains("Connection: close");
        }
    }

    @Test
    void answersAFailureInTheMiddleOfTheBody() throws Exception {
        Handler handler =
                (request, _) ->
                        request.receive(
                                (_, _) -> {
                                    throw new IOException("disk is full");
                                });
        try (var log = new CapturedLog();
                var server = serve(handler);
                RawClient client = server.connect()) {
            client.send(head("POST / HTTP/1.1", "Content-Length: 100") + "abc");
            assertThat(client.read().status()).isEqualTo(500);
            assertThat(client.isEnded()).isTrue();
            assertThat(log.text()).contains("disk is full");
        }
    }

    @Test
    void refusesAReceiverWhereTheBodyIsThereAlready() throws Exception {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        Handler handler =
                (request, response) -> {
                    seen.complete(catchThrowable(() -> request.receive((_, _) -> {})));
                    response.end();
                };
        try (var server = RunningServer.start(http -> http.post("/", handler))) {
            server.ask(head("POST / HTTP/1.1"));
            assertThat(seen.join())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the route does not stream its body, which is there already");
        }
    }

    /// A part is not taken before the work of the one before has come home.
    @Test
    void waitsForTheWorkOnEachPart() throws Exception {
        StringBuilder order = new StringBuilder();
        Handler handler =
                (request, response) ->
                        request.receive(
                                (part, last) -> {
                                    order.append('<');
                                    request.submitWork(
                                            count -> count,
                                            part.byteSize(),
                                            _ -> {
                                                order.append('>');
                                                if (last) {
                                                    response.text(order.toString());
                                                }
                                            });
                                });
        try (var server = serve(handler);
                RawClient client = server.connect()) {
            client.send(head("POST / HTTP/1.1", "Transfer-Encoding: chunked"));
            client.send("1\r\na\r\n".repeat(100) + "0\r\n\r\n");
            assertThat(client.read().text()).isEqualTo("<>".repeat(101));
        }
    }

    /// A client that sends without end to a handler that is busy is not read from.
    @Test
    void keepsNoMoreThanWasReadWhileAWorkRuns() throws Exception {
        CompletableFuture<Void> release = new CompletableFuture<>();
        long byteCount = 200L * MEGABYTE;
        long[] receivedBytes = {0};
        Handler handler =
                (request, response) -> {
                    request.submitWork(_ -> release.join(), "", _ -> {});
                    request.receive(
                            (part, last) -> {
                                receivedBytes[0] += part.byteSize();
                                if (last) {
                                    response.text("" + receivedBytes[0]);
                                }
                            });
                };
        try (var server =
                        RunningServer.start(
                                AsyncLimits.standard().withRuntimeBytes(64L * MEGABYTE),
                                http -> http.stream("POST", "/", handler));
                RawClient client = server.connect()) {
            client.send(head("POST / HTTP/1.1", "Content-Length: " + byteCount));
            Thread sender = Thread.startVirtualThread(() -> sendAll(client, byteCount));
            server.awaitContexts(3);
            server.get("/nothing");
            assertThat(server.async().statistics().arenaBytes()).isLessThan(8L * MEGABYTE);
            release.complete(null);
            assertThat(client.read().text()).isEqualTo("" + byteCount);
            sender.join();
        }
    }

    private static void sendAll(RawClient client, long byteCount) {
        byte[] part = new byte[MEGABYTE];
        try {
            for (long sent = 0; sent < byteCount; sent += MEGABYTE) {
                client.send(part);
            }
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void asksForABodyThatIsAnnounced() throws Exception {
        String[] fields = {"POST /small HTTP/1.1", "Content-Length: 3", "Expect: 100-continue"};
        try (var server = serveEcho();
                RawClient client = server.connect()) {
            Answer interim = client.send(head(fields)).read();
            assertThat(interim.statusLine()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(client.send("abc").read().text()).isEqualTo("abc");
            assertThat(client.get("/next").text()).isEqualTo("next");
        }
    }

    @Test
    void asksForABodyThatIsStreamed() throws Exception {
        String[] fields = {"POST / HTTP/1.1", "Content-Length: 30", "Expect: 100-continue"};
        try (var server = serveEcho();
                RawClient client = server.connect()) {
            assertThat(client.send(head(fields)).read().status()).isEqualTo(100);
            assertThat(client.send("a".repeat(30)).read().text()).hasSize(32);
        }
    }

    @Test
    void doesNotAskForABodyThatComesAnyway() throws Exception {
        String[] fields = {"POST /small HTTP/1.1", "Content-Length: 3", "Expect: 100-continue"};
        try (var server = serveEcho()) {
            assertThat(server.ask(head(fields) + "abc").text()).isEqualTo("abc");
        }
    }

    @Test
    void refusesABodyBeforeItIsSent() throws Exception {
        assertRefusedEarly(413, "POST /small HTTP/1.1", 11);
        assertRefusedEarly(404, "POST /none HTTP/1.1", 10);
        assertRefusedEarly(404, "POST /none HTTP/1.1", 11);
        assertRefusedEarly(405, "POST /next HTTP/1.1", 10);
    }

    @Test
    void letsAHandlerRefuseABodyBeforeItIsSent() throws Exception {
        String[] fields = {"POST / HTTP/1.1", "Content-Length: 3", "Expect: 100-continue"};
        try (var server = serve((_, response) -> response.status(403).text("no"));
                RawClient client = server.connect()) {
            assertThat(client.send(head(fields)).read().status()).isEqualTo(403);
            assertThat(client.isEnded()).isTrue();
        }
    }

    private void assertRefusedEarly(int status, String line, int bodyBytes) throws Exception {
        try (var server = serveEcho();
                RawClient client = server.connect()) {
            client.send(head(line, "Content-Length: " + bodyBytes, "Expect: 100-continue"));
            Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
    }
}
