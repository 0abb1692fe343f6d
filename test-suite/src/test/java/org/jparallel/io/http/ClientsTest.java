// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.io.http.RawClient.head;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.jparallel.acceptance.Tools;
import org.jparallel.io.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Clients that are not ours.
@Timeout(60)
class ClientsTest {
    private static final int LARGE_BYTES = 20 << 20;
    private static final long LIMIT_SECONDS = 30;

    @TempDir private Path directory;

    private RunningServer server;
    private Path large;

    @BeforeEach
    void start() throws IOException {
        Path root = Files.createDirectory(directory.resolve("root"));
        byte[] bytes = new byte[LARGE_BYTES];
        new Random(42).nextBytes(bytes);
        large = Files.write(root.resolve("large"), bytes);
        server = RunningServer.start(http -> routes(http, root));
    }

    private static void routes(HttpServer http, Path root) {
        http.files("/files/", root)
                .get("/", (_, response) -> response.text("hello\n"))
                .post("/", (request, response) -> response.text(request.bodyText()))
                .get(
                        "/stream",
                        (_, response) -> {
                            int[] left = {1_000};
                            response.stream(
                                    writer -> {
                                        writer.write("0123456789".repeat(100));
                                        left[0]--;
                                        return left[0] > 0;
                                    });
                        })
                .stream("PUT", "/upload", ClientsTest::upload);
    }

    private static void upload(Request request, Response response) {
        CRC32 sum = new CRC32();
        request.receive(
                (part, last) -> {
                    sum.update(part.toArray(JAVA_BYTE));
                    if (last) {
                        response.text(sum.getValue() + "\n");
                    }
                });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    /// {@return what a program of others prints, errors too}
    private String run(String tool, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(Tools.require(tool).toString());
        Path output = directory.resolve("output");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(
                    "no end: command=" + command + " output=" + Files.readString(output));
        }
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private String curl(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("-sS", "--max-time", "20"));
        all.addAll(List.of(arguments));
        return run("curl", all.toArray(String[]::new));
    }

    @Test
    void answersCurl() throws Exception {
        assertThat(curl(url("/"))).isEqualTo("hello\n");
        assertThat(curl("--http1.0", "-i", url("/")))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\nConnection: close\r\n")
                .endsWith("\r\n\r\nhello\n");
        assertThat(curl("-I", url("/"))).contains("\r\nContent-Length: 6\r\n").endsWith("\r\n\r\n");
        assertThat(curl("-d", "a=b", url("/"))).isEqualTo("a=b");
        assertThat(curl("-H", "Transfer-Encoding: chunked", "-d", "a=b", url("/")))
                .isEqualTo("a=b");
        assertThat(curl(url("/"), url("/none"), url("/")))
                .isEqualTo("hello\n404 Not Found\nnot found\nhello\n");
    }

    @Test
    void streamsToCurl() throws Exception {
        assertThat(curl(url("/stream"))).hasSize(1_000_000);
        assertThat(curl("--http1.0", url("/stream"))).hasSize(1_000_000);
    }

    @Test
    void takesUploadsOfCurl() throws Exception {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(large));
        String expected = sum.getValue() + "\n";
        String file = large.toString();
        assertThat(curl("-T", file, url("/upload"))).isEqualTo(expected);
        assertThat(curl("-T", file, "-H", "Transfer-Encoding: chunked", url("/upload")))
                .isEqualTo(expected);
        assertThat(curl("-T", file, "-H", "Expect: 100-continue", url("/upload")))
                .isEqualTo(expected);
        String sent = "%{stderr}%{http_code} %{size_upload}";
        assertThat(curl("-w", sent, "-T", file, "-H", "Expect: 100-continue", url("/nowhere")))
                .isEqualTo("404 Not Found\nnot found\n404 0");
    }

    @Test
    void sendsFilesToCurl() throws Exception {
        byte[] expected = Files.readAllBytes(large);
        Path target = directory.resolve("target");
        curl("-o", target.toString(), url("/files/large"));
        assertThat(Files.readAllBytes(target)).isEqualTo(expected);
        curl("-o", target.toString(), "-r", "1000-1999", url("/files/large"));
        assertThat(Files.readAllBytes(target))
                .isEqualTo(Arrays.copyOfRange(expected, 1_000, 2_000));
        Files.write(target, Arrays.copyOf(expected, 5_000_000));
        curl("-C", "-", "-o", target.toString(), url("/files/large"));
        assertThat(Files.readAllBytes(target)).isEqualTo(expected);
    }

    @Test
    void answersWrk() throws Exception {
        assertThat(run("wrk", "-t1", "-c64", "-d1s", url("/")))
                .contains("requests in")
                .doesNotContain("Socket errors")
                .doesNotContain("Non-2xx");
    }

    @Test
    void answersH2loadThatPipelines() throws Exception {
        assertThat(run("h2load", "--h1", "-n", "20000", "-c", "16", "-m", "16", url("/")))
                .contains("20000 succeeded, 0 failed, 0 errored, 0 timeout")
                .contains("20000 2xx, 0 3xx, 0 4xx, 0 5xx");
    }

    @Test
    void answersNetcatThatSendsNothingMore() throws Exception {
        Path request = directory.resolve("request");
        Files.writeString(request, head("GET / HTTP/1.1") + head("GET /stream HTTP/1.1"));
        Path output = directory.resolve("answers");
        Process netcat =
                new ProcessBuilder(
                                Tools.require("nc").toString(),
                                "-N",
                                "127.0.0.1",
                                "" + server.port())
                        .redirectInput(request.toFile())
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(netcat.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output))
                .contains("\r\n\r\nhello\nHTTP/1.1 200 OK\r\n")
                .endsWith("\r\n0\r\n\r\n");
    }
}
