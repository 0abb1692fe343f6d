// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The load generator wrk, on one thread: a closed loop, each connection has one request, or one
/// batch of them, under way.
public final class Wrk {
    private static final String PROGRAM = "wrk";
    private static final String SCRIPT = "wrk.lua";
    private static final String PATIENCE = "10s";

    private final Path script;
    private final Path log;

    private Wrk(Path script, Path log) {
        this.script = script;
        this.log = log;
    }

    /// What to send for how long.
    ///
    /// @param connections kept open
    /// @param pipelined requests sent at once on each
    /// @param seconds of load
    public record Load(int connections, int pipelined, int seconds) {}

    /// Unpacks the script.
    ///
    /// @param folder where it goes, and wrk's own words
    /// @throws IOException if wrk is not installed
    public static Wrk in(Path folder) throws IOException {
        try {
            new ProcessBuilder(PROGRAM, "-v").redirectErrorStream(true).start()
                    .getInputStream().readAllBytes();
        } catch (IOException missing) {
            throw new IOException(
                    "wrk is not installed: Debian and Ubuntu have it, apt-get install wrk",
                    missing);
        }
        Path script = folder.resolve(SCRIPT);
        try (InputStream resource = Wrk.class.getResourceAsStream(SCRIPT)) {
            if (resource == null) {
                throw new IOException("resource is missing: name=" + SCRIPT);
            }
            Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return new Wrk(script, folder.resolve("wrk.log"));
    }

    /// Loads a server on this machine.
    ///
    /// @throws IOException if wrk fails, or says nothing that can be read
    /// @throws InterruptedException if the thread is interrupted
    public WrkResult run(int port, String path, Load load)
            throws IOException, InterruptedException {
        List<String> command = List.of(
                PROGRAM, "-t1", "-c" + load.connections, "-d" + load.seconds + "s",
                "--timeout", PATIENCE, "-s", script.toString(),
                "http://127.0.0.1:" + port + path);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PIPELINED", Integer.toString(load.pipelined));
        Process process = builder.start();
        List<String> output;
        try (var reader = process.inputReader(UTF_8)) {
            output = reader.lines().toList();
        } finally {
            process.destroy();
        }
        int exitCode = process.waitFor();
        Files.writeString(log,
                String.join(" ", command) + " " + load + "\n" + String.join("\n", output) + "\n",
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        try {
            return WrkResult.parse(output);
        } catch (IllegalArgumentException unreadable) {
            throw new IOException("wrk failed: exitCode=" + exitCode + " log=" + log, unreadable);
        }
    }
}
