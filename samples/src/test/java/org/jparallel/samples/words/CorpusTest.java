// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    @TempDir private Path directory;

    private Path file(String name, byte[] bytes) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.write(path, bytes);
    }

    private Path text(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path zip(String name, String... texts) throws IOException {
        Path path = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(path);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("folder/"));
            for (int i = 0; i < texts.length; i++) {
                zip.putNextEntry(new ZipEntry("folder/" + i + ".txt"));
                zip.write(texts[i].getBytes(StandardCharsets.UTF_8));
            }
        }
        return path;
    }

    /// Counts in the two ways that need no runtime, which must agree.
    private static WordCount count(Corpus corpus) {
        WordCount count = OneThreadCounter.count(corpus.files());
        WordCount stream = StreamCounter.count(corpus.files());
        assertThat(stream.words().toMap()).isEqualTo(count.words().toMap());
        assertThat(stream.words().top(3)).isEqualTo(count.words().top(3));
        assertThat(stream.wordCount()).isEqualTo(count.wordCount());
        assertThat(stream.fileCount()).isEqualTo(count.fileCount());
        assertThat(stream.byteCount()).isEqualTo(count.byteCount());
        assertThat(stream.problems()).hasSameSizeAs(count.problems());
        return count;
    }

    @Test
    void countsTheFilesOfADirectoryTree() throws IOException {
        text("a.txt", "one two");
        text("deep/er/b.txt", "two three");
        text("empty.txt", "");
        try (Corpus corpus = Corpus.of(List.of(directory))) {
            WordCount count = count(corpus);
            assertThat(count.words().toMap())
                    .containsOnly(
                            Map.entry("one", 1L),
                            Map.entry("two", 2L),
                            Map.entry("three", 1L));
            assertThat(count.fileCount()).isEqualTo(3);
            assertThat(count.byteCount()).isEqualTo(16);
        }
    }

    @Test
    void countsTheFilesOfAnArchive() throws IOException {
        Path zip = zip("archive.zip", "one two", "two " + "word ".repeat(100_000), "");
        try (Corpus corpus = Corpus.of(List.of(zip))) {
            WordCount count = count(corpus);
            assertThat(count.words().toMap())
                    .containsEntry("two", 2L)
                    .containsEntry("word", 100_000L);
            assertThat(corpus.files()).extracting(TextFile::name).contains("folder/1.txt");
            assertThat(count.fileCount()).isEqualTo(3);
        }
    }

    @Test
    void mapsALargeFile() throws IOException {
        Path large = text("large.txt", "all work ".repeat(600_000));
        try (Corpus corpus = Corpus.of(List.of(large))) {
            assertThat(count(corpus).words().toMap())
                    .containsOnly(
                            Map.entry("all", 600_000L),
                            Map.entry("work", 600_000L));
        }
    }

    @Test
    void namesABinaryFile() throws IOException {
        text("a.txt", "one");
        file("b.bin", new byte[] {'x', 0, 'y'});
        try (Corpus corpus = Corpus.of(List.of(directory))) {
            WordCount count = count(corpus);
            assertThat(count.words().toMap()).containsOnlyKeys("one");
            assertThat(count.problems())
                    .singleElement()
                    .satisfies(
                            problem -> {
                                assertThat(problem.fileName()).endsWith("b.bin");
                                assertThat(problem.binary()).isTrue();
                            });
        }
    }

    @Test
    void namesAFileThatVanished() throws IOException {
        text("a.txt", "one");
        Path gone = text("b.txt", "two");
        try (Corpus corpus = Corpus.of(List.of(directory))) {
            Files.delete(gone);
            WordCount count = count(corpus);
            assertThat(count.words().toMap()).containsOnlyKeys("one");
            assertThat(count.problems())
                    .singleElement()
                    .extracting(Problem::reason)
                    .isEqualTo("NoSuchFileException");
        }
    }

    @Test
    void namesADamagedEntryAndCountsTheOthers() throws IOException {
        Path zip = zip("archive.zip", "one two three", "four", "five");
        byte[] bytes = Files.readAllBytes(zip);
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("0.txt") + 5;
        bytes[data] = (byte) 0xFF;
        Files.write(zip, bytes);
        try (Corpus corpus = Corpus.of(List.of(zip))) {
            WordCount count = count(corpus);
            assertThat(count.words().toMap()).containsOnlyKeys("four", "five");
            assertThat(count.problems())
                    .singleElement()
                    .extracting(Problem::reason)
                    .isEqualTo("ZipException: entry damaged");
        }
    }

    @Test
    void namesAnArchiveThatIsNone() throws IOException {
        Path zip = text("archive.zip", "this is no archive at all");
        Path empty = text("empty.jar", "");
        try (Corpus corpus = Corpus.of(List.of(zip, empty))) {
            assertThat(corpus.files()).isEmpty();
            assertThat(corpus.problems())
                    .extracting(Problem::reason)
                    .containsExactly(
                            "ZipException: archive damaged: path=" + zip + " offset=25",
                            "ZipException: archive damaged: path=" + empty + " offset=0");
        }
    }

    @Test
    void refusesAPathThatDoesNotExist() {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> Corpus.of(List.of(missing)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
    }
}
