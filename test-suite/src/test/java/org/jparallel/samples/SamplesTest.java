// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs each numbered sample in a JVM of its own and compares what it prints with the `Prints:`
/// block of its comment.
class SamplesTest {
    private static final Path SOURCES = Path.of("../samples/src/main/java");
    private static final String PROMISE = "/// Prints:";

    @TempDir private Path directory;

    static Stream<Samples.Sample> numbered() {
        return Samples.all().stream()
                .filter(sample -> sample.type().getSimpleName().matches("S\\d\\d.*"));
    }

    @Test
    void everyNumberedSampleIsListed() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES.resolve("org/jparallel/samples"))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("S\\d\\d.*\\.java"))
                            .map(name -> name.replace(".java", ""))
                            .toList();
            assertThat(numbered().map(sample -> sample.type().getSimpleName()))
                    .containsExactlyInAnyOrderElementsOf(names)
                    .hasSizeGreaterThanOrEqualTo(8);
        }
    }

    @ParameterizedTest
    @MethodSource("numbered")
    void printsWhatItsCommentPromises(Samples.Sample sample) throws Exception {
        Path source = SOURCES.resolve(sample.type().getName().replace('.', '/') + ".java");
        assertThat(Files.readAllLines(source)).hasSizeLessThan(100);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-ea",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                sample.name())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends within a minute").isTrue();
        assertThat(Files.readAllLines(err)).isEmpty();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readAllLines(out)).isNotEmpty().isEqualTo(promised(source));
    }

    /// {@return the lines of the block behind `Prints:`}
    private static List<String> promised(Path source) throws IOException {
        return Files.readAllLines(source).stream()
                .dropWhile(line -> !line.equals(PROMISE))
                .dropWhile(line -> !line.equals("/// ```text"))
                .skip(1)
                .takeWhile(line -> !line.equals("/// ```"))
                .map(line -> line.substring(Math.min(4, line.length())))
                .toList();
    }
}
