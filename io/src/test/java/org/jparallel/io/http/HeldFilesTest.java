// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A static directory that holds small files")
final class HeldFilesTest {
    private static final long THEN = 784_111_777;
    private static final long NOW = 1_700_000_000;
    private static final String SECRET = "secret";

    @TempDir private Path temporary;
    private Path root = Path.of("");
    private StaticDirectory plain = new StaticDirectory(root, StaticRules.standard());

    @BeforeEach
    void makeATree() throws IOException {
        root = temporary.resolve("root");
        write("a.txt", "0123456789");
        write("sub/index.html", "<p>index");
        write("../outside.txt", SECRET);
        plain = new StaticDirectory(root, StaticRules.standard());
    }

    @Test
    void looksAtAHeldFileOnceASecond() throws IOException {
        assertThat(content(plain.answer(later("a.txt", 0))))
                .isEqualTo("0123456789");
        write("a.txt", "other");
        write("sub/index.html", "x");
        assertThat(content(plain.answer(later("a.txt", 0))))
                .isEqualTo("0123456789");
        assertThat(content(plain.answer(later("a.txt", 1))))
                .isEqualTo("other");
        StaticFile held = file(plain.answer(later("a.txt", 2)));
        assertThat(file(plain.answer(later("a.txt", 3)))).isSameAs(held);
        Files.delete(root.resolve("a.txt"));
        assertThat(file(plain.answer(later("a.txt", 3)))).isSameAs(held);
        assertThat(plain.answer(later("a.txt", 4))).isEqualTo(new StaticOutcome.NotFound());
        write("a.txt", SECRET);
        Files.delete(root.resolve("a.txt"));
        Files.createSymbolicLink(root.resolve("a.txt"), temporary.resolve("outside.txt"));
        assertThat(plain.answer(later("a.txt", 5))).isEqualTo(new StaticOutcome.NotFound());
    }

    @Test
    void noticesAChangeThatKeepsTheSize() throws IOException {
        assertThat(content(plain.answer(later("a.txt", 0)))).isEqualTo("0123456789");
        write("a.txt", "9876543210");
        Files.setLastModifiedTime(root.resolve("a.txt"), FileTime.fromMillis(THEN * 1_000 + 1));
        assertThat(content(plain.answer(later("a.txt", 1)))).isEqualTo("9876543210");
    }

    @Test
    void noticesThatAnIndexIsOfAnotherDirectory() throws IOException {
        assertThat(content(plain.answer(later("sub/", 0))))
                .isEqualTo("<p>index");
        Files.move(root.resolve("sub"), root.resolve("old"));
        Path other = write("new/index.html", "new").getParent();
        Files.createSymbolicLink(root.resolve("sub"), other);
        assertThat(content(plain.answer(later("sub/", 1)))).isEqualTo("new");
    }

    @Test
    void holdsNoFileThatMayStillChange() {
        StaticRequest request =
                new StaticRequest("a.txt", "", false, Preconditions.NONE, THEN + 1);
        assertThat(file(plain.answer(request))).isNotSameAs(file(plain.answer(request)));
        StaticRequest settled = later("a.txt", 0);
        assertThat(file(plain.answer(settled))).isSameAs(file(plain.answer(settled)));
    }

    @Test
    void holdsNoLargeFile() throws IOException {
        write("large", "x".repeat(HeldFiles.LIMIT_FILE_BYTES));
        write("larger", "x".repeat(HeldFiles.LIMIT_FILE_BYTES + 1));
        StaticFile large = file(plain.answer(later("large", 0)));
        assertThat(large.body()).isInstanceOf(StaticBody.Held.class);
        StaticFile larger = file(plain.answer(later("larger", 0)));
        assertThat(larger.body()).isInstanceOf(StaticBody.Open.class);
        larger.close();
        StaticDirectory unheld =
                new StaticDirectory(root, StaticRules.standard().withHeldBytes(0));
        StaticFile small = file(unheld.answer(later("a.txt", 0)));
        assertThat(small.body()).isInstanceOf(StaticBody.Open.class);
        small.close();
    }

    @Test
    void holdsAsMuchAsItIsTold() throws IOException {
        HeldFiles files = new HeldFiles(10_000);
        StaticFile file = file(plain.answer(later("a.txt", 0)));
        StaticPlace place =
                new StaticPlace(root, Files.readAttributes(root, BasicFileAttributes.class));
        for (int i = 0; i < 1_000; i++) {
            files.hold("path" + i % 100, new HeldFiles.Entry(file, place, i));
            assertThat(files.heldBytes()).isBetween(522L, 10_000L);
            assertThat(files.find("path" + i % 100)).isPresent();
        }
        files.hold("path99", new HeldFiles.Entry(file, place, 0));
        long before = files.heldBytes();
        files.hold("path99", new HeldFiles.Entry(file, place, 1));
        assertThat(files.heldBytes()).isEqualTo(before);
        assertThat(files.isFor("path", 9_480)).isTrue();
        assertThat(files.isFor("path", 9_481)).isFalse();
    }

    private static StaticFile file(StaticOutcome outcome) {
        return ((StaticOutcome.Found) outcome).file();
    }

    private static StaticRequest later(String path, long seconds) {
        return new StaticRequest(path, "", false, Preconditions.NONE, NOW + seconds);
    }

    private static String content(StaticOutcome outcome) {
        StaticBody.Held held = (StaticBody.Held) file(outcome).body();
        return StandardCharsets.UTF_8.decode(held.content().asByteBuffer()).toString();
    }

    private Path write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return Files.setLastModifiedTime(file, FileTime.fromMillis(THEN * 1_000));
    }
}
