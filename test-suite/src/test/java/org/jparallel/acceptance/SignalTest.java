// SPDX-License-Identifier: Apache-2.0
package org.jparallel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Ctrl-C during `run()`: contexts finish or are told to stop, and the process ends.
@Timeout(120)
@EnabledOnOs({OS.LINUX, OS.MAC})
class SignalTest {
    private static final int INTERRUPTED = 130;

    private record Ended(int exitCode, List<String> output) {}

    @Test
    void letsARunningContextFinish() throws Exception {
        assertThat(interrupted("running"))
                .isEqualTo(new Ended(INTERRUPTED, List.of("finished, interrupted=false")));
    }

    @Test
    void servesTheCallsOfARunningContext() throws Exception {
        assertThat(interrupted("waitingForTheMainThread"))
                .isEqualTo(new Ended(INTERRUPTED, List.of("finished")));
    }

    @Test
    void interruptsAContextThatWaitsForWhatWillNotCome() throws Exception {
        assertThat(interrupted("waiting"))
                .isEqualTo(new Ended(INTERRUPTED, List.of("interrupted")));
    }

    @Test
    void interruptsAContextThatWouldGoOnWhenTheTimeIsUp() throws Exception {
        assertThat(interrupted("calling"))
                .isEqualTo(new Ended(INTERRUPTED, List.of("interrupted")));
    }

    @Test
    void endsThoughAContextDoesNot() throws Exception {
        assertThat(interrupted("stuck")).isEqualTo(new Ended(INTERRUPTED, List.of()));
    }

    @Test
    void doesNotWaitForTheContextThatEndsTheProcess() throws Exception {
        Process process = start("exiting");
        assertThat(end(process)).isEqualTo(new Ended(7, List.of()));
    }

    private static Ended interrupted(String scenario) throws Exception {
        Process process = start(scenario);
        Process kill =
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .inheritIO()
                        .start();
        assertThat(kill.waitFor()).isZero();
        return end(process);
    }

    private static Process start(String scenario) throws IOException {
        List<String> command = new ArrayList<>();
        if (OS.LINUX.isCurrentOs()) {
            // A shell starts what runs in the background with the signal ignored, for good.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(argument -> argument.startsWith("--"))
                        .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(SignalledProgram.class.getName(), scenario));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(process.inputReader().readLine()).isEqualTo("started");
        return process;
    }

    private static Ended end(Process process) throws Exception {
        BufferedReader reader = process.inputReader();
        List<String> output = new ArrayList<>();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end: pid=" + process.pid());
        }
        reader.lines().forEach(output::add);
        return new Ended(process.exitValue(), output);
    }
}
