// SPDX-License-Identifier: Apache-2.0
package org.jparallel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Java in the documentation stands, line by line, in a file of the samples or of this module, and
/// so is compiled. Indentation and empty lines do not count.
@DisplayName("A Java snippet")
final class SnippetTest {
    private static final List<List<String>> SOURCES =
            Stream.of("docs/src/test/java", "samples/src/main/java")
                    .flatMap(directory -> Repository.files(directory, ".java"))
                    .map(SnippetTest::lines)
                    .toList();

    @ParameterizedTest(name = "{0}")
    @MethodSource("snippets")
    void standsInACompiledFile(Fence snippet) {
        List<String> code = bare(snippet.lines());
        assertThat(SOURCES)
                .as("files that hold %s:%n%s", snippet, String.join("\n", code))
                .anyMatch(source -> Collections.indexOfSubList(source, code) >= 0);
    }

    @Test
    void isFoundBetweenItsFences() {
        Path file = Path.of("A.md");
        assertThat(Fence.of(file, List.of("a", "```java", "b", "```", "```", "c", "```")))
                .containsExactly(
                        new Fence(file, 2, "java", List.of("b")),
                        new Fence(file, 5, "", List.of("c")));
    }

    static Stream<Fence> snippets() {
        return Fence.all().filter(fence -> fence.language().equals("java"));
    }

    private static List<String> lines(Path file) {
        try {
            return bare(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> bare(List<String> lines) {
        return lines.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
