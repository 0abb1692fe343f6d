// SPDX-License-Identifier: Apache-2.0
package org.jparallel.acceptance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Programs of others that tests use as clients. One that is missing is installed through the
/// package manager of Debian; when that is impossible, the test fails and says so in a line.
public final class Tools {
    private static final Map<String, String> PACKAGES =
            Map.of(
                    "curl", "curl",
                    "h2load", "nghttp2-client",
                    "nc", "netcat-openbsd",
                    "nginx", "nginx-light",
                    "prlimit", "util-linux",
                    "wrk", "wrk");
    private static final Map<String, Path> FOUND = new ConcurrentHashMap<>();
    private static final long INSTALL_MINUTES = 5;

    private Tools() {}

    /// {@return where a program is, which is installed if need be}
    ///
    /// @param tool its name
    /// @throws AssertionError if it is missing and cannot be installed, with the reason
    public static Path require(String tool) {
        return FOUND.computeIfAbsent(tool, Tools::findOrInstall);
    }

    private static Path findOrInstall(String tool) {
        return find(tool)
                .orElseGet(
                        () -> {
                            String reason = install(tool);
                            return find(tool)
                                    .orElseThrow(
                                            () ->
                                                    new AssertionError(
                                                            "program is missing: name="
                                                                    + tool
                                                                    + " reason="
                                                                    + reason));
                        });
    }

    private static Optional<Path> find(String tool) {
        return Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator)),
                        Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// {@return what went wrong, or what the package manager said last}
    private static String install(String tool) {
        String name = PACKAGES.get(tool);
        if (name == null) {
            return "no package is known";
        }
        String first = apt(List.of("install", "-y", "--no-install-recommends", name));
        if (find(tool).isPresent()) {
            return first;
        }
        apt(List.of("update"));
        return apt(List.of("install", "-y", "--no-install-recommends", name));
    }

    private static String apt(List<String> arguments) {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Stream.concat(Stream.of("apt-get", "-q"), arguments.stream()).toList());
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        try {
            Path output = Files.createTempFile("apt", ".txt");
            Process process =
                    builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return "apt-get does not end";
            }
            List<String> lines = Files.readAllLines(output);
            Files.delete(output);
            return lines.isEmpty() ? "apt-get said nothing" : lines.getLast();
        } catch (IOException failure) {
            return "apt-get cannot be started";
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
