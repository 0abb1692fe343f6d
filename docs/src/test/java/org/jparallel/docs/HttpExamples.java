// SPDX-License-Identifier: Apache-2.0
package org.jparallel.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.jparallel.Async;
import org.jparallel.io.HttpServer;
import org.jparallel.io.http.Cookie;
import org.jparallel.io.http.HttpLimits;
import org.jparallel.io.http.Request;
import org.jparallel.io.http.Response;
import org.jparallel.io.http.StaticRules;

/// The code of `docs/http.md`.
final class HttpExamples {
    record Page(String title, String text) {}

    private HttpExamples() {}

    static void hello() {
        try (Async async = Async.open()) {
            HttpServer server =
                    HttpServer.bind("0.0.0.0", 8080)
                            .get("/hello/{name}", (request, response) ->
                                    response.text("hello " + request.path("name")));
            async.register(server);
            async.run();
        }
    }

    static void routes(HttpServer server, Map<String, Page> pages) {
        server.get("/wiki/{name}", (request, response) -> show(pages, request, response))
                .put("/wiki/{name}", (request, response) -> {
                    pages.put(request.path("name"), request.json(Page.class));
                    response.status(204).end();
                })
                .get("/search", (request, response) ->
                        response.json(request.query("q").map(pages::get).stream().toList()))
                .post("/login", (request, response) -> {
                    String name = request.form().value("name").orElse("nobody");
                    response.cookie(Cookie.of("name", name).withHttpOnly()).redirect("/");
                })
                .files("/static/", Path.of("public"), StaticRules.standard().withListing(true));
    }

    private static void show(Map<String, Page> pages, Request request, Response response) {
        Page page = pages.get(request.path("name"));
        if (page == null) {
            response.status(404).text("no such page\n");
        } else {
            response.json(page);
        }
    }

    static void work(HttpServer server, Path directory) {
        server.get("/sum/{file}", (request, response) ->
                request.submitWork(
                        HttpExamples::sum, directory.resolve(request.path("file")),
                        response::text));
    }

    private static String sum(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(sum);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static void streams(HttpServer server) {
        server.get("/numbers", (request, response) -> {
            long[] next = {0};
            response.contentType("text/plain").stream(writer -> {
                writer.write(next[0]++ + "\n");
                return next[0] < 1_000_000;
            });
        });
        server.stream("POST", "/count", (request, response) -> {
            long[] count = {0};
            request.receive((part, last) -> {
                count[0] += part.byteSize();
                if (last) {
                    response.text(count[0] + "\n");
                }
            });
        });
    }

    static void filters(HttpServer server) {
        server.before((request, response) -> {
                    if (request.header("authorization").isEmpty()) {
                        response.status(401).header("WWW-Authenticate", "Bearer").end();
                    }
                })
                .after((request, response) -> response.header("X-Frame-Options", "DENY"))
                .errorPage(404, (request, response) -> response.html("<h1>Not here</h1>"));
    }

    static void limits(HttpServer server) {
        server.limits(
                HttpLimits.standard()
                        .withBodyBytes(64 << 20)
                        .withIdleTimeout(Duration.ofSeconds(15)));
    }
}
