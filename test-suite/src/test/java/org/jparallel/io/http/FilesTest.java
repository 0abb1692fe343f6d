// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.io.http.RawClient.head;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files over a real socket; which files are shown at all is in the tests of the directory.
@Timeout(60)
class FilesTest {
    private static final int LARGE_BYTES = 64 << 20;
    private static final int BLOCK_BYTES = 1 << 16;
    private static final long POLL_NANOS = 1_000_000;

    @TempDir private Path directory;

    private RunningServer server;
    private String tag = "";

    @BeforeEach
    void start() throws IOException {
        Path root = Files.createDirectory(directory.resolve("root"));
        Files.writeString(root.resolve("digits.txt"), "0123456789");
        Files.writeString(root.resolve("empty.bin"), "");
        Files.writeString(root.resolve(".secret"), "secret");
        Files.writeString(directory.resolve("outside"), "secret");
        Files.createSymbolicLink(root.resolve("link"), directory.resolve("outside"));
        Files.createDirectory(root.resolve("docs"));
        Files.writeString(root.resolve("docs/index.html"), "<p>index");
        Files.createDirectory(root.resolve("bare"));
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
            }
        }
        server =
                RunningServer.start(
                        http ->
                                http.files("/files/", root)
                                        .get("/next", (_, response) -> response.text("next"))
                                        .get(
                                                "/large",
                                                (_, response) ->
                                                        response.file(directory.resolve("large")))
                                        .get(
                                                "/none",
                                                (_, response) ->
                                                        response.file(directory.resolve("none"))));
        tag = server.get("/files/digits.txt").field("ETag");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer digits(String... fields) throws IOException {
        String[] lines = new String[fields.length + 1];
        lines[0] = "GET /files/digits.txt HTTP/1.1";
        System.arraycopy(fields, 0, lines, 1, fields.length);
        return server.ask(head(lines));
    }

    @Test
    void sendsAFile() throws Exception {
        Answer answer = digits();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("0123456789");
        assertThat(answer.field("Content-Type")).startsWith("text/plain");
        assertThat(answer.field("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.field("ETag")).matches("\"[0-9a-f-]+\"");
        assertThat(answer.field("Last-Modified")).endsWith(" GMT");
    }

    @Test
    void sendsAnEmptyFile() throws Exception {
        try (RawClient client = server.connect()) {
            assertThat(client.get("/files/empty.bin").field("Content-Length")).isEqualTo("0");
            assertThat(client.get("/next").text()).isEqualTo("next");
        }
    }

    @Test
    void sendsParts() throws Exception {
        Answer part = digits("Range: bytes=2-4");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("234");
        assertThat(part.field("Content-Range")).isEqualTo("bytes 2-4/10");
        assertThat(digits("Range: bytes=7-").text()).isEqualTo("789");
        assertThat(digits("Range: bytes=-2").text()).isEqualTo("89");
        assertThat(digits("Range: bytes=5-99").text()).isEqualTo("56789");
        assertThat(digits("Range: bytes=0-1,3-4").status()).isEqualTo(200);
        assertThat(digits("Range: bytes=0-1", "If-Range: " + tag).text()).isEqualTo("01");
        assertThat(digits("Range: bytes=0-1", "If-Range: \"x\"").text()).hasSize(10);
    }

    @Test
    void refusesAPartThatIsNotThere() throws Exception {
        Answer answer = digits("Range: bytes=10-");
        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.field("Content-Range")).isEqualTo("bytes */10");
    }

    @Test
    void sendsWhatHasChanged() throws Exception {
        Answer same = digits("If-None-Match: \"x\", " + tag);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.field("ETag")).isEqualTo(tag);
        assertThat(same.field("Content-Length")).isEmpty();
        assertThat(digits("If-None-Match: \"x\"").status()).isEqualTo(200);
        String changed = digits().field("Last-Modified");
        assertThat(digits("If-Modified-Since: " + changed).status()).isEqualTo(304);
        assertThat(digits("If-Match: \"x\"").status()).isEqualTo(412);
    }

    @Test
    void sendsTheHeadAlone() throws Exception {
        try (RawClient client = server.connect()) {
            Answer answer = client.send(head("HEAD /files/digits.txt HTTP/1.1")).readHead();
            assertThat(answer.field("Content-Length")).isEqualTo("10");
            assertThat(client.get("/next").text()).isEqualTo("next");
        }
    }

    @Test
    void sendsTheIndexOfADirectory() throws Exception {
        assertThat(server.get("/files/docs/").text()).isEqualTo("<p>index");
        Answer bare = server.get("/files/docs?a=b");
        assertThat(bare.status()).isEqualTo(301);
        assertThat(bare.field("Location")).isEqualTo("./docs/?a=b");
        assertThat(server.get("/files/bare/").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/../outside",
                "/files/%2e%2e/outside",
                "/files/..%2foutside",
                "/files/docs/..%2f..%2foutside",
                "/files/..%5coutside",
                "/files/%2e%2e%2foutside",
                "/files//outside",
                "/files/.secret",
                "/files/%2esecret",
                "/files/link",
                "/files/digits.txt/",
                "/files/docs/.",
                "/files/digits.txt%20",
                "/none"
            })
    void showsNothingElse(String target) throws Exception {
        Answer answer = server.get(target);
        assertThat(answer.status()).isIn(404, 301, 200);
        assertThat(answer.text()).doesNotContain("secret").doesNotContain("0123456789");
    }

    private Path large() throws IOException {
        Path file = directory.resolve("large");
        byte[] block = new byte[BLOCK_BYTES];
        Random random = new Random(42);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int at = 0; at < LARGE_BYTES; at += BLOCK_BYTES) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return file;
    }

    @Test
    void sendsALargeFile() throws Exception {
        Path file = large();
        try (RawClient client = server.connect();
                InputStream expected = Files.newInputStream(file)) {
            client.send(head("GET /large HTTP/1.1") + head("GET /next HTTP/1.1"));
            Answer answer = client.readHead();
            assertThat(answer.field("Content-Length")).isEqualTo("" + LARGE_BYTES);
            for (int at = 0; at < LARGE_BYTES; at += BLOCK_BYTES) {
                byte[] block = expected.readNBytes(BLOCK_BYTES);
                assertThat(client.readBody(BLOCK_BYTES)).isEqualTo(block);
            }
            assertThat(client.read().text()).isEqualTo("next");
        }
    }

    @Test
    void sendsALargePart() throws Exception {
        Path file = large();
        int from = 12_345_678;
        int count = 23_456_789;
        String range = "Range: bytes=" + from + "-" + (from + count - 1);
        try (RawClient client = server.connect();
                InputStream expected = Files.newInputStream(file)) {
            client.send(head("GET /large HTTP/1.1", range));
            assertThat(client.readHead().status()).isEqualTo(206);
            expected.skipNBytes(from);
            assertThat(client.readBody(count)).isEqualTo(expected.readNBytes(count));
            assertThat(client.get("/next").text()).isEqualTo("next");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void closesItsFilesWhenClientsGo() throws Exception {
        large();
        long before = openCount();
        for (int i = 0; i < 20; i++) {
            RawClient client = server.connect();
            client.send(head("GET /large HTTP/1.1")).readHead();
            client.readBody(1_000);
            client.drop();
        }
        for (int i = 0; i < 20; i++) {
            assertThat(server.get("/files/digits.txt").status()).isEqualTo(200);
            assertThat(server.ask(head("GET /files/digits.txt HTTP/1.1", "Range: bytes=20-")))
                    .extracting(Answer::status)
                    .isEqualTo(416);
        }
        server.awaitContexts(1);
        long start = System.nanoTime();
        while (openCount() > before && System.nanoTime() - start < 10_000_000_000L) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        assertThat(openCount()).isLessThanOrEqualTo(before);
    }

    private static long openCount() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    /// The client must not take what it has for the whole.
    @Test
    void cutsTheConnectionWhenAFileGetsShorter() throws Exception {
        Path file = large();
        try (RawClient client = new RawClient(server.port(), 4_096)) {
            client.send(head("GET /large HTTP/1.1")).readHead();
            client.readBody(1_000);
            try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
                opened.setLength(1_000);
            }
            assertThat(client.countToEnd()).isLessThan(LARGE_BYTES - 1_000);
        }
        assertThat(server.get("/next").text()).isEqualTo("next");
    }
}
