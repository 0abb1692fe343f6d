// SPDX-License-Identifier: Apache-2.0
package org.jparallel.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A checkout with the real `run`, a Maven that only writes the launch file, and JDKs that only
/// print what they are asked. The usual places of JDKs are moved into it.
final class Checkout {
    private static final long LIMIT_SECONDS = 60;

    private final Path place;
    private final Path root;

    /// Makes a checkout.
    ///
    /// @param place an empty directory; the checkout lies in it, and the usual places of JDKs
    Checkout(Path place) throws IOException {
        this.place = place;
        this.root = place.resolve("a check out");
        for (String module : List.of("core", "xlist", "io", "samples", "perf", "test-suite")) {
            write(module + "/pom.xml", "");
        }
        write("pom.xml", "");
        write("core/src/main/java/A.java", "");
        script(root.resolve("run"), inPlace(Files.readString(repository().resolve("run"))));
        script(
                root.resolve("mvnw"),
                """
                #!/usr/bin/env bash
                echo "mvnw $* with $JAVA_HOME" >> mvnw.log
                [ ! -e broken ] || exit 7
                module=$4
                mkdir -p "$module/target"
                printf '"%s/%s/target/classes"\\n' "$PWD" "$module" > "$module/target/launch"
                """);
    }

    /// {@return the directory of the checkout}
    Path root() {
        return root;
    }

    /// Installs a JDK that prints its name and its arguments.
    ///
    /// @param home from the place, without a slash at its front
    /// @param version what its release file says
    /// @return its home
    Path installJdk(String home, String version) {
        Path directory = place.resolve(home);
        script(directory.resolve("bin/java"), "#!/usr/bin/env bash\nprintf '<%s>\\n' java \"$@\"");
        script(directory.resolve("bin/javac"), "#!/usr/bin/env bash");
        write(directory.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return directory;
    }

    /// Writes a file and makes it newer than everything before.
    ///
    /// @param path from the root
    void change(String path) throws IOException {
        write(path, "changed");
        Files.setLastModifiedTime(
                root.resolve(path), FileTime.from(Instant.now().plusSeconds(1_000)));
    }

    /// Writes a file.
    ///
    /// @param path from the root
    /// @param text what is in it then
    void write(String path, String text) {
        write(root.resolve(path), text);
    }

    /// {@return how often Maven was called, and how}
    List<String> builds() throws IOException {
        Path log = root.resolve("mvnw.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /// Starts a command in a directory above the checkout.
    ///
    /// @param environment what is added to a path on which no Java is
    /// @param command the command and its arguments
    /// @return what it left
    Result start(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = place.resolve("output");
        Path errors = place.resolve("errors");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(place.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", toolsOnly());
        builder.environment().put("HOME", place.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end: limitSeconds=" + LIMIT_SECONDS);
        }
        return new Result(
                process.exitValue(), Files.readAllLines(output), Files.readAllLines(errors));
    }

    /// {@return a path with the tools that the scripts use and without any Java}
    String toolsOnly() {
        Path tools = place.resolve("tools");
        List<String> names =
                List.of(
                        "bash", "basename", "dirname", "env", "find", "grep", "head", "mkdir",
                        "readlink", "touch");
        for (String name : names) {
            List.of("/usr/bin", "/bin").stream()
                    .map(directory -> Path.of(directory, name))
                    .filter(Files::exists)
                    .findFirst()
                    .ifPresent(
                            tool ->
                                    script(
                                            tools.resolve(name),
                                            "#!/bin/sh\nexec " + tool + " \"$@\"\n"));
        }
        return tools.toString();
    }

    /// Where a JDK is looked for, moved from the root of the machine to that of the place.
    private String inPlace(String script) {
        List<String> lines = new ArrayList<>();
        for (String line : script.lines().toList()) {
            lines.add(line.replaceAll(" /(usr|Library|opt)/", " '" + place + "'/$1/"));
        }
        return String.join("\n", lines) + "\n";
    }

    private static void script(Path file, String text) {
        write(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new AssertionError("cannot be made executable: file=" + file);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path repository() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    /// What a command left.
    ///
    /// @param exitCode its exit code
    /// @param output what it printed
    /// @param errors what it printed as errors
    record Result(int exitCode, List<String> output, List<String> errors) {}
}
