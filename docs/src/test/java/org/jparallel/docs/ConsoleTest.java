// SPDX-License-Identifier: Apache-2.0
package org.jparallel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Output in the documentation is what the command above it prints. An ellipsis stands for what
/// differs from run to run: within a line for anything, alone on a line for any lines.
@DisplayName("A console session")
final class ConsoleTest {
    private static final String ANY = "…";
    private static final long LIMIT_SECONDS = 120;

    @TempDir private Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource("sessions")
    void showsWhatIsPrinted(Session session) throws Exception {
        assertThat(run(session.arguments()))
                .as(session.toString())
                .matches(pattern(session.output()));
    }

    @Test
    void matchesTheEllipsisOnly() {
        Pattern pattern = pattern(List.of("a … (b)", ANY, "c"));
        assertThat("a 1 (b)\nx\ny\nc\n").matches(pattern);
        assertThat("a 1 (b)\nc\n").matches(pattern);
        assertThat("a 1\n(b)\nc\n").doesNotMatch(pattern);
        assertThat("a 1 (b)\nx\nd\n").doesNotMatch(pattern);
    }

    static Stream<Session> sessions() {
        return Fence.all()
                .filter(fence -> fence.language().equals("console"))
                .flatMap(fence -> Session.of(fence).stream());
    }

    /// Starts a sample as `run` does once everything is built.
    private String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Repository.ROOT.resolve("samples/target/launch"));
        command.add("org.jparallel.samples.Main");
        command.addAll(arguments);
        Path output = directory.resolve("output");
        Process process =
                new ProcessBuilder(command)
                        .directory(Repository.ROOT.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(directory.resolve("errors").toFile())
                        .start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("ended within %d s", LIMIT_SECONDS).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private static Pattern pattern(List<String> output) {
        StringBuilder pattern = new StringBuilder();
        for (String line : output) {
            pattern.append(
                    line.equals(ANY)
                            ? "(?s:(?:.*?\n)?)"
                            : Pattern.quote(line).replace(ANY, "\\E.*\\Q") + "[ ]*\n");
        }
        return Pattern.compile(pattern.toString());
    }
}
