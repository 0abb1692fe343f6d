// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.http;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jparallel.Async;
import org.jparallel.io.HttpServer;
import org.jparallel.io.TransportException;
import org.jparallel.io.http.Request;
import org.jparallel.io.http.Response;
import org.jparallel.io.http.StaticRules;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// An HTTP server with a greeting, JSON, a plain text, a directory and an upload. Ctrl-C ends it:
/// requests in flight finish first.
@Command(
        name = "http",
        mixinStandardHelpOptions = true,
        description = "Serves a greeting, JSON, a plain text, a directory and an upload.",
        footer = "%nExit code: 1 if the address cannot be served; 2 for a wrong command line.")
public final class Http implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The port, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "The address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--directory",
            defaultValue = ".",
            description = "What is shown under /files/ (default: the current directory).")
    private Path directory = Path.of(".");

    private record Greeting(String message) {}

    private record Received(long byteCount, String sha256) {}

    /// Serves until the process is told to end.
    ///
    /// @param arguments see `--help`
    public static void main(String[] arguments) {
        int exitCode = new CommandLine(new Http()).execute(arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    @Override
    public Integer call() {
        try (Async async = Async.open()) {
            HttpServer server =
                    HttpServer.bind(host, port)
                            .get("/hello/{name}", Http::hello)
                            .get("/json", (_, response) -> response.json(new Greeting("hello")))
                            .get("/plaintext", (_, response) -> response.text("Hello, World!"))
                            .files("/files/", directory, StaticRules.standard().withListing(true))
                            .stream("POST", "/upload", Http::upload);
            async.register(server);
            tell("http://" + host + ":" + server.port());
            async.run();
            return 0;
        } catch (TransportException failure) {
            System.err.println(failure.getMessage());
            return 1;
        } catch (IllegalArgumentException failure) {
            System.err.println(failure.getMessage());
            return 2;
        }
    }

    private static void hello(Request request, Response response) {
        response.text("hello " + request.path("name") + "\n");
    }

    private static void upload(Request request, Response response) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long[] byteCount = {0};
        request.receive(
                (MemorySegment part, boolean last) -> {
                    digest.update(part.asByteBuffer());
                    byteCount[0] += part.byteSize();
                    if (last) {
                        String sum = HexFormat.of().formatHex(digest.digest());
                        response.json(new Received(byteCount[0], sum));
                    }
                });
    }

    private static void tell(String address) {
        System.out.println("serving " + address + ", Ctrl-C ends it");
        System.out.println("  curl " + address + "/hello/world");
        System.out.println("  curl " + address + "/json");
        System.out.println("  curl " + address + "/plaintext");
        System.out.println("  curl " + address + "/files/");
        System.out.println("  curl --data-binary @README.md " + address + "/upload");
    }
}
