// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.io.http.RawClient.head;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jparallel.AsyncLimits;
import org.jparallel.io.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Many clients that go without a word, at every stage, or that stay and never read. Closing the
/// server asserts that no context and no byte is left.
@Timeout(60)
class DropTest {
    private static final int CLIENT_COUNT = 1_000;
    private static final int BATCH_COUNT = 250;
    private static final int MEGABYTE = 1 << 20;

    private final CompletableFuture<Object> release = new CompletableFuture<>();

    /// What a client sends, and how much it reads, before it goes.
    enum Stage {
        BEFORE_THE_REQUEST("", 0),
        IN_THE_HEAD("GET /large HTTP/1.1\r\nHos", 0),
        IN_THE_BODY(head("POST / HTTP/1.1", "Content-Length: 100000") + "abc", 0),
        IN_A_CHUNK(head("POST / HTTP/1.1", "Transfer-Encoding: chunked") + "fff\r\nabc", 0),
        IN_A_STREAMED_BODY(head("POST /stream HTTP/1.1", "Content-Length: 100000") + "abc", 0),
        BEFORE_THE_RESPONSE(head("GET /large HTTP/1.1"), 0),
        IN_THE_RESPONSE(head("GET /large HTTP/1.1"), 1_000),
        IN_A_STREAMED_RESPONSE(head("GET /endless HTTP/1.1"), 1_000),
        IN_A_PIPELINE(head("GET /large HTTP/1.1").repeat(20), 1_000),
        DURING_A_WORK(head("GET /work HTTP/1.1") + head("GET /large HTTP/1.1"), 0);

        private final String request;
        private final int readBytes;

        Stage(String request, int readBytes) {
            this.request = request;
            this.readBytes = readBytes;
        }
    }

    private void routes(HttpServer http) {
        byte[] large = new byte[MEGABYTE];
        byte[] part = new byte[10_000];
        http.limits(HttpLimits.standard().withUnsentBytes(65_536))
                .get("/", (_, response) -> response.text("here"))
                .get("/large", (_, response) -> response.bytes(large))
                .get(
                        "/endless",
                        (_, response) ->
                                response.stream(
                                        writer -> {
                                            writer.write(part);
                                            return true;
                                        }))
                .get(
                        "/work",
                        (request, response) ->
                                request.submitWork(
                                        _ -> release.orTimeout(30, TimeUnit.SECONDS).join(),
                                        "",
                                        _ -> response.text("to nobody")))
                .post("/", (request, response) -> response.text(request.bodyText()))
                .stream(
                        "POST",
                        "/stream",
                        (request, response) ->
                                request.receive(
                                        (_, last) -> {
                                            if (last) {
                                                response.text("");
                                            }
                                        }));
    }

    @ParameterizedTest
    @EnumSource
    void keepsNothingOfClientsThatGo(Stage stage) throws Exception {
        // A work waits on each of them.
        int clientCount = stage == Stage.DURING_A_WORK ? 200 : CLIENT_COUNT;
        AsyncLimits limits = AsyncLimits.standard().withParallelThreads(clientCount);
        try (var server =
                RunningServer.start(
                        stage == Stage.DURING_A_WORK ? limits : AsyncLimits.standard(),
                        this::routes)) {
            for (int i = 0; i < clientCount; i += BATCH_COUNT) {
                dropBatch(server, stage, Math.min(BATCH_COUNT, clientCount));
            }
            assertThat(server.get("/").text()).isEqualTo("here");
            release.complete("released");
            server.awaitContexts(1);
        }
    }

    private static void dropBatch(RunningServer server, Stage stage, int count) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(server.connect().send(stage.request));
        }
        for (RawClient client : clients) {
            client.readBody(stage.readBytes);
        }
        if (stage == Stage.DURING_A_WORK) {
            server.awaitContexts(1 + 2L * count);
        }
        for (RawClient client : clients) {
            client.drop();
        }
    }

    /// Each of them may keep the server's memory up to the limit of what waits to be sent, and no
    /// more; others are served.
    @ParameterizedTest
    @EnumSource(names = {"IN_A_STREAMED_RESPONSE", "IN_A_PIPELINE"})
    void boundsTheMemoryOfClientsThatNeverRead(Stage stage) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        int clientCount = stage == Stage.IN_A_PIPELINE ? BATCH_COUNT : CLIENT_COUNT;
        try (var server = RunningServer.start(this::smallRoutes)) {
            for (int i = 0; i < clientCount; i++) {
                RawClient client = new RawClient(server.port(), 4_096);
                clients.add(client.send(stage.request.repeat(50)));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(server.get("/").text()).isEqualTo("here");
            }
            assertThat(server.async().statistics().arenaBytes())
                    .isLessThan(clientCount * 300_000L);
            for (RawClient client : clients) {
                client.drop();
            }
            server.awaitContexts(1);
        }
    }

    private void smallRoutes(HttpServer http) {
        byte[] text = new byte[10_000];
        byte[] part = new byte[10_000];
        http.limits(HttpLimits.standard().withUnsentBytes(65_536))
                .get("/", (_, response) -> response.text("here"))
                .get("/large", (_, response) -> response.bytes(text))
                .get(
                        "/endless",
                        (_, response) ->
                                response.stream(
                                        writer -> {
                                            writer.write(part);
                                            return true;
                                        }));
    }

    @Test
    void goesOnBesideClientsThatComeAndGo() throws Exception {
        try (var server = RunningServer.start(this::routes)) {
            CompletableFuture<Integer> droppedCount =
                    CompletableFuture.supplyAsync(() -> dropMany(server));
            try (RawClient client = server.connect()) {
                while (!droppedCount.isDone()) {
                    assertThat(client.get("/").text()).isEqualTo("here");
                }
            }
            assertThat(droppedCount.join()).isEqualTo(CLIENT_COUNT);
        }
    }

    private static int dropMany(RunningServer server) {
        Stage[] stages = Stage.values();
        try {
            for (int i = 0; i < CLIENT_COUNT; i++) {
                Stage stage = stages[i % (stages.length - 1)];
                server.connect().send(stage.request).drop();
            }
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return CLIENT_COUNT;
    }
}
