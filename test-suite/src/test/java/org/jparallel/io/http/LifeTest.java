// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jparallel.io.http.RawClient.head;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.Async;
import org.jparallel.AsyncLimits;
import org.jparallel.acceptance.CapturedLog;
import org.jparallel.arena.ChunkPool;
import org.jparallel.io.HttpServer;
import org.jparallel.io.TransportException;
import org.jparallel.protect.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How servers begin and end, and what happens to callbacks that do not.
@Timeout(60)
class LifeTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final CompletableFuture<Object> release = new CompletableFuture<>();
    private final CompletableFuture<Object> seen = new CompletableFuture<>();

    private Object hold(Object argument) {
        return release.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private void answerLater(Request request, Response response) {
        request.submitWork(this::hold, "", text -> response.text("" + text));
    }

    @AfterEach
    void releaseWhatWaits() {
        release.complete("over");
    }

    private RunningServer serve(AsyncLimits limits) {
        return RunningServer.start(
                limits,
                http ->
                        http.get("/", (_, response) -> response.text("here"))
                                .get("/later", this::answerLater));
    }

    private RunningServer serve() {
        return serve(AsyncLimits.standard());
    }

    private Object seen() {
        return seen.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void finishesWhatIsInFlightAndClosesWhatIsIdle() throws Exception {
        try (var server = serve();
                RawClient busy = server.connect();
                RawClient idle = server.connect()) {
            idle.get("/");
            busy.send(head("GET /later HTTP/1.1") + head("GET / HTTP/1.1"));
            server.awaitContexts(4);
            server.server().stop(LONG);
            assertThat(idle.isEnded()).isTrue();
            awaitRefusal(server.port());
            release.complete("late");
            Answer answer = busy.read();
            assertThat(answer.text()).isEqualTo("late");
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(busy.isEnded()).isTrue();
        }
    }

    @Test
    void cutsWhatIsInFlightWhenTheTimeIsUp() throws Exception {
        try (var server = serve();
                RawClient client = server.connect()) {
            client.send(head("GET /later HTTP/1.1"));
            server.awaitContexts(3);
            server.server().stop(Duration.ofMillis(100));
            assertThat(client.isBroken()).isTrue();
            release.complete("too late");
            server.awaitEnd();
        }
    }

    @Test
    void shortensTheTime() throws Exception {
        try (var server = serve();
                RawClient client = server.connect()) {
            client.send(head("GET /later HTTP/1.1"));
            server.awaitContexts(3);
            server.server().stop(LONG);
            server.server().stop(Duration.ZERO);
            assertThat(client.isBroken()).isTrue();
            release.complete("too late");
            server.awaitEnd();
        }
    }

    @Test
    void finishesWhatIsInFlightWhenTheRuntimeCloses() throws Exception {
        HttpServer server = HttpServer.bind("127.0.0.1", 0).get("/later", this::answerLater);
        Async async = Async.open(AsyncLimits.standard().withStopTimeout(Duration.ofSeconds(20)));
        async.register(server);
        try (RawClient client = new RawClient(server.port())) {
            client.send(head("GET /later HTTP/1.1"));
            int port = server.port();
            Thread.startVirtualThread(
                    () -> {
                        awaitRefusal(port);
                        release.complete("late");
                    });
            while (async.activeContexts() < 3) {
                LockSupport.parkNanos(1_000_000);
            }
            async.close();
            assertThat(client.read().text()).isEqualTo("late");
            assertThat(async.statistics().arenaBytes()).isZero();
        }
    }

    /// Waits until nobody listens.
    private static void awaitRefusal(int port) {
        while (true) {
            try (RawClient client = new RawClient(port)) {
                client.endInput();
                LockSupport.parkNanos(1_000_000);
            } catch (ConnectException refused) {
                return;
            } catch (IOException accepted) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @Test
    void cutsWhatIsInFlightWhenTheRuntimeClosesAndTheTimeIsUp() throws Exception {
        HttpServer server =
                HttpServer.bind("127.0.0.1", 0)
                        .get(
                                "/",
                                (_, response) ->
                                        response.stream(
                                                writer -> {
                                                    writer.write("x".repeat(1_000));
                                                    return true;
                                                }));
        Async async = Async.open(AsyncLimits.standard().withStopTimeout(Duration.ofMillis(400)));
        async.register(server);
        try (RawClient client = new RawClient(server.port())) {
            client.send(head("GET / HTTP/1.1")).readHead();
            async.close();
            assertThat(client.isBroken()).isTrue();
            assertThat(async.statistics().arenaBytes()).isZero();
        }
    }

    @Test
    void saysThatAPortIsInUse() throws Exception {
        try (var server = serve()) {
            int port = server.port();
            Throwable failure = registerSecond(port);
            assertThat(failure)
                    .isInstanceOf(TransportException.class)
                    .hasMessage("address in use: address=127.0.0.1:" + port);
            assertThat(server.get("/").text()).isEqualTo("here");
        }
    }

    private static Throwable registerSecond(int port) {
        try (Async async = Async.open()) {
            HttpServer second = HttpServer.bind("127.0.0.1", port);
            Throwable failure = catchThrowable(() -> async.register(second));
            async.run();
            return failure;
        }
    }

    @Test
    void listensFromAWork() throws Exception {
        CompletableFuture<Async> runtime = new CompletableFuture<>();
        HttpServer second = second();
        Handler register =
                (request, response) ->
                        request.submitWork(
                                transport -> runtime.join().register(transport),
                                second,
                                registered -> response.text("" + registered.port()));
        try (var server = RunningServer.start(http -> http.get("/", register))) {
            runtime.complete(server.async());
            int port = Integer.parseInt(server.get("/").text());
            try (RawClient client = new RawClient(port)) {
                assertThat(client.get("/").text()).isEqualTo("second");
            }
            second.stop(Duration.ZERO);
        }
    }

    private static HttpServer second() {
        return HttpServer.bind("127.0.0.1", 0)
                .get("/", (_, response) -> response.text("second"));
    }

    @Test
    void listensFromACallback() throws Exception {
        CompletableFuture<Async> runtime = new CompletableFuture<>();
        HttpServer second = second();
        Handler register =
                (_, response) -> {
                    runtime.join().register(second);
                    response.text("" + second.port());
                };
        try (var server =
                RunningServer.start(
                        AsyncLimits.standard().withEventLoops(1),
                        http -> http.get("/", register))) {
            runtime.complete(server.async());
            int port = Integer.parseInt(server.get("/").text());
            try (RawClient client = new RawClient(port)) {
                assertThat(client.get("/").text()).isEqualTo("second");
            }
            second.stop(Duration.ZERO);
        }
    }

    @Test
    void letsAHandlerStopItsServer() throws Exception {
        CompletableFuture<HttpServer> own = new CompletableFuture<>();
        Handler handler =
                (_, response) -> {
                    own.join().stop(LONG);
                    response.text("the last");
                };
        try (var server = RunningServer.start(http -> http.get("/", handler));
                RawClient client = server.connect()) {
            own.complete(server.server());
            assertThat(client.get("/").text()).isEqualTo("the last");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void namesACallbackThatKeepsItsLoop() throws Exception {
        try (var log = new CapturedLog()) {
            CompletableFuture<HttpServer> own = new CompletableFuture<>();
            Handler hog =
                    (_, response) -> {
                        log.await("callback keeps its event loop");
                        seen.complete(own.join().statistics().activeHogs());
                        response.text("done");
                    };
            try (var server =
                    RunningServer.start(
                            http ->
                                    http.limits(shortHog())
                                            .get("/hog/{name}", hog)
                                            .get("/", (_, response) -> response.text("here")))) {
                own.complete(server.server());
                assertThat(server.get("/hog/a").text()).isEqualTo("done");
                assertThat(seen()).isEqualTo(1);
                assertThat(log.text())
                        .contains("callback=GET /hog/{name} connection=/127.0.0.1:")
                        .contains("org.jparallel.io.http.LifeTest.");
                while (server.server().statistics().activeHogs() > 0) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
    }

    @Test
    void namesACallbackThatBlocksItsLoop() throws Exception {
        Event event = new Event();
        try (var log = new CapturedLog()) {
            Handler blocking =
                    (_, response) -> {
                        event.await();
                        response.text("done");
                    };
            try (var server =
                            RunningServer.start(
                                    http -> http.limits(shortHog()).get("/block", blocking));
                    RawClient client = server.connect()) {
                client.send(head("GET /block HTTP/1.1"));
                log.await("callback blocks its event loop: callback=GET /block");
                event.signal();
                assertThat(client.read().text()).isEqualTo("done");
            }
        }
    }

    private static HttpLimits shortHog() {
        return HttpLimits.standard().withHogTimeout(Duration.ofMillis(50));
    }

    @Test
    void interruptsACallbackThatDoesNotReturn() throws Exception {
        Handler handler =
                (_, _) -> {
                    seen.complete("begun");
                    release.get();
                };
        HttpServer server = HttpServer.bind("127.0.0.1", 0).get("/", handler);
        Async async = Async.open(AsyncLimits.standard().withStopTimeout(Duration.ofMillis(100)));
        async.register(server);
        try (var log = new CapturedLog();
                RawClient client = new RawClient(server.port())) {
            client.send(head("GET / HTTP/1.1"));
            seen();
            async.close();
            assertThat(log.text()).contains("InterruptedException");
            assertThat(async.statistics().arenaBytes()).isZero();
        }
    }

    @Test
    void endsThoughACallbackDoesNot() throws Exception {
        Handler handler =
                (_, response) -> {
                    seen.complete("begun");
                    release.join();
                    response.end();
                };
        HttpServer server = HttpServer.bind("127.0.0.1", 0).get("/stuck", handler);
        Async async = Async.open(AsyncLimits.standard().withStopTimeout(Duration.ofMillis(100)));
        async.register(server);
        try (var log = new CapturedLog();
                RawClient client = new RawClient(server.port())) {
            client.send(head("GET /stuck HTTP/1.1"));
            seen();
            assertThatThrownBy(async::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("event loops do not end: threads=[jparallel-");
            assertThat(log.text()).doesNotContain("AssertionError");
        }
        release.complete("over");
        // What the callback held comes home once it has ended.
        while (ChunkPool.shared().lentBytes() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(ChunkPool.shared().lentBytes()).isZero();
    }
}
