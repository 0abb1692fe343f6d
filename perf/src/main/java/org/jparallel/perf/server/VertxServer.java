// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.List;

/// Vert.x on its native transport, one event loop.
///
/// Tuned, it has constant header names and values, one buffer for the text and a Date made once a
/// second, as in its TechEmpower entry; the parent adds that entry's system properties.
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
public final class VertxServer {
    private static final CharSequence SERVER = HttpHeaders.createOptimized(Answers.SERVER);
    private static final CharSequence TEXT_PLAIN = HttpHeaders.createOptimized(Answers.TEXT_PLAIN);
    private static final CharSequence JSON = HttpHeaders.createOptimized(Answers.APPLICATION_JSON);
    private static final CharSequence TEXT_LENGTH =
            HttpHeaders.createOptimized(Integer.toString(Answers.TEXT.length()));
    private static final CharSequence JSON_LENGTH =
            HttpHeaders.createOptimized(Integer.toString(Answers.MESSAGE.length()));

    private final Buffer text = Buffer.buffer(Answers.textBytes());
    private CharSequence date = HttpHeaders.createOptimized(Answers.date());

    private VertxServer() {}

    /// Serves until the parent is gone.
    ///
    /// @param arguments `tuned`, or nothing
    /// @throws IOException if the parent cannot be read
    public static void main(String... arguments) throws IOException {
        boolean isTuned = List.of(arguments).contains("tuned");
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setPreferNativeTransport(true));
        if (!vertx.isNativeTransportEnabled()) {
            throw new IOException("Vert.x found no native transport");
        }
        VertxServer answers = new VertxServer();
        vertx.setPeriodic(
                1_000, timer -> answers.date = HttpHeaders.createOptimized(Answers.date()));
        HttpServer server = vertx
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(isTuned ? answers::tuned : answers::plain)
                .listen()
                .toCompletionStage().toCompletableFuture().join();
        Child.serve(server.actualPort());
    }

    private void plain(HttpServerRequest request) {
        HttpServerResponse response = request.response()
                .putHeader("server", Answers.SERVER)
                .putHeader("date", date);
        switch (path(request)) {
            case Answers.PLAINTEXT ->
                    response.putHeader("content-type", Answers.TEXT_PLAIN).end(Answers.TEXT);
            case Answers.JSON -> response
                    .putHeader("content-type", Answers.APPLICATION_JSON)
                    .end(Buffer.buffer(Answers.jsonBytes()));
            default -> response.setStatusCode(404).end();
        }
    }

    private void tuned(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (path(request)) {
            case Answers.PLAINTEXT -> {
                headers(response, TEXT_PLAIN, TEXT_LENGTH);
                response.end(text);
            }
            case Answers.JSON -> {
                headers(response, JSON, JSON_LENGTH);
                response.end(Buffer.buffer(Answers.jsonBytes()));
            }
            default -> response.setStatusCode(404).end();
        }
    }

    private static String path(HttpServerRequest request) {
        String path = request.path();
        return path == null ? "" : path;
    }

    private void headers(
            HttpServerResponse response, CharSequence mediaType, CharSequence length) {
        response.headers()
                .add(HttpHeaders.CONTENT_TYPE, mediaType)
                .add(HttpHeaders.SERVER, SERVER)
                .add(HttpHeaders.DATE, date)
                .add(HttpHeaders.CONTENT_LENGTH, length);
    }
}
