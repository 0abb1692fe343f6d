// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jparallel.io.http.RawClient.head;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jparallel.acceptance.CapturedLog;
import org.jparallel.context.Context;
import org.jparallel.io.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Handlers that fail, and what the client and the log are told.
@Timeout(60)
class FailureTest {
    private final CompletableFuture<Throwable> seen = new CompletableFuture<>();

    private static RunningServer serve(Handler handler) {
        return serve(handler, _ -> {});
    }

    private static RunningServer serve(Handler handler, Consumer<HttpServer> settings) {
        return RunningServer.start(
                http -> {
                    http.get("/", handler)
                            .post("/", handler)
                            .get("/next", (_, response) -> response.text("next"));
                    settings.accept(http);
                });
    }

    private static void fail(Request request, Response response) {
        response.status(201).header("X-Lost", "1");
        throw new IllegalArgumentException("secret of " + request.path());
    }

    @Test
    void answersWithAnIdThatStandsInTheLogWithTheStack() throws Exception {
        try (var log = new CapturedLog();
                var server = serve(FailureTest::fail);
                RawClient client = server.connect()) {
            Answer answer = client.get("/");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text())
                    .matches("500 Internal Server Error\nid=[0-9a-f]+\n")
                    .doesNotContain("secret");
            assertThat(answer.field("X-Lost")).isEmpty();
            String id = answer.text().lines().skip(1).findFirst().orElseThrow();
            assertThat(log.text())
                    .containsPattern("handler failed: " + Pattern.quote(id) + " request=GET /\n")
                    .contains("secret of /")
                    .contains("at org.jparallel.io.http.FailureTest.fail(");
            assertThat(client.get("/next").text()).isEqualTo("next");
        }
    }

    @Test
    void showsTheStackWhenDebugging() throws Exception {
        try (var log = new CapturedLog();
                var server = serve(FailureTest::fail, http -> http.debug(true))) {
            assertThat(server.get("/").text())
                    .contains("secret of /")
                    .contains("at org.jparallel.io.http.FailureTest.fail(");
            assertThat(log.text()).contains("secret");
        }
    }

    @Test
    void showsTheErrorPage() throws Exception {
        try (var log = new CapturedLog();
                var server =
                        serve(
                                FailureTest::fail,
                                http ->
                                        http.errorPage(
                                                500, (_, response) -> response.text("sorry")))) {
            Answer answer = server.get("/");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).isEqualTo("sorry");
            assertThat(log.text()).contains("handler failed: id=");
        }
    }

    @Test
    void answersThoughTheErrorPageFails() throws Exception {
        try (var log = new CapturedLog();
                var server =
                        serve(
                                FailureTest::fail,
                                http ->
                                        http.errorPage(
                                                500,
                                                (_, _) -> {
                                                    throw new StackOverflowError("page");
                                                }))) {
            assertThat(server.get("/").status()).isEqualTo(500);
            assertThat(log.text()).contains("error page failed");
        }
    }

    @Test
    void answersErrorsToo() throws Exception {
        Handler handler =
                (_, _) -> {
                    throw new StackOverflowError("deep");
                };
        try (var log = new CapturedLog();
                var server = serve(handler)) {
            assertThat(server.get("/").status()).isEqualTo(500);
            assertThat(log.text()).contains("deep");
        }
    }

    @Test
    void tellsAClientWhatIsWrongWithItsRequest() throws Exception {
        Handler handler =
                (_, _) -> {
                    throw new BadRequestException("no such colour: name=octarine");
                };
        try (var server = serve(handler)) {
            Answer answer = server.get("/");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("no such colour: name=octarine");
        }
    }

    @Test
    void answersForAHandlerThatDoesNot() throws Exception {
        try (var log = new CapturedLog();
                var server = serve((_, _) -> {})) {
            assertThat(server.get("/").status()).isEqualTo(500);
            assertThat(log.text()).contains("handler did not answer");
        }
    }

    @Test
    void answersWithTheStatusAlone() throws Exception {
        try (var server = serve((_, response) -> response.status(202))) {
            assertThat(server.get("/").status()).isEqualTo(202);
        }
    }

    @Test
    void sendsOneResponseThoughTheHandlerSendsTwo() throws Exception {
        Handler handler =
                (_, response) -> {
                    response.text("one");
                    seen.complete(catchThrowable(() -> response.text("two")));
                    assertThat(response.isSent()).isTrue();
                };
        try (var server = serve(handler);
                RawClient client = server.connect()) {
            client.send(head("GET / HTTP/1.1") + head("GET /next HTTP/1.1"));
            assertThat(client.read().text()).isEqualTo("one");
            assertThat(client.read().text()).isEqualTo("next");
            assertThat(seen.join())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the response was sent already: status=200");
        }
    }

    @Test
    void sendsTheResponseOfAHandlerThatFailsBehindIt() throws Exception {
        Handler handler =
                (_, response) -> {
                    response.text("one");
                    response.text("two");
                };
        try (var log = new CapturedLog();
                var server = serve(handler);
                RawClient client = server.connect()) {
            assertThat(client.get("/").text()).isEqualTo("one");
            assertThat(client.get("/next").text()).isEqualTo("next");
            assertThat(log.text())
                    .contains("handler failed after its response: request=GET /")
                    .contains("the response was sent already: status=200");
        }
    }

    @Test
    void refusesThatAFilterAfterSends() throws Exception {
        Handler filter =
                (_, response) -> {
                    if (!response.isSent()) {
                        response.text("filter");
                    }
                };
        try (var log = new CapturedLog();
                var server =
                        serve(
                                (_, response) -> response.text("handler"),
                                http -> http.after(filter));
                RawClient client = server.connect()) {
            client.send(head("GET / HTTP/1.1", "Connection: close"));
            assertThat(client.readToEnd())
                    .endsWith("\r\n\r\nfilter")
                    .containsOnlyOnce("HTTP/1.1 200 OK");
            assertThat(log.text()).contains("the response was sent already");
        }
    }

    @Test
    void answersThoughAFilterAfterFails() throws Exception {
        Handler filter =
                (_, _) -> {
                    throw new IllegalStateException("filter is broken");
                };
        try (var log = new CapturedLog();
                var server =
                        serve(
                                (_, response) -> response.text("handler"),
                                http -> http.after(filter))) {
            assertThat(server.get("/").text()).isEqualTo("handler");
            assertThat(log.text()).contains("filter is broken");
        }
    }

    @Test
    void refusesHeadersThatWouldBreakTheResponse() throws Exception {
        Handler handler =
                (_, response) ->
                        response.text(
                                String.join(
                                        "\n",
                                        refusal(() -> response.header("X", "a\r\nB: c")),
                                        refusal(() -> response.header("X", "a\0b")),
                                        refusal(() -> response.header("X\r\nY", "a")),
                                        refusal(() -> response.header("X ", "a")),
                                        refusal(() -> response.header("X", "\u0142")),
                                        refusal(() -> response.contentType("a\nb")),
                                        refusal(() -> response.redirect("/\r\nX: y")),
                                        refusal(() -> response.header("Content-Length", "1")),
                                        refusal(() -> response.header("connection", "close"))));
        try (var server = serve(handler)) {
            Answer answer = server.get("/");
            assertThat(answer.text().lines())
                    .hasSize(9)
                    .allMatch(line -> line.equals("IllegalArgumentException"));
            assertThat(answer.field("X")).isEmpty();
            assertThat(answer.field("Location")).isEmpty();
        }
    }

    private static String refusal(Runnable step) {
        Throwable thrown = catchThrowable(step::run);
        return thrown == null ? "taken" : thrown.getClass().getSimpleName();
    }

    @Test
    void sendsHeadsOfAnySize() throws Exception {
        String name = "server".repeat(500);
        String value = "v".repeat(70_000);
        Handler handler = (_, response) -> response.header("X-Long", value).text("text");
        try (var server = serve(handler, http -> http.serverName(name))) {
            Answer answer = server.get("/");
            assertThat(answer.field("Server")).isEqualTo(name);
            assertThat(answer.field("X-Long")).isEqualTo(value);
            assertThat(answer.text()).isEqualTo("text");
        }
    }

    @Test
    void answersWhenAContextHasNoMemoryLeft() throws Exception {
        Handler handler =
                (_, response) -> response.bytes(Context.current().allocate(1L << 40, 1));
        try (var log = new CapturedLog();
                var server = serve(handler);
                RawClient client = server.connect()) {
            assertThat(client.get("/").status()).isEqualTo(500);
            assertThat(client.get("/next").text()).isEqualTo("next");
            assertThat(log.text()).contains("ArenaExhaustedException");
        }
    }

    @Test
    void readsAndWritesJson() throws Exception {
        Handler handler =
                (request, response) -> {
                    Point point = request.json(Point.class);
                    response.json(new Point(point.y(), point.x()));
                };
        try (var log = new CapturedLog();
                var server = serve(handler)) {
            Answer answer = post(server, "{\"x\": 1, \"y\": 2}");
            assertThat(answer.text()).isEqualTo("{\"x\":2,\"y\":1}");
            assertThat(answer.field("Content-Type")).isEqualTo("application/json");
            Answer malformed = post(server, "{\"x\": 1,");
            assertThat(malformed.status()).isEqualTo(400);
            assertThat(malformed.text()).contains("malformed JSON: line=1");
            assertThat(post(server, "{\"z\": 1}").status()).isEqualTo(400);
            assertThat(post(server, "").status()).isEqualTo(400);
            assertThat(log.text()).doesNotContain("failed");
        }
    }

    @Test
    void answersAValueThatIsNoJsonWith500() throws Exception {
        try (var log = new CapturedLog();
                var server = serve((_, response) -> response.json(new Object()))) {
            assertThat(server.get("/").status()).isEqualTo(500);
            assertThat(log.text()).contains("value cannot be written as JSON");
        }
    }

    private static Answer post(RunningServer server, String body) throws Exception {
        return server.ask(head("POST / HTTP/1.1", "Content-Length: " + body.length()) + body);
    }

    /// A value that goes to JSON and back.
    record Point(int x, int y) {}
}
