// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jparallel.Async;
import org.jparallel.AsyncLimits;
import org.jparallel.io.HttpServer;

/// A server on a port of its own, in a runtime with a main thread of its own.
///
/// Closing it lets requests in flight finish, and asserts that nothing is left: no active context,
/// no byte of memory.
final class RunningServer implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;
    private static final long POLL_NANOS = 1_000_000;
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final HttpServer server = HttpServer.bind("127.0.0.1", 0);
    private final AsyncLimits limits;
    private final CompletableFuture<Async> started = new CompletableFuture<>();
    private final CompletableFuture<Long> ended = new CompletableFuture<>();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    private RunningServer(AsyncLimits limits) {
        this.limits = limits;
    }

    /// Starts a server with two event loops.
    static RunningServer start(Consumer<HttpServer> settings) {
        return start(AsyncLimits.standard().withEventLoops(2), settings);
    }

    static RunningServer start(AsyncLimits limits, Consumer<HttpServer> settings) {
        RunningServer running = new RunningServer(limits);
        settings.accept(running.server);
        Thread main = new Thread(running::serve, "main of " + running.server);
        main.setDaemon(true);
        main.start();
        running.started.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        return running;
    }

    private void serve() {
        try (Async async = Async.open(limits)) {
            async.register(server);
            started.complete(async);
            async.run();
            ended.complete(async.activeContexts());
        } catch (Throwable failure) {
            started.completeExceptionally(failure);
            ended.completeExceptionally(failure);
        } finally {
            closed.complete(true);
        }
    }

    HttpServer server() {
        return server;
    }

    Async async() {
        return started.join();
    }

    int port() {
        return server.port();
    }

    RawClient connect() throws IOException {
        return new RawClient(port());
    }

    /// {@return what a connection of its own is answered to a GET}
    Answer get(String target) throws IOException {
        try (RawClient client = connect()) {
            return client.get(target);
        }
    }

    /// {@return what a connection of its own is answered to some bytes}
    Answer ask(String request) throws IOException {
        try (RawClient client = connect()) {
            return client.send(request).read();
        }
    }

    /// Waits until so many contexts are active; the server itself is one, each connection, and each
    /// work.
    void awaitContexts(long count) {
        long start = System.nanoTime();
        while (async().activeContexts() != count) {
            assertThat(System.nanoTime() - start)
                    .as("contexts=%d", async().activeContexts())
                    .isLessThan(TimeUnit.SECONDS.toNanos(LIMIT_SECONDS));
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /// Waits until `run()` has returned and the runtime is closed.
    void awaitEnd() {
        assertThat(closed.completeOnTimeout(false, LIMIT_SECONDS, TimeUnit.SECONDS).join())
                .as("the runtime ends: contexts=%d", async().activeContexts())
                .isTrue();
        assertThat(ended.join()).as("contexts").isZero();
        assertThat(async().statistics().arenaBytes()).as("bytes").isZero();
    }

    @Override
    public void close() {
        server.stop(GRACE);
        awaitEnd();
    }
}
