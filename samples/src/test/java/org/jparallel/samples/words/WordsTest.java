// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path directory;

    private int run(String... arguments) {
        return Words.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void countsInContextsAndComparesTheOtherWays() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "to be or not to be");
        Files.write(directory.resolve("b.bin"), new byte[10]);
        assertThat(run("--top", "2", directory.toString())).isZero();
        assertThat(out.toString().lines())
                .startsWith("           2  be", "           2  to")
                .contains(
                        "1 files not counted: binary",
                        "    " + directory.toRealPath().resolve("b.bin") + " (binary)",
                        "1 files, 0.0 MB, 6 words, 4 different",
                        "All three counts are equal.");
    }

    @Test
    void countsInContextsAlone() throws IOException {
        for (int i = 0; i < 100; i++) {
            Files.writeString(directory.resolve(i + ".txt"), "word" + i % 10 + " and");
        }
        assertThat(run("--no-compare", "--contexts", "3", directory.toString())).isZero();
        assertThat(out.toString())
                .contains("100  and", "10  word9", "100 files, 0.0 MB, 200 words, 11 different")
                .doesNotContain("parallelStream");
    }

    @Test
    void namesTheFirstProblemsAndCountsTheRest() throws IOException {
        for (int i = 0; i < 8; i++) {
            Files.write(directory.resolve(i + ".bin"), new byte[1]);
        }
        assertThat(run("--no-compare", directory.toString())).isZero();
        assertThat(out.toString())
                .contains("8 files not counted: binary", "4.bin (binary)", "    and 3 more")
                .doesNotContain("5.bin");
    }

    @Test
    void refusesAPathThatDoesNotExist() {
        assertThat(run("no/such/path")).isEqualTo(2);
        assertThat(err).hasToString("words: no such file or directory: no/such/path" + newLine());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThat(run("--top", "-1")).isEqualTo(2);
        assertThat(run("--contexts", "0")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "words: too small: --top=-1 minimum=0",
                        "words: too small: --contexts=0 minimum=1");
    }

    @Test
    void refusesAnUnknownOption() {
        assertThat(run("--nonsense")).isEqualTo(2);
        assertThat(err).hasToString("words: Unknown option: '--nonsense'" + newLine());
    }

    @Test
    void explainsItself() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Usage: words", "--top", "--no-compare");
    }

    @Test
    void knowsItsRepository() {
        assertThat(Words.repository()).isDirectoryContaining("glob:**/samples");
    }

    private static String newLine() {
        return System.lineSeparator();
    }
}
