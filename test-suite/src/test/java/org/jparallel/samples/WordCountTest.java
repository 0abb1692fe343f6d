// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jparallel.arena.ChunkPool;
import org.jparallel.samples.words.ContextCounter;
import org.jparallel.samples.words.Corpus;
import org.jparallel.samples.words.OneThreadCounter;
import org.jparallel.samples.words.StreamCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The main job on real input: its counts equal those of a plain `parallelStream`.
@Timeout(180)
class WordCountTest {
    private static void allThreeAgreeOn(Path path) throws IOException {
        try (Corpus corpus = Corpus.of(List.of(path))) {
            assertThat(corpus.files()).hasSizeGreaterThan(100);
            Map<String, Long> expected = StreamCounter.count(corpus.files()).words().toMap();
            assertThat(expected).hasSizeGreaterThan(1_000);
            assertThat(OneThreadCounter.count(corpus.files()).words().toMap()).isEqualTo(expected);
            assertThat(ContextCounter.count(corpus.files(), 2, _ -> {}).words().toMap())
                    .isEqualTo(expected);
        }
        assertThat(ChunkPool.shared().lentBytes()).isZero();
    }

    @Test
    void ofThisRepository() throws IOException {
        allThreeAgreeOn(Path.of(".."));
    }

    @Test
    void ofTheSourcesOfTheJdk() throws IOException {
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        // Not every JDK comes with its sources; then this is the repository once more.
        allThreeAgreeOn(Files.exists(sources) ? sources : Path.of(".."));
    }
}
