// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.io.http.RawClient.head;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jparallel.AsyncLimits;
import org.jparallel.acceptance.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Bodies of responses that are written part by part, at the pace at which the client reads.
@Timeout(60)
class ResponseStreamTest {
    private static final int PART_BYTES = 10_000;

    private final CompletableFuture<Boolean> whole = new CompletableFuture<>();

    /// Writes so many parts, then does something.
    private final class Parts implements BodySource {
        private final long partCount;
        private final Runnable end;
        private final byte[] part =
                "0123456789".repeat(PART_BYTES / 10).getBytes(StandardCharsets.US_ASCII);
        private long writtenCount;

        Parts(long partCount, Runnable end) {
            this.partCount = partCount;
            this.end = end;
        }

        @Override
        public boolean write(BodyWriter writer) {
            if (writtenCount == partCount) {
                end.run();
                return false;
            }
            writtenCount++;
            writer.write(part);
            return true;
        }

        @Override
        public void ended(boolean success) {
            assertThat(whole.complete(success)).as("told once").isTrue();
        }
    }

    private Parts parts(long partCount) {
        return new Parts(partCount, () -> {});
    }

    private static RunningServer serve(Handler handler) {
        return RunningServer.start(
                http -> http.get("/", handler).get("/next", ResponseStreamTest::next));
    }

    private static void next(Request request, Response response) {
        response.text("next");
    }

    private boolean whole() {
        return whole.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void sendsABodyOfUnknownLengthInChunks() throws Exception {
        try (var server = serve((_, response) -> response.stream(parts(1_000)));
                RawClient client = server.connect()) {
            client.send(head("GET / HTTP/1.1") + head("GET /next HTTP/1.1"));
            Answer answer = client.read();
            assertThat(answer.field("Transfer-Encoding")).isEqualTo("chunked");
            assertThat(answer.field("Content-Length")).isEmpty();
            assertThat(answer.body()).isEqualTo("0123456789".repeat(1_000 * PART_BYTES / 10));
            assertThat(client.read().text()).isEqualTo("next");
            assertThat(whole()).isTrue();
        }
    }

    @Test
    void sendsABodyOfUnknownLengthToTheEndOfTheConnectionInHttp10() throws Exception {
        try (var server = serve((_, response) -> response.stream(parts(100)));
                RawClient client = server.connect()) {
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            Answer answer = client.read();
            assertThat(answer.field("Transfer-Encoding")).isEmpty();
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(answer.body()).isEqualTo("0123456789".repeat(100 * PART_BYTES / 10));
            assertThat(whole()).isTrue();
        }
    }

    @Test
    void sendsABodyOfKnownLength() throws Exception {
        try (var server = serve((_, response) -> response.stream(30_000, parts(3)));
                RawClient client = server.connect()) {
            client.send(head("GET / HTTP/1.1") + head("GET /next HTTP/1.1"));
            Answer answer = client.read();
            assertThat(answer.field("Content-Length")).isEqualTo("30000");
            assertThat(answer.body()).isEqualTo("0123456789".repeat(3_000));
            assertThat(client.read().text()).isEqualTo("next");
            assertThat(whole()).isTrue();
        }
    }

    @Test
    void sendsNothing() throws Exception {
        try (var server = serve((_, response) -> response.stream(parts(0)));
                RawClient client = server.connect()) {
            assertThat(client.get("/").text()).isEmpty();
            assertThat(client.get("/next").text()).isEqualTo("next");
            assertThat(whole()).isTrue();
        }
    }

    @Test
    void cutsTheConnectionWhenTheBodyIsTooShort() throws Exception {
        try (var server = serve((_, response) -> response.stream(30_001, parts(3)));
                RawClient client = server.connect()) {
            client.send(head("GET / HTTP/1.1"));
            assertThat(client.isBroken()).isTrue();
            assertThat(whole()).isFalse();
        }
    }

    @Test
    void cutsTheConnectionWhenTheBodyWouldBeTooLong() throws Exception {
        try (var log = new CapturedLog();
                var server = serve((_, response) -> response.stream(29_999, parts(3)));
                RawClient client = server.connect()) {
            client.send(head("GET / HTTP/1.1"));
            assertThat(client.isBroken()).isTrue();
            assertThat(whole()).isFalse();
            assertThat(log.text())
                    .contains("body is cut: request=GET /")
                    .contains("body longer than announced: byteCount=10000 leftBytes=9999");
        }
    }

    @Test
    void cutsTheConnectionWhenTheSourceFails() throws Exception {
        Runnable failure =
                () -> {
                    throw new IllegalStateException("source is dry");
                };
        try (var log = new CapturedLog();
                var server = serve((_, response) -> response.stream(new Parts(3, failure)));
                RawClient client = server.connect()) {
            client.send(head("GET / HTTP/1.1"));
            assertThat(client.isBroken()).isTrue();
            assertThat(whole()).isFalse();
            assertThat(log.text()).contains("body is cut").contains("source is dry");
        }
    }

    @Test
    void cutsTheConnectionInHttp10TooWhenTheSourceFails() throws Exception {
        Runnable failure =
                () -> {
                    throw new IllegalStateException("source is dry");
                };
        try (var log = new CapturedLog();
                var server = serve((_, response) -> response.stream(new Parts(3, failure)));
                RawClient client = server.connect()) {
            client.send("GET / HTTP/1.0\r\n\r\n");
            assertThat(client.isBroken()).isTrue();
            assertThat(log.text()).contains("source is dry");
        }
    }

    @Test
    void cutsTheConnectionWhenTheHandlerFailsAfterItsBegin() throws Exception {
        Handler handler =
                (_, response) -> {
                    response.stream(parts(Long.MAX_VALUE));
                    throw new IllegalStateException("too late");
                };
        try (var log = new CapturedLog();
                var server = serve(handler);
                RawClient client = server.connect()) {
            client.send(head("GET / HTTP/1.1"));
            assertThat(client.isBroken()).isTrue();
            assertThat(whole()).isFalse();
            assertThat(log.text()).contains("response is cut").contains("too late");
        }
    }

    @Test
    void asksASourceForNothingWhenOnlyTheHeadIsWanted() throws Exception {
        try (var server = serve((_, response) -> response.stream(parts(1)));
                RawClient client = server.connect()) {
            Answer answer = client.send(head("HEAD / HTTP/1.1")).readHead();
            assertThat(answer.field("Transfer-Encoding")).isEqualTo("chunked");
            assertThat(client.get("/next").text()).isEqualTo("next");
            assertThat(whole()).isFalse();
        }
    }

    @Test
    void asksAgainASourceThatHasNothingYet() throws Exception {
        List<String> texts = new ArrayList<>(List.of("", "", "now"));
        BodySource source =
                writer -> {
                    writer.write(texts.removeFirst());
                    return !texts.isEmpty();
                };
        try (var server = serve((_, response) -> response.stream(source))) {
            assertThat(server.get("/").text()).isEqualTo("now");
        }
    }

    @Test
    void streamsFromTheCallbackOfAWork() throws Exception {
        Handler handler =
                (request, response) ->
                        request.submitWork(
                                text -> text, "argument", _ -> response.stream(parts(10)));
        try (var server = serve(handler);
                RawClient client = server.connect()) {
            client.send(head("GET / HTTP/1.1") + head("GET /next HTTP/1.1"));
            assertThat(client.read().body()).hasSize(10 * PART_BYTES);
            assertThat(client.read().text()).isEqualTo("next");
        }
    }

    @Test
    void tellsTheSourceThatTheClientHasGone() throws Exception {
        try (var server = serve((_, response) -> response.stream(parts(Long.MAX_VALUE)))) {
            RawClient client = server.connect();
            client.send(head("GET / HTTP/1.1")).readHead();
            client.readBody(100_000);
            assertThat(whole).isNotDone();
            client.drop();
            assertThat(whole()).isFalse();
        }
    }

    /// Nothing of what was read by the client is kept, and not more than the limit is ahead of it.
    @Test
    void sendsAnEndlessBodyAtThePaceOfTheClient() throws Exception {
        long unsentBytes = 100_000;
        try (var server =
                        RunningServer.start(
                                AsyncLimits.standard().withEventLoops(1),
                                http ->
                                        http.limits(
                                                        HttpLimits.standard()
                                                                .withUnsentBytes(unsentBytes))
                                                .get(
                                                        "/",
                                                        (_, response) ->
                                                                response.stream(
                                                                        parts(Long.MAX_VALUE)))
                                                .get("/next", ResponseStreamTest::next));
                RawClient client = new RawClient(server.port(), 4_096)) {
            client.send(head("GET / HTTP/1.1")).readHead();
            for (int i = 0; i < 200; i++) {
                client.readBody(100_000);
                assertThat(server.get("/next").text()).isEqualTo("next");
                assertThat(server.async().statistics().arenaBytes()).isLessThan(1_000_000);
            }
            client.drop();
            assertThat(whole()).isFalse();
        }
    }
}
