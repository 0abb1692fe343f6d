// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jparallel.io.http.RawClient.head;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jparallel.acceptance.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Works that requests submit come home to them.
@Timeout(60)
class WorkTest {
    private static final int LARGE_BYTES = 1 << 20;

    @TempDir private Path directory;

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CompletableFuture<Object> seen = new CompletableFuture<>();

    private static RunningServer serve(Handler handler) {
        return RunningServer.start(http -> http.get("/{name}", handler).post("/{name}", handler));
    }

    private Object hold(Object argument) throws InterruptedException {
        assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
        return argument;
    }

    private static Object fail(Object argument) {
        throw new IllegalArgumentException("the work failed: " + argument);
    }

    private Object seen() {
        return seen.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void answersWithTheResultOfAWork() throws Exception {
        Handler handler =
                (request, response) ->
                        request.submitWork(
                                String::length,
                                request.bodyText(),
                                length -> response.text(request.path("name") + length));
        try (var server = serve(handler)) {
            Answer answer =
                    server.ask(head("POST /of%20it HTTP/1.1", "Content-Length: 5") + "abcde");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("of it5");
        }
    }

    @Test
    void keepsTheRequestOfAHeadThatCameInTwoParts() throws Exception {
        Handler handler =
                (request, response) ->
                        response.text(
                                request.path("name") + request.header("x-a") + request.bodyText());
        try (var server = serve(handler);
                RawClient client = server.connect()) {
            client.send(head("GET /first HTTP/1.1") + "POST /na").read();
            client.send("me HTTP/1.1\r\nHost: h\r\nX-A: value\r\n");
            server.get("/one");
            client.send("Content-Length: 6\r\n\r\nabc");
            server.get("/two");
            assertThat(client.send("def").read().text()).isEqualTo("nameOptional[value]abcdef");
        }
    }

    @Test
    void answersTheRequestsBehindInOrder() throws Exception {
        Handler handler =
                (request, response) -> {
                    switch (request.path()) {
                        case "/work" ->
                                request.submitWork(
                                        this::hold,
                                        "worked",
                                        result -> response.text(result + request.path()));
                        case "/next" -> {
                            seen.complete("next");
                            response.text("next");
                        }
                        default -> response.text("");
                    }
                };
        try (var server = serve(handler);
                RawClient client = server.connect()) {
            client.send(head("GET /work HTTP/1.1") + head("GET /next HTTP/1.1"));
            server.get("/one");
            server.get("/two");
            assertThat(seen).isNotDone();
            goOn.countDown();
            assertThat(client.read().text()).isEqualTo("worked/work");
            assertThat(client.read().text()).isEqualTo("next");
        }
    }

    @Test
    void answersTheFailureOfAWorkWith500() throws Exception {
        Handler handler =
                (request, response) ->
                        request.submitWork(
                                WorkTest::fail, "argument", _ -> response.text("never"));
        try (var log = new CapturedLog();
                var server = serve(handler)) {
            Answer answer = server.get("/name");
            assertThat(answer.status()).isEqualTo(500);
            String id = answer.text().lines().skip(1).findFirst().orElseThrow();
            assertThat(log.text()).contains(id).contains("the work failed: argument");
        }
    }

    @Test
    void givesTheFailureToTheErrback() throws Exception {
        Handler handler =
                (request, response) ->
                        request.submitWork(
                                WorkTest::fail,
                                "argument",
                                _ -> response.text("never"),
                                failure -> response.status(409).text("" + failure.getMessage()));
        try (var server = serve(handler)) {
            Answer answer = server.get("/name");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.text()).isEqualTo("the work failed: argument");
        }
    }

    @Test
    void answersAFailureOfTheCallbackWith500() throws Exception {
        Handler handler =
                (request, _) ->
                        request.submitWork(argument -> argument, "argument", WorkTest::fail);
        try (var log = new CapturedLog();
                var server = serve(handler)) {
            assertThat(server.get("/name").status()).isEqualTo(500);
            assertThat(log.text()).contains("the work failed: argument");
        }
    }

    @Test
    void answersACallbackThatDoesNotAnswerWith500() throws Exception {
        Handler handler =
                (request, _) -> request.submitWork(argument -> argument, "argument", _ -> {});
        try (var log = new CapturedLog();
                var server = serve(handler)) {
            assertThat(server.get("/name").status()).isEqualTo(500);
            assertThat(log.text()).contains("handler did not answer");
        }
    }

    @Test
    void refusesTheRequestOnTheThreadOfTheWork() throws Exception {
        Handler handler =
                (request, response) ->
                        request.submitWork(
                                _ -> catchThrowable(request::path),
                                "argument",
                                failure -> response.text("" + failure));
        try (var server = serve(handler)) {
            assertThat(server.get("/name").text())
                    .startsWith("java.lang.WrongThreadException: request of another thread: ")
                    .contains(" owner=");
        }
    }

    @Test
    void refusesTheRequestOnceItIsAnswered() throws Exception {
        CompletableFuture<Request> kept = new CompletableFuture<>();
        Handler handler =
                (request, response) -> {
                    kept.complete(request);
                    response.text("answered");
                };
        try (var server = serve(handler)) {
            server.get("/name");
            assertThat(catchThrowable(() -> kept.join().path()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the response is complete");
        }
    }

    /// The next request of the connection must not get into the exchange of the one before.
    @Test
    void waitsForAWorkThoughTheResponseIsComplete() throws Exception {
        AtomicInteger count = new AtomicInteger();
        Handler handler =
                (request, response) -> {
                    if (count.getAndIncrement() == 0) {
                        request.submitWork(
                                this::hold, "argument", _ -> seen.complete(request.path()));
                    }
                    response.text(request.path("name"));
                };
        try (var server = serve(handler);
                RawClient client = server.connect()) {
            assertThat(client.get("/first").text()).isEqualTo("first");
            client.send(head("GET /second HTTP/1.1"));
            assertThat(server.get("/other").text()).isEqualTo("other");
            assertThat(server.get("/another").text()).isEqualTo("another");
            goOn.countDown();
            assertThat(seen()).isEqualTo("/first");
            assertThat(client.read().text()).isEqualTo("second");
        }
    }

    @Test
    void runsTheCallbackThoughTheClientHasGone() throws Exception {
        Handler handler =
                (request, response) ->
                        request.submitWork(
                                this::hold,
                                "argument",
                                _ -> {
                                    seen.complete(request.path("name") + request.isConnected());
                                    response.text("to nobody");
                                });
        try (var server = serve(handler)) {
            dropDuringTheWork(server);
            assertThat(seen()).isEqualTo("namefalse");
        }
    }

    @Test
    void sendsAFileToNobody() throws Exception {
        Path file = Files.write(directory.resolve("large"), new byte[LARGE_BYTES]);
        Handler handler =
                (request, response) ->
                        request.submitWork(
                                this::hold,
                                "argument",
                                _ -> {
                                    seen.complete(request.isConnected());
                                    response.file(file);
                                });
        try (var server = serve(handler)) {
            dropDuringTheWork(server);
            assertThat(seen()).isEqualTo(false);
        }
    }

    @Test
    void submitsAFurtherWorkThoughTheClientHasGone() throws Exception {
        Handler handler =
                (request, response) ->
                        request.submitWork(
                                this::hold,
                                "argument",
                                first ->
                                        request.submitWork(
                                                second -> second + "!",
                                                first,
                                                third -> {
                                                    seen.complete(third);
                                                    response.text("");
                                                }));
        try (var server = serve(handler)) {
            dropDuringTheWork(server);
            assertThat(seen()).isEqualTo("argument!");
        }
    }

    @Test
    void letsGoOfAStreamedRequestWhoseClientHasGone() throws Exception {
        Handler handler =
                (request, _) -> {
                    request.receive((_, _) -> {});
                    request.submitWork(this::hold, "argument", seen::complete);
                };
        try (var server = RunningServer.start(http -> http.stream("POST", "/{name}", handler))) {
            RawClient client = server.connect();
            client.send(head("POST /name HTTP/1.1", "Content-Length: 10") + "abc");
            drop(server, client);
            assertThat(seen()).isEqualTo("argument");
        }
    }

    private void dropDuringTheWork(RunningServer server) throws Exception {
        drop(server, server.connect().send(head("GET /name HTTP/1.1")));
    }

    /// Drops a connection once its work runs, and lets that go on once the drop was seen.
    private void drop(RunningServer server, RawClient client) throws Exception {
        // The server, the connection, the work.
        server.awaitContexts(3);
        client.drop();
        server.awaitContexts(2);
        goOn.countDown();
    }
}
