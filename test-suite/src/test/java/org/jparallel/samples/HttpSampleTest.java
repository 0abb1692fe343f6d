// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jparallel.acceptance.Tools;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("./run http")
class HttpSampleTest {
    private static final long LIMIT_SECONDS = 30;

    /// The exit code of a process that SIGTERM has ended.
    private static final int TERMINATED = 128 + 15;

    @TempDir private Path directory;
    private Process server;
    private List<String> told;

    @BeforeEach
    void start() throws IOException {
        Tools.require("curl");
        Files.writeString(directory.resolve("README.md"), "read me\n");
        server = start("--port", "0", "--directory", ".");
        BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
        told = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            told.add(output.readLine());
        }
    }

    @AfterEach
    void end() {
        server.destroyForcibly();
    }

    @Test
    void tellsItsAddressAndAnswersTheCurlLinesItPrints() throws Exception {
        assertThat(told.getFirst()).matches("serving http://127\\.0\\.0\\.1:\\d+, Ctrl-C ends it");
        List<String> answers = new ArrayList<>();
        for (String line : told.subList(1, told.size())) {
            answers.add(run(line.strip().replace("curl ", "curl -sS ")));
        }
        assertThat(answers.subList(0, 3))
                .containsExactly("hello world\n", "{\"message\":\"hello\"}", "Hello, World!");
        assertThat(answers.get(3)).contains("README.md");
        assertThat(answers.get(4))
                .isEqualTo(
                        "{\"byteCount\":8,\"sha256\":\""
                                + "65ce01fcc3e22e78b63419ef0f4493b0"
                                + "950daac7cee97329b428f5cafd395cda"
                                + "\"}");
    }

    @Test
    void endsWhenItIsTold() throws Exception {
        server.destroy();
        assertThat(server.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(TERMINATED);
    }

    @Test
    void namesAPortThatIsInUse() throws Exception {
        String port = told.getFirst().replaceAll(".*:(\\d+),.*", "$1");
        Process second = start("--port", port);
        String errors = new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(errors).isEqualTo("address in use: address=127.0.0.1:" + port + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --port 99999         | 2 | port out of range: port=99999 minimum=0 maximum=65535
                    --directory nowhere  | 2 | root is no directory: path=nowhere
                    --host nobody.invalid| 1 | unknown host: address=nobody.invalid:8080
                    """)
    void namesWhatIsWrong(String arguments, int exitCode, String message) throws Exception {
        Process wrong = start(arguments.split(" "));
        String errors = new String(wrong.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(wrong.waitFor()).isEqualTo(exitCode);
        assertThat(errors).isEqualTo(message + "\n");
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-ea", "--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(Main.class.getName(), "http"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(directory.toFile()).start();
    }

    private String run(String line) throws Exception {
        Process process =
                new ProcessBuilder(line.split(" "))
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
