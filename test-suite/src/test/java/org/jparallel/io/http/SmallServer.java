// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jparallel.Async;
import org.jparallel.io.HttpServer;

/// A server in a process of its own: prints its port, then serves, and logs who asks.
final class SmallServer {
    /// Who waits for what it does not print sees its end then.
    private static final long LIMIT_SECONDS = 40;

    private SmallServer() {}

    /// Starts it.
    ///
    /// @param descriptorCount how many file descriptors it may have
    /// @return the process, which prints errors where it prints all else
    static Process launch(int descriptorCount) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("bash", "-c", "ulimit -n " + descriptorCount + "; exec \"$@\""));
        command.add("bash");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(argument -> argument.startsWith("--"))
                        .toList());
        command.add("-XX:-MaxFDLimit");
        command.add("-Dorg.slf4j.simpleLogger.log.org.jparallel.io.access=info");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(SmallServer.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
        return process;
    }

    /// {@return the next line that has a text in it}
    static String readLine(BufferedReader output, String text) throws IOException {
        String line = output.readLine();
        while (line != null && !line.contains(text)) {
            line = output.readLine();
        }
        return String.valueOf(line);
    }

    public static void main(String[] arguments) {
        try (Async async = Async.open()) {
            HttpServer server =
                    HttpServer.bind("127.0.0.1", 0)
                            .accessLog(true)
                            .get("/", (_, response) -> response.text("here"));
            async.register(server);
            System.out.println(server.port());
            async.run();
        }
    }
}
