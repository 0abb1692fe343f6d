// SPDX-License-Identifier: Apache-2.0
package org.jparallel.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// All jcstress cases, each for a moment. `./run jcstress` runs them for long.
class JcstressTest {
    private static final Pattern ALL_PASSED =
            Pattern.compile(
                    "Results: (\\d{2,}) planned; \\1 passed, 0 failed, 0 soft errs, 0 hard errs");

    @TempDir private Path directory;

    @Test
    @Timeout(300)
    void noCaseShowsWhatIsForbidden() throws Exception {
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("org.openjdk.jcstress.Main");
        command.addAll(List.of("-t", "org.jparallel", "-m", "sanity", "-sc", "false"));
        command.addAll(List.of("-f", "1", "-iters", "1", "-time", "300", "-strideSize", "64"));
        command.addAll(List.of("-jvmArgs", jvmArguments()));
        command.addAll(List.of("-r", directory.resolve("report").toString()));
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor(250, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output);
        assertThat(text).containsPattern(ALL_PASSED);
        assertThat(process.exitValue()).isZero();
    }

    /// What this JVM was given, but for its heap, agents and the like.
    private static String jvmArguments() {
        return "-ea "
                + String.join(
                        " ",
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                .filter(argument -> argument.startsWith("--"))
                                .toList());
    }
}
