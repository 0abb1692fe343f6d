// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.io.http.RawClient.head;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jparallel.io.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What reaches which handler, and what is answered when none takes a request.
@Timeout(60)
class RoutingTest {
    private final List<String> filtered = Collections.synchronizedList(new ArrayList<>());
    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.start(this::routes);
    }

    private void routes(HttpServer http) {
        http.get("/", (_, response) -> response.text("root"))
                .get("/wiki/{name}", (request, response) -> response.text(request.path("name")))
                .get("/wiki/main", (_, response) -> response.text("literal"))
                .get("/tree/{path...}", (request, response) -> response.text(request.path("path")))
                .get("/query", RoutingTest::query)
                .post("/form", RoutingTest::form)
                .put("/wiki/{name}", (_, response) -> response.status(201).end())
                .delete("/wiki/{name}", (_, response) -> response.status(204).end())
                .route("PURGE", "/wiki/{name}", (_, response) -> response.text("purged"))
                .get("/there", (_, response) -> response.redirect("/wiki/main?a=b"))
                .get("/gone", (_, response) -> response.status(308).redirect("https://h/"))
                .get("/cookie", RoutingTest::cookie)
                .get("/private", (_, response) -> response.text("never"))
                .before(this::before)
                .after((_, response) -> response.header("X-After", "" + response.status()))
                .errorPage(404, (request, response) -> response.html("no " + request.path()));
    }

    private void before(Request request, Response response) {
        filtered.add(request.path());
        if (request.path().equals("/private")) {
            response.status(401).header("WWW-Authenticate", "Basic").text("who are you");
        }
    }

    private static void query(Request request, Response response) {
        response.text(
                request.query("a")
                        + " "
                        + request.query().values("b")
                        + " "
                        + request.rawQuery().orElse("none"));
    }

    private static void form(Request request, Response response) {
        response.text(request.form().value("name") + " " + request.form().values("tag"));
    }

    private static void cookie(Request request, Response response) {
        response.cookie(Cookie.of("seen", "1"))
                .cookie(Cookie.of("other", "2"))
                .text(request.cookie("a") + " " + request.cookie("none"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void prefersLiteralsToVariablesToTails() throws Exception {
        assertThat(server.get("/").text()).isEqualTo("root");
        assertThat(server.get("/wiki/main").text()).isEqualTo("literal");
        assertThat(server.get("/wiki/caf%C3%A9%2Fx").text()).isEqualTo("café/x");
        assertThat(server.get("/tree/a/b%20c/").text()).isEqualTo("a/b c/");
        assertThat(server.get("/tree/../wiki/./main").text()).isEqualTo("literal");
    }

    @Test
    void takesTheAbsoluteForm() throws Exception {
        assertThat(server.get("http://other:1/wiki/main?q").text()).isEqualTo("literal");
        assertThat(server.get("http://other").text()).isEqualTo("root");
    }

    @Test
    void refusesAPathThatIsNotUtf8() throws Exception {
        assertThat(server.get("/wiki/%ff").status()).isEqualTo(400);
    }

    @Test
    void readsQueries() throws Exception {
        assertThat(server.get("/query?a=1%2B1+x&b=1&b=&b").text())
                .isEqualTo("Optional[1+1 x] [1, , ] a=1%2B1+x&b=1&b=&b");
        assertThat(server.get("/query").text()).isEqualTo("Optional.empty [] none");
        assertThat(server.get("/query?a=%C3%28").status()).isEqualTo(400);
    }

    @Test
    void readsForms() throws Exception {
        String type = "Content-Type: application/x-www-form-urlencoded; charset=utf-8";
        String body = "name=J%C3%BCrgen+M&tag=1&tag=2";
        String length = "Content-Length: " + body.length();
        assertThat(server.ask(head("POST /form HTTP/1.1", type, length) + body).text())
                .isEqualTo("Optional[Jürgen M] [1, 2]");
        Answer other = server.ask(head("POST /form HTTP/1.1", length) + body);
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.text()).contains("no url-encoded form: contentType=none");
    }

    @Test
    void answersOtherMethods() throws Exception {
        assertThat(server.ask(head("PUT /wiki/a HTTP/1.1")).status()).isEqualTo(201);
        Answer deleted = server.ask(head("DELETE /wiki/a HTTP/1.1"));
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.field("Content-Length")).isEmpty();
        assertThat(server.ask(head("PURGE /wiki/a HTTP/1.1")).text()).isEqualTo("purged");
    }

    @Test
    void answersHeadAsGetWithoutTheBody() throws Exception {
        try (RawClient client = server.connect()) {
            Answer head = client.send(head("HEAD /wiki/main HTTP/1.1")).readHead();
            assertThat(head.field("Content-Length")).isEqualTo("7");
            assertThat(head.field("Content-Type")).isEqualTo("text/plain; charset=utf-8");
            Answer missing = client.send(head("HEAD /nothing HTTP/1.1")).readHead();
            assertThat(missing.status()).isEqualTo(404);
            assertThat(client.get("/wiki/main").text()).isEqualTo("literal");
        }
    }

    @Test
    void answersOptions() throws Exception {
        Answer answer = server.ask(head("OPTIONS /wiki/a HTTP/1.1"));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.field("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PURGE, PUT");
        Answer whole = server.ask(head("OPTIONS * HTTP/1.1"));
        assertThat(whole.status()).isEqualTo(204);
        assertThat(whole.field("Allow"))
                .isEqualTo("DELETE, GET, HEAD, OPTIONS, POST, PURGE, PUT");
    }

    @Test
    void tellsWhatIsAllowedInsteadOfAnotherMethod() throws Exception {
        Answer answer = server.ask(head("POST / HTTP/1.1", "Content-Length: 2") + "ab");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.field("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void redirects() throws Exception {
        Answer there = server.get("/there");
        assertThat(there.status()).isEqualTo(302);
        assertThat(there.field("Location")).isEqualTo("/wiki/main?a=b");
        assertThat(there.field("Content-Length")).isEqualTo("0");
        assertThat(server.get("/gone").statusLine()).isEqualTo("HTTP/1.1 308 Permanent Redirect");
    }

    @Test
    void readsAndSetsCookies() throws Exception {
        Answer answer = server.ask(head("GET /cookie HTTP/1.1", "Cookie: b=2; a=\"1\""));
        assertThat(answer.text()).isEqualTo("Optional[1] Optional.empty");
        assertThat(answer.fields().stream().filter(line -> line.startsWith("Set-Cookie: ")))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("Set-Cookie: seen=1"));
    }

    @Test
    void filtersBefore() throws Exception {
        Answer answer = server.get("/private");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).isEqualTo("who are you");
        assertThat(server.get("/wiki/main").status()).isEqualTo(200);
        assertThat(filtered).containsExactly("/private", "/wiki/main");
    }

    @Test
    void filtersAfter() throws Exception {
        assertThat(server.get("/").field("X-After")).isEqualTo("200");
        assertThat(server.get("/private").field("X-After")).isEqualTo("401");
        assertThat(server.get("/nothing").field("X-After")).isEqualTo("404");
    }

    @Test
    void showsErrorPages() throws Exception {
        Answer answer = server.get("/nothing%20here");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("no /nothing%20here");
        assertThat(answer.field("Content-Type")).isEqualTo("text/html; charset=utf-8");
    }
}
