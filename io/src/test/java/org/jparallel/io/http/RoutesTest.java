// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Routes")
final class RoutesTest {
    private final Routes<String> routes = new Routes<>();
    private final PathMatch<String> match = new PathMatch<>(routes);

    @Nested
    @DisplayName("of a small site")
    final class OfASmallSite {
        OfASmallSite() {
            add("GET /");
            add("GET /plaintext");
            add("GET /a%7eb/caf\u00e9/x%2fy/p q");
            add("GET /users/me");
            add("POST /users/{id}");
            add("DELETE /users/{id}");
            add("GET /users/{user-id}/posts/{post}");
            add("GET /users/{id}/posts/new");
            add("GET /files/{path...}");
            add("POST /files/{path...}");
            add("GET /files/{name}/raw");
            add("GET /{lang}/about");
            add("HEAD /probe");
            add("POST /probe");
            add("OPTIONS /probe");
            add("M-SEARCH /slash/");
            add("GET /a/b//c");
        }

        @ParameterizedTest
        @CsvSource({
            "GET, /, GET /",
            "HEAD, /, GET /",
            "GET, /plaintext, GET /plaintext",
            "GET, /%70laintext, GET /plaintext",
            "GET, /./plaintext, GET /plaintext",
            "GET, /x/../plaintext, GET /plaintext",
            "GET, /../../plaintext, GET /plaintext",
            "GET, /x/%2e%2E/plaintext, GET /plaintext",
            "GET, /x/.., GET /",
            "GET, /x/%2E., GET /",
            "GET, /.., GET /",
            "GET, /., GET /",
            "GET, /a~b/caf%C3%a9/x%2Fy/p%20q, GET /a%7eb/café/x%2fy/p q",
            "GET, /users/me, GET /users/me",
            "POST, /users/me, POST /users/{id} id=me",
            "POST, /users/a%20b, POST /users/{id} id=a b",
            "POST, /users/a+b, POST /users/{id} id=a+b",
            "POST, /users/a%2Fb, POST /users/{id} id=a/b",
            "POST, /users/%2e%2e%2fb, POST /users/{id} id=../b",
            "POST, /users/..., POST /users/{id} id=...",
            "POST, /users/.a, POST /users/{id} id=.a",
            "POST, /users/%e2%82%ac, POST /users/{id} id=€",
            "GET, /users/me/posts/new, GET /users/{id}/posts/new id=me",
            "GET, /users/7/posts/8, GET /users/{user-id}/posts/{post} user-id=7 post=8",
            "GET, /users/about, GET /{lang}/about lang=users",
            "GET, /de/about, GET /{lang}/about lang=de",
            "GET, /files/about, GET /files/{path...} path=about",
            "GET, /files/a/raw, GET /files/{name}/raw name=a",
            "POST, /files/a/raw, POST /files/{path...} path=a/raw",
            "GET, /files/a/raw/, GET /files/{path...} path=a/raw/",
            "GET, /files/, GET /files/{path...} path=",
            "GET, /files//raw, GET /files/{path...} path=/raw",
            "GET, /files/a/../b, GET /files/{path...} path=b",
            "GET, /files/../plaintext, GET /plaintext",
            "HEAD, /probe, HEAD /probe",
            "OPTIONS, /probe, OPTIONS /probe",
            "M-SEARCH, /slash/, M-SEARCH /slash/",
            "GET, /a/b//c, GET /a/b//c",
        })
        void takeARequestToTheRouteOf(String method, String path, String found) {
            assertThat(search(method, path)).isEqualTo(found);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/plaintext/",
                    "//plaintext",
                    "/Plaintext",
                    "/plaintex",
                    "/plaintextt",
                    "/plaintext%00x",
                    "/users",
                    "/users/me/posts",
                    "/users//posts/8",
                    "/users/a/b",
                    "/files",
                    "//about",
                    "/a~b/caf%C3%A9/x/y/p%20q",
                    "/slash",
                    "/a/b/c",
                    "*",
                    "",
                    "plaintext",
                })
        void findNothingFor(String path) {
            String expected = path.contains("%00") ? "MALFORMED" : "NOT_FOUND";
            assertThat(search("GET", path)).isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/%", "/%4", "/%4g", "/%g4", "/users/%", "/a%00", "/%zz/../x"})
        void refuseABrokenEscapeIn(String path) {
            assertThat(search("GET", path)).isEqualTo("MALFORMED");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "POST | /plaintext | METHOD_NOT_ALLOWED GET, HEAD, OPTIONS",
                    "OPTIONS | /plaintext | OPTIONS GET, HEAD, OPTIONS",
                    "GET | /probe | METHOD_NOT_ALLOWED HEAD, OPTIONS, POST",
                    "get | /plaintext | METHOD_NOT_ALLOWED GET, HEAD, OPTIONS",
                    "PUT | /users/me | METHOD_NOT_ALLOWED DELETE, GET, HEAD, OPTIONS, POST",
                    "PUT | /users/you | METHOD_NOT_ALLOWED DELETE, OPTIONS, POST",
                    "PUT | /files/a/raw | METHOD_NOT_ALLOWED GET, HEAD, OPTIONS, POST",
                    "OPTIONS | /nothing/here | NOT_FOUND",
                })
        void tellWhatIsAllowedFor(String method, String path, String outcome) {
            assertThat(search(method, path)).isEqualTo(outcome);
        }

        @Test
        void allowInAllWhatAnyOfThemDoes() {
            assertThat(routes.allowed())
                    .isEqualTo("DELETE, GET, HEAD, M-SEARCH, OPTIONS, POST");
        }

        @Test
        void refuseAValueThatIsNotUtf8WhenItIsRead() {
            assertThat(outcome("POST", "/users/%ff")).isEqualTo(RouteOutcome.FOUND);
            assertThat(match.encodedValue(0)).isEqualTo("%FF");
            assertThatThrownBy(() -> match.value("id"))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessage("not UTF-8: bytes=1");
            assertThatThrownBy(() -> match.value(1))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("no such variable: index=1 count=1");
            assertThat(match.value("name")).isEmpty();
        }

        @Test
        void forgetTheRequestBefore() {
            assertThat(search("POST", "/users/%41")).endsWith("id=A");
            assertThat(search("POST", "/nothing")).isEqualTo("NOT_FOUND");
            assertThat(match.valueCount()).isZero();
            assertThat(match.value("id")).isEmpty();
            assertThatThrownBy(match::handler)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no route was found");
            assertThat(search("POST", "/users/b")).endsWith("id=b");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/users/me", "/users/%6de"})
        void readValuesWhereThePathWasMovedTo(String path) {
            MemorySegment moved = MemorySegment.ofArray(bytes("..." + path));
            MemorySegment old = MemorySegment.ofArray(bytes(path));
            routes.match("POST", old, 0, path.length(), match);
            match.moved(moved, 3);
            old.fill((byte) 'x');
            assertThat(match.value(0)).isEqualTo("me");
        }

        @Test
        void areListedInTheirOrder() {
            assertThat(routes.list()).hasSize(17).extracting(Route::toString).startsWith("GET /");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"/plaintext", "/users/1/posts/2", "/files/a/b", "/%70laintext", "/no"})
        void searchWithoutObjects(String path) {
            try (Arena arena = Arena.ofConfined()) {
                byte[] bytes = bytes(path);
                MemorySegment memory = arena.allocate(64 + bytes.length);
                MemorySegment.copy(
                        MemorySegment.ofArray(bytes), 0, memory, 16, bytes.length);
                searchOften(memory, bytes.length, 20_000);
                ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                long least = Long.MAX_VALUE;
                for (int i = 0; i < 5; i++) {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    searchOften(memory, bytes.length, 20_000);
                    least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                }
                assertThat(least).isLessThan(20_000);
            }
        }

        private void searchOften(MemorySegment memory, int length, int times) {
            for (int i = 0; i < times; i++) {
                routes.match("GET", memory, 16, 16 + length, match);
            }
        }
    }

    @Nested
    @DisplayName("while they are built")
    final class WhileTheyAreBuilt {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "wiki | template does not begin with a slash: template=wiki",
                    "'' | template does not begin with a slash: template=",
                    "/a{b} | variable is not a whole segment: template=/a{b} segment=a{b}",
                    "/{b}.txt | variable is not a whole segment: template=/{b}.txt"
                            + " segment={b}.txt",
                    "/{a}{b} | variable is not a whole segment: template=/{a}{b} segment={a}{b}",
                    "/{a | variable is not a whole segment: template=/{a segment={a",
                    "/a} | variable is not a whole segment: template=/a} segment=a}",
                    "/{} | no name for a variable: template=/{} name=",
                    "/{...} | no name for a variable: template=/{...} name=",
                    "/{a b} | no name for a variable: template=/{a b} name=a b",
                    "/{a..} | no name for a variable: template=/{a..} name=a..",
                    "/{a}/{a} | variable named twice: template=/{a}/{a} name=a",
                    "/{a...}/b | tail is not last: template=/{a...}/b name=a",
                    "/a?b | character not for a path: template=/a?b code=63",
                    "/a#b | character not for a path: template=/a#b code=35",
                    "/%4 | malformed percent escape: template=/%4 segment=%4",
                    "/%zz/a | malformed percent escape: template=/%zz/a segment=%zz",
                    "/%00 | malformed percent escape: template=/%00 segment=%00",
                    "/a/../b | dot segment in a template: template=/a/../b",
                    "/%2e | dot segment in a template: template=/%2e",
                })
        void refuseATemplate(String template, String message) {
            assertThatThrownBy(() -> routes.add("GET", template, "handler"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
            assertThat(routes.list()).isEmpty();
        }

        @Test
        void refuseATemplateThatIsTooLong() {
            assertThatThrownBy(() -> routes.add("GET", "/".repeat(1025), "handler"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("template too long: characters=1025 limitCharacters=1024");
        }

        @ParameterizedTest
        @CsvSource({
            "/a, /a",
            "/a~, /%61%7E",
            "/{a}, /{b}",
            "/{a...}, /{b...}",
            "/x/{a}/y/{b}, /x/{b}/y/{a}",
        })
        void refuseARouteOfTheSameShape(String first, String second) {
            routes.add("GET", first, "handler");
            assertThatThrownBy(() -> routes.add("GET", second, "handler"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "route already there: method=GET template="
                                    + second
                                    + " other="
                                    + first);
            routes.add("PUT", second, "handler");
            assertThat(routes.list()).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "get", "G T", "GET/", "G\u00c4T"})
        void refuseAMethod(String method) {
            assertThatThrownBy(() -> routes.add(method, "/", "handler"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no method in upper case: method=" + method);
        }

        @Test
        void refuseMoreMethodsThanTheyCanTell() {
            IntStream.range(0, Routes.LIMIT_METHODS)
                    .forEach(i -> add("M" + i + " /"));
            assertThatThrownBy(() -> routes.add("M", "/", "handler"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("too many methods: method=M limitMethods=62");
            assertThat(search("M61", "/")).isEqualTo("M61 /");
            assertThat(search("GET", "/")).contains("M0,").contains("M61,").doesNotContain("M,");
        }

        @Test
        void refuseAllOnceSealed() {
            assertThatThrownBy(() -> routes.seal().add("GET", "/a", "handler"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("routes are sealed: method=GET template=/a");
        }

        @Test
        void haveNoMatchWhenEmpty() {
            assertThat(search("GET", "/")).isEqualTo("NOT_FOUND");
        }
    }

    @Nested
    @DisplayName("of many paths")
    final class OfManyPaths {
        @Test
        void areAllFound() {
            IntStream.range(0, 2_000)
                    .forEach(i -> add("GET /" + "long/".repeat(i % 7) + "path" + i));
            IntStream.range(0, 2_000)
                    .forEach(i -> add("GET /v/" + i + "/{a}/" + "x".repeat(i % 40)));
            for (int i = 0; i < 2_000; i++) {
                String path = "/" + "long/".repeat(i % 7) + "path" + i;
                assertThat(search("GET", path)).isEqualTo("GET " + path);
                assertThat(search("GET", path + "x")).isEqualTo("NOT_FOUND");
                String rest = "x".repeat(i % 40);
                assertThat(search("GET", "/v/" + i + "/%20/" + rest)).endsWith(" a= ");
                assertThat(search("GET", "/v/" + i + "/%20/y" + rest)).isEqualTo("NOT_FOUND");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaaa", "12345678"})
    void tellPathsApartThatBeginAndEndAlike(String filling) {
        for (int length = 0; length < 64; length++) {
            add("GET /" + (filling.repeat(8) + filling).substring(0, length) + filling);
        }
        for (int length = 64; length < 200; length++) {
            String path = "/" + filling.repeat(30).substring(0, length) + filling;
            assertThat(search("GET", path)).isEqualTo("NOT_FOUND");
        }
        add("GET /prefixes-middle-suffixes");
        assertThat(search("GET", "/prefixes-muddle-suffixes")).isEqualTo("NOT_FOUND");
        assertThat(search("GET", "/prefixes-middle-suffixes")).startsWith("GET");
    }

    private void add(String route) {
        int blank = route.indexOf(' ');
        routes.add(route.substring(0, blank), route.substring(blank + 1), "handler of " + route);
    }

    private String search(String method, String path) {
        RouteOutcome outcome = outcome(method, path);
        if (outcome == RouteOutcome.OPTIONS || outcome == RouteOutcome.METHOD_NOT_ALLOWED) {
            return outcome + " " + match.allowed();
        }
        if (outcome != RouteOutcome.FOUND) {
            return outcome.toString();
        }
        StringBuilder found = new StringBuilder(match.route().toString());
        assertThat(match.handler()).isEqualTo("handler of " + found);
        for (int i = 0; i < match.valueCount(); i++) {
            String name = match.route().names().get(i);
            found.append(' ').append(name).append('=').append(match.value(name).orElseThrow());
        }
        return found.toString();
    }

    /// Searches once in memory that ends with the path, and once with bytes around it.
    private RouteOutcome outcome(String method, String path) {
        byte[] bytes = bytes(path);
        RouteOutcome alone =
                routes.match(method, MemorySegment.ofArray(bytes), 0, bytes.length, match);
        byte[] request = bytes(method + " " + path + " HTTP/1.1\r\n");
        int from = method.length() + 1;
        RouteOutcome within =
                routes.match(
                        method,
                        MemorySegment.ofArray(request),
                        from,
                        from + bytes.length,
                        match);
        assertThat(within).isEqualTo(alone);
        return within;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
