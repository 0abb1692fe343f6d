// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws IOException {
        return Main.run(
                List.of(arguments),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    @Test
    void listsEveryNameWithALineWithoutArguments() throws IOException {
        assertThat(run()).isZero();
        assertThat(out.toString(UTF_8).lines().filter(line -> line.startsWith("  ")))
                .hasSizeGreaterThan(Contests.all().size())
                .allMatch(line -> line.matches("  [a-z-]+ +\\S.*"))
                .anyMatch(line -> line.startsWith("  http "));
    }

    @Test
    void refusesAnUnknownNameAndLists() throws IOException {
        assertThat(run("speed")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .startsWith("no benchmark of this name: name=speed\nusage: ")
                .contains("\n  submit ");
    }

    @Test
    void refusesAnUnknownContestantAndLists() throws IOException {
        assertThat(run("submit", "nobody")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .startsWith("no contestant of this name: name=[nobody] contestants=[")
                .contains("forkJoinFifo");
    }

    @Test
    void refusesAnOptionUnknownToJmh() throws IOException {
        assertThat(run("submit", "-zz")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("option is not known to JMH: ");
    }

    @Test
    void refusesAWrongOptionOfAContestOfServers() throws IOException {
        assertThat(run("http", "--contestants", "nobody")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .startsWith("no contestant of this name: name=nobody contestants=[");
    }

    @Test
    void refusesAContestantAfterAnOption() throws IOException {
        assertThat(run("submit", "-f", "1", "threadPool")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .isEqualTo("contestant comes after an option: contestant=threadPool\n");
    }
}
