// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A static directory")
final class StaticDirectoryTest {
    private static final long THEN = 784_111_777;
    private static final String THEN_DATE = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final long NOW = 1_700_000_000;
    private static final String SECRET = "secret";

    @TempDir private Path temporary;
    private Path root = Path.of("");
    private StaticDirectory plain = new StaticDirectory(root, StaticRules.standard());
    private StaticDirectory unheld = plain;

    @BeforeEach
    void makeATree() throws IOException {
        root = temporary.resolve("root");
        write("a.txt", "0123456789");
        write("empty.txt", "");
        write("a b&c.txt", "odd");
        write("<x>'\".txt", "odd");
        write("sub/index.html", "<p>index");
        write("sub/b.css", "css");
        write("bare/c.txt", "c");
        write("bare/d:e/f.txt", "f");
        write(".hidden", SECRET);
        write(".git/config", SECRET);
        write("../outside.txt", SECRET);
        write("../outside/in.txt", SECRET);
        write("../root-too/in.txt", SECRET);
        write("loopless/x.txt", "x");
        Files.createSymbolicLink(root.resolve("inside-link.txt"), root.resolve("a.txt"));
        Files.createSymbolicLink(
                root.resolve("leaving-link.txt"), temporary.resolve("outside.txt"));
        Files.createSymbolicLink(root.resolve("leaving"), temporary.resolve("outside"));
        Files.createSymbolicLink(root.resolve("sibling"), temporary.resolve("root-too"));
        Files.createSymbolicLink(root.resolve("to-hidden.txt"), root.resolve(".hidden"));
        Files.createSymbolicLink(root.resolve("dangling"), root.resolve("nothing"));
        Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));
        plain = new StaticDirectory(root, StaticRules.standard());
        unheld = new StaticDirectory(root, StaticRules.standard().withHeldBytes(0));
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt, 0123456789, text/plain; charset=utf-8",
        "%61.txt, 0123456789, text/plain; charset=utf-8",
        "empty.txt, '', text/plain; charset=utf-8",
        "a%20b%26c.txt, odd, text/plain; charset=utf-8",
        "sub/, <p>index, text/html; charset=utf-8",
        "sub/index.html, <p>index, text/html; charset=utf-8",
        "sub/b.css, css, text/css; charset=utf-8",
        "bare/d%3Ae/f.txt, f, text/plain; charset=utf-8",
        "inside-link.txt, 0123456789, text/plain; charset=utf-8",
    })
    void shows(String path, String content, String contentType) throws IOException {
        for (StaticDirectory directory : List.of(plain, plain, unheld)) {
            StaticOutcome.Found found = (StaticOutcome.Found) directory.answer(get(path));
            assertThat(found.file().contentType()).isEqualTo(contentType);
            assertThat(found.file().validators().lastModifiedSecond()).isEqualTo(THEN);
            assertThat(found.range()).isEqualTo(new ByteRange.Whole(content.length()));
            assertThat(content(found)).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "nothing/",
                "a.txt/",
                "a.txt/b",
                "",
                "bare/",
                ".hidden",
                "%2ehidden",
                ".git/config",
                ".git/",
                ".git",
                "..",
                "../",
                "../outside.txt",
                "%2e%2e/outside.txt",
                "%2E%2E%2Foutside.txt",
                "..%2foutside.txt",
                "..%5coutside.txt",
                "sub/../../outside.txt",
                "sub/..%2f..%2foutside.txt",
                "sub%2Findex.html",
                "sub//index.html",
                "sub/./index.html",
                "/a.txt",
                "//a.txt",
                "%2fetc/passwd",
                "a.txt%00",
                "a.txt%00.html",
                "a%0a",
                "a.txt%",
                "a.txt%4",
                "%ff",
                "leaving-link.txt",
                "leaving",
                "leaving/",
                "leaving/in.txt",
                "sibling/in.txt",
                "to-hidden.txt",
                "dangling",
                "loop",
                "loop/",
            })
    void showsNothingFor(String path) {
        assertThat(plain.answer(get(path))).isEqualTo(new StaticOutcome.NotFound());
    }

    @Test
    void showsNothingForANameThatIsTooLong() {
        assertThat(plain.answer(get("a".repeat(5_000)))).isEqualTo(new StaticOutcome.NotFound());
        assertThat(plain.answer(get("a/".repeat(5_000)))).isEqualTo(new StaticOutcome.NotFound());
    }

    @Test
    void showsNoFileOfADeceptiveName() throws IOException {
        for (String name : List.of("x\\y.txt", "x\ny.txt", "x\u007fy.txt")) {
            write(name, SECRET);
            assertThat(plain.answer(get(PathText.encodeSegment(name))))
                    .isEqualTo(new StaticOutcome.NotFound());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void showsNoDevice(boolean linksOutside) throws IOException {
        Path device = Files.createSymbolicLink(root.resolve("device"), Path.of("/dev/zero"));
        StaticDirectory directory =
                new StaticDirectory(root, StaticRules.standard().withLinksOutside(linksOutside));
        assertThat(directory.answer(get("device"))).isEqualTo(new StaticOutcome.NotFound());
        assertThat(directory.answer(get("device/"))).isEqualTo(new StaticOutcome.NotFound());
        Files.delete(device);
    }

    @Test
    void sendsAFileThatAHandlerNamesWhateverItsName() throws IOException {
        Path dotted = temporary.resolve(".dotted");
        Files.writeString(dotted, "dotted");
        StaticOutcome outcome = StaticDirectory.answer(dotted, false, Preconditions.NONE, 0);
        assertThat(outcome).isInstanceOf(StaticOutcome.Found.class);
        ((StaticOutcome.Found) outcome).file().close();
        assertThat(StaticDirectory.answer(temporary, false, Preconditions.NONE, 0))
                .isInstanceOf(StaticOutcome.NotFound.class);
    }

    @Test
    void showsNoPipe() throws Exception {
        Process pipe =
                new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).inheritIO().start();
        assertThat(pipe.waitFor()).isZero();
        assertThat(plain.answer(get("pipe"))).isEqualTo(new StaticOutcome.NotFound());
        StaticDirectory listed =
                new StaticDirectory(root, StaticRules.standard().withListing(true));
        assertThat(((StaticOutcome.Listing) listed.answer(get(""))).html())
                .contains("a.txt")
                .doesNotContain("pipe");
    }

    @Test
    void followsLinksOutsideWhenAllowed() throws IOException {
        StaticDirectory open =
                new StaticDirectory(root, StaticRules.standard().withLinksOutside(true));
        for (String path : new String[] {"leaving-link.txt", "leaving/in.txt", "sibling/in.txt"}) {
            StaticOutcome.Found found = (StaticOutcome.Found) open.answer(get(path));
            assertThat(content(found)).isEqualTo(SECRET);
        }
        for (String path : new String[] {"../outside.txt", "to-hidden.txt", ".hidden"}) {
            assertThat(open.answer(get(path))).isEqualTo(new StaticOutcome.NotFound());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sub, '', ./sub/",
        "sub, a=b&c, ./sub/?a=b&c",
        "bare/d%3Ae, '', ./d%3Ae/",
        "%73ub, '', ./sub/",
    })
    void leadsToTheSlash(String path, String query, String location) {
        assertThat(plain.answer(new StaticRequest(path, query, false, Preconditions.NONE, NOW)))
                .isEqualTo(new StaticOutcome.Redirect(location));
    }

    @Test
    void hasNoIndexWhenToldSo() {
        StaticDirectory bare = new StaticDirectory(root, StaticRules.standard().withIndex(""));
        assertThat(bare.answer(get("sub/"))).isEqualTo(new StaticOutcome.NotFound());
    }

    @Test
    void listsWhatItShowsWhenAllowed() {
        StaticDirectory listed =
                new StaticDirectory(root, StaticRules.standard().withListing(true));
        String html = ((StaticOutcome.Listing) listed.answer(get(""))).html();
        assertThat(Pattern.compile("href=\"([^\"]*)\">(.*?)</a>").matcher(html).results())
                .extracting(link -> link.group(1) + " " + link.group(2))
                .containsExactly(
                        "%3Cx%3E%27%22.txt &lt;x&gt;&#39;&quot;.txt",
                        "a%20b%26c.txt a b&amp;c.txt",
                        "a.txt a.txt",
                        "bare/ bare/",
                        "empty.txt empty.txt",
                        "inside-link.txt inside-link.txt",
                        "loopless/ loopless/",
                        "sub/ sub/");
        assertThat(html)
                .contains("<title>Index of /</title>")
                .contains("a.txt</a></td><td>10</td><td>" + THEN_DATE + "</td></tr>")
                .doesNotContain("../");
        String below = ((StaticOutcome.Listing) listed.answer(get("bare/"))).html();
        assertThat(below)
                .contains("<h1>Index of /bare/</h1>")
                .contains("<a href=\"../\">../</a>")
                .contains("<a href=\"d%3Ae/\">d:e/</a>");
        assertThat(listed.answer(get("sub/"))).isInstanceOf(StaticOutcome.Found.class);
        assertThat(listed.answer(get("leaving/"))).isEqualTo(new StaticOutcome.NotFound());
    }

    @Test
    void listsALimitedNumberOfEntries() throws IOException {
        DirectoryListing listing = new DirectoryListing("/");
        var attributes =
                Files.readAttributes(
                        root.resolve("a.txt"), BasicFileAttributes.class);
        for (int i = 0; i < StaticRules.LIMIT_LISTED; i++) {
            assertThat(listing.add(Path.of("file" + i), attributes)).isTrue();
        }
        assertThat(listing.html()).doesNotContain("Only");
        assertThat(listing.add(Path.of("one more"), attributes)).isFalse();
        assertThat(listing.html())
                .contains("<p>Only 10000 entries are shown.</p>")
                .doesNotContain("one more");
    }

    @Test
    void answersConditions() throws IOException {
        StaticOutcome.Found found = (StaticOutcome.Found) plain.answer(get("a.txt"));
        found.file().close();
        Validators validators = found.file().validators();
        String tag = String.valueOf(validators.entityTag());
        assertThat(tag).matches("\"a-[0-9a-f]+-[0-9a-f]+\"");
        assertThat(plain.answer(get("a.txt", null, tag, null)))
                .isEqualTo(new StaticOutcome.NotModified(validators));
        assertThat(plain.answer(get("a.txt", "\"other\"", null, null)))
                .isEqualTo(new StaticOutcome.PreconditionFailed());
        assertThat(plain.answer(get("a.txt", null, null, "bytes=10-")))
                .isEqualTo(
                        new StaticOutcome.RangeNotSatisfiable(new ByteRange.Unsatisfiable(10)));
        StaticOutcome.Found part =
                (StaticOutcome.Found) plain.answer(get("a.txt", tag, null, "bytes=-3"));
        assertThat(part.range()).isEqualTo(new ByteRange.Part(7, 10, 10));
        assertThat(content(part)).isEqualTo("789");
        Preconditions range = new Preconditions(null, null, null, null, "bytes=1-2", null);
        StaticOutcome.Found head =
                (StaticOutcome.Found)
                        plain.answer(new StaticRequest("a.txt", "", true, range, NOW));
        assertThat(head.range()).isEqualTo(new ByteRange.Whole(10));
        head.file().close();
    }

    @Test
    void givesAFileThatChangedAnotherTag() throws IOException {
        plain = unheld;
        String before = tag("a.txt", NOW);
        write("a.txt", "9876543210");
        Files.setLastModifiedTime(root.resolve("a.txt"), FileTime.fromMillis(THEN * 1_000 + 1));
        String after = tag("a.txt", NOW);
        assertThat(after).isNotEqualTo(before);
        Path replaced = write("new.txt", "9876543210");
        Files.setLastModifiedTime(replaced, FileTime.fromMillis(THEN * 1_000 + 1));
        Files.move(
                replaced,
                root.resolve("a.txt"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        assertThat(tag("a.txt", NOW)).isNotEqualTo(after);
    }

    @Test
    void givesAFileThatChangedJustNowAWeakTag() throws IOException {
        plain = unheld;
        assertThat(tag("a.txt", THEN)).startsWith("W/");
        assertThat(tag("a.txt", THEN + 1)).startsWith("W/");
        assertThat(tag("a.txt", THEN + 2)).startsWith("\"");
        StaticRequest early = new StaticRequest("a.txt", "", false, Preconditions.NONE, THEN - 5);
        StaticOutcome.Found found = (StaticOutcome.Found) plain.answer(early);
        found.file().close();
        assertThat(found.file().validators().lastModifiedSecond()).isEqualTo(THEN - 5);
    }

    @Test
    void followsARootThatIsTurnedToAnotherPlace() throws IOException {
        Path link = temporary.resolve("current");
        Files.createSymbolicLink(link, root.resolve("sub"));
        StaticDirectory turned = new StaticDirectory(link, StaticRules.standard());
        assertThat(content((StaticOutcome.Found) turned.answer(get("b.css")))).isEqualTo("css");
        Files.delete(link);
        Files.createSymbolicLink(link, root.resolve("bare"));
        assertThat(content((StaticOutcome.Found) turned.answer(get("c.txt")))).isEqualTo("c");
        assertThat(turned.answer(later("b.css", 1))).isEqualTo(new StaticOutcome.NotFound());
    }

    @Test
    void refusesARootThatIsNoDirectory() {
        Path file = root.resolve("a.txt");
        assertThatThrownBy(() -> new StaticDirectory(file, StaticRules.standard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("root is no directory: path=" + file);
        assertThatThrownBy(() -> StaticRules.standard().withIndex(".a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("index is no visible file name: index=.a");
        assertThatThrownBy(() -> StaticRules.standard().withHeldBytes(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("heldBytes below 0: heldBytes=-1");
    }

    /// Paths of pieces that mean something, as they come and as routes hand them over.
    @Test
    void neverShowsWhatIsOutside() throws IOException {
        String[] pieces = {
            "..", ".", "/", "%2e", "%2E%2e", "%2f", "%5c", "\\", "outside.txt", "outside", "in.txt",
            "sub", "a.txt", "leaving", "sibling", "root", "root-too", ".git", "config", "%00", "+",
            "to-hidden.txt", ".hidden", "%c0%ae", "bare", ";", "leaving-link.txt", "~", "//"
        };
        StaticDirectory listed =
                new StaticDirectory(root, StaticRules.standard().withListing(true));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int foundCount = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder path = new StringBuilder();
            for (int j = random.nextInt(1, 7); j > 0; j--) {
                path.append(pieces[random.nextInt(pieces.length)]);
                path.append(random.nextBoolean() ? "/" : "");
            }
            for (String asked : new String[] {path.toString(), normal(path.toString())}) {
                StaticOutcome outcome = listed.answer(get(asked));
                if (outcome instanceof StaticOutcome.Found found) {
                    foundCount++;
                    assertThat(content(found)).as("seed=%d path=%s", seed, asked)
                            .isNotEqualTo(SECRET);
                } else if (outcome instanceof StaticOutcome.Listing listing) {
                    assertThat(listing.html()).as("seed=%d path=%s", seed, asked)
                            .doesNotContain("outside", "in.txt", "hidden", ".git");
                }
            }
        }
        assertThat(foundCount).isPositive();
    }

    /// A link is turned between a file inside and one outside while it is asked for.
    @Test
    void neverShowsWhatALinkIsTurnedTo() throws Exception {
        Path turning = root.resolve("turning");
        AtomicBoolean stopped = new AtomicBoolean();
        Files.createSymbolicLink(turning, root.resolve("a.txt"));
        Thread turner = Thread.ofPlatform().start(() -> turn(turning, stopped));
        try {
            for (int i = 0; i < 3_000; i++) {
                StaticOutcome outcome;
                try {
                    outcome = unheld.answer(get("turning"));
                } catch (UncheckedIOException moved) {
                    continue;
                }
                if (outcome instanceof StaticOutcome.Found found) {
                    assertThat(content(found)).isEqualTo("0123456789");
                }
            }
        } finally {
            stopped.set(true);
            turner.join();
        }
    }

    private void turn(Path turning, AtomicBoolean stopped) {
        Path next = root.resolve("next");
        try {
            for (int i = 0; !stopped.get(); i++) {
                Path target =
                        i % 2 == 0 ? temporary.resolve("outside.txt") : root.resolve("a.txt");
                Files.createSymbolicLink(next, target);
                Files.move(next, turning, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static StaticRequest later(String path, long seconds) {
        return new StaticRequest(path, "", false, Preconditions.NONE, NOW + seconds);
    }

    private String tag(String path, long nowSecond) throws IOException {
        StaticRequest request =
                new StaticRequest(path, "", false, Preconditions.NONE, nowSecond);
        StaticOutcome.Found found = (StaticOutcome.Found) plain.answer(request);
        found.file().close();
        return String.valueOf(found.file().validators().entityTag());
    }

    private static StaticRequest get(String path) {
        return new StaticRequest(path, "", false, Preconditions.NONE, NOW);
    }

    private static StaticRequest get(String path, String match, String noneMatch, String range) {
        Preconditions preconditions =
                new Preconditions(match, noneMatch, null, null, range, null);
        return new StaticRequest(path, "", false, preconditions, NOW);
    }

    private static String normal(String path) {
        byte[] bytes = ("/" + path).getBytes(StandardCharsets.US_ASCII);
        byte[] normal = new byte[bytes.length];
        int length =
                PathText.normalise(MemorySegment.ofArray(bytes), 0, bytes.length, normal);
        return length < 1 ? "" : new String(normal, 1, length - 1, StandardCharsets.US_ASCII);
    }

    private static String content(StaticOutcome.Found found) throws IOException {
        ByteBuffer content = ByteBuffer.allocate((int) found.range().byteCount());
        switch (found.file().body()) {
            case StaticBody.Open open -> open.channel().read(content, found.range().from());
            case StaticBody.Held held ->
                    content.put(
                            held.content()
                                    .asSlice(found.range().from(), content.capacity())
                                    .asByteBuffer());
        }
        assertThat(content.remaining()).isZero();
        found.file().close();
        return new String(content.array(), StandardCharsets.UTF_8);
    }

    private Path write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return Files.setLastModifiedTime(file, FileTime.fromMillis(THEN * 1_000));
    }
}
