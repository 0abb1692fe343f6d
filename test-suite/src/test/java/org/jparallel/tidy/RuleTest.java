// SPDX-License-Identifier: Apache-2.0
package org.jparallel.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule passes a clean tree, and fires on the same tree with one thing wrong.
@DisplayName("A rule")
final class RuleTest {
    private static final String LICENCE = "// SPDX-License-Identifier: Apache-2.0\n";
    private static final String PATH = "core/src/main/java/org/jparallel/Good.java";
    private static final String TEST = "core/src/test/java/org/jparallel/GoodTest.java";
    private static final SourceFile GOOD =
            java(
                    PATH,
                    "@AnyThread public final class Good {",
                    "    public void go(int a, int b, int c, int d, int e) {",
                    "        if (a > b) { while (c > d) { go(e, d, c, b, a); } }",
                    "        else if (a > c) { go(e, d, c, b, a); }",
                    "        else if (a > d) { go(e, d, c, b, a); }",
                    "        else if (a > e) { for (;;) { if (a > b) { return; } } }",
                    "    }",
                    "    private record Wide(int a, int b, int c, int d, int e, int f) {",
                    "        Wide(int a, int b, int c, int d, int e, int f) { this.a = a; }",
                    "    }",
                    "}");
    private static final List<SourceFile> CLEAN =
            List.of(
                    GOOD,
                    java("core/src/main/java/org/jparallel/package-info.java"),
                    java(TEST, "final class GoodTest {}"),
                    new SourceFile(
                            "pom.xml",
                            """
                            <!-- SPDX-License-Identifier: Apache-2.0 -->
                            <artifactId>jparallel</artifactId> <version>1.2.3-SNAPSHOT
                            """),
                    new SourceFile("CHANGELOG.md", "# Changes\n\n## 1.2.3, not yet released\n"),
                    new SourceFile(
                            "docs/README.md",
                            """
                            # All, of it
                            [a](../pom.xml) [b](../docs) [c](#all-of-it)
                            [d](https://example.org/) `[e](nothing)`
                            """));

    private static final Map<String, Broken> BROKEN =
            Map.ofEntries(
                    broken(
                            "names its licence",
                            new SourceFile(PATH, "class Good {}"),
                            1,
                            "no licence: expected=SPDX-License-Identifier: Apache-2.0"),
                    broken(
                            "keeps to 100 columns",
                            java(PATH, "// " + "x".repeat(98)),
                            2,
                            "line too long: limitColumns=100"),
                    broken(
                            "keeps to 500 lines a file",
                            java(PATH, "\n".repeat(499)),
                            501,
                            "file too long: lines=501 limitLines=500"),
                    broken("has no tabs", java(PATH, "\tclass Good {}"), 2, "tab"),
                    broken(
                            "has no blanks at the end of a line",
                            java(PATH, "class Good {} "),
                            2,
                            "blank at the end of the line"),
                    broken(
                            "has no unfinished notes",
                            java(PATH, "// TO" + "DO later"),
                            2,
                            "unfinished note"),
                    broken(
                            "switches no test off",
                            java(TEST, "@Dis" + "abled class GoodTest {}"),
                            2,
                            "test switched off"),
                    broken(
                            "has no author tags",
                            java(PATH, "/// @auth" + "or somebody"),
                            2,
                            "author tag"),
                    broken(
                            "names no path of one machine",
                            new SourceFile("docs/README.md", "in `/ro" + "ot/x`"),
                            1,
                            "path of one machine"),
                    broken(
                            "keeps to 60 lines a method",
                            java(PATH, "class Good {", "void a() {", "\n".repeat(58), "}", "}"),
                            3,
                            "method too long: name=a lines=61 limitLines=60"),
                    broken(
                            "nests 3 deep",
                            java(
                                    PATH,
                                    "class Good { Good() {",
                                    "if (a) try { while (b) synchronized (c) {} } finally {}",
                                    "}}"),
                            2,
                            "nested too deep: name=Good nesting=4 limitNesting=3"),
                    broken(
                            "has 5 parameters a method",
                            java(
                                    PATH,
                                    "class Good {",
                                    "void a(int b, int c, int d, int e, int f, int g) {} }"),
                            3,
                            "too many parameters: name=a parameters=6 limitParameters=5"),
                    broken(
                            "has 25 public methods a type",
                            java(
                                    PATH,
                                    "public interface Good {",
                                    "void a();\n".repeat(26) + "}"),
                            2,
                            "too many public methods: name=Good methods=26 limitMethods=25"),
                    broken(
                            "says which threads may call",
                            java(
                                    PATH,
                                    "public final class Good {",
                                    "@MainThread public void a() {}",
                                    "public void b() {} }"),
                            4,
                            "no thread role: type=Good method=b"),
                    broken(
                            "names types for what they are",
                            java(PATH, "class Good { class GoodUt" + "il {} }"),
                            2,
                            "name says nothing: name=GoodUt" + "il"),
                    broken(
                            "sleeps in no test",
                            java(TEST, "class GoodTest {", "void a() { Thread.sleep(1); } }"),
                            3,
                            "sleep in a test"),
                    broken(
                            "explains each package",
                            java("core/src/main/java/org/jparallel/good/Good.java"),
                            "core/src/main/java/org/jparallel/good/package-info.java",
                            1,
                            "no such file: the package is not explained"),
                    broken(
                            "links to what is there",
                            new SourceFile("docs/README.md", "# A\n[a](../pom.xml)[b](nothing.md)"),
                            2,
                            "dead link: target=nothing.md"),
                    broken(
                            "says what changed in this version",
                            new SourceFile("CHANGELOG.md", "## 1.2.2"),
                            1,
                            "no heading: expected=## 1.2.3"));

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void passesACleanTree(Rule rule) {
        assertThat(rule.findings(new SourceTree(CLEAN))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void firesOnABrokenTree(Rule rule) {
        Broken broken = BROKEN.get(rule.name());
        assertThat(broken).as("a broken example of this rule").isNotNull();
        assertThat(rule.findings(with(broken.file))).containsExactly(broken.finding);
    }

    @Test
    void namesTheFileAndTheLine() {
        assertThat(new Finding("a/B.java", 3, "tab")).hasToString("a/B.java:3: tab");
    }

    @Test
    void findsADeadAnchor() {
        Rule links =
                Rule.all()
                        .filter(rule -> rule.name().equals("links to what is there"))
                        .findFirst()
                        .orElseThrow();
        SourceFile file = new SourceFile("docs/README.md", "# A\n[a](#b)\n[b](../CHANGELOG.md#c)");
        assertThat(links.findings(with(file)))
                .extracting(Finding::message)
                .containsExactly("dead link: target=#b", "dead link: target=../CHANGELOG.md#c");
    }

    static Stream<Rule> rules() {
        return Rule.all();
    }

    /// The clean tree, with one file in the place of the one of its path.
    private static SourceTree with(SourceFile file) {
        return new SourceTree(
                Stream.concat(
                                CLEAN.stream().filter(other -> !other.path().equals(file.path())),
                                Stream.of(file))
                        .toList());
    }

    private static SourceFile java(String path, String... lines) {
        return new SourceFile(path, LICENCE + String.join("\n", Arrays.asList(lines)) + "\n");
    }

    private static Map.Entry<String, Broken> broken(
            String rule, SourceFile file, int line, String message) {
        return broken(rule, file, file.path(), line, message);
    }

    private static Map.Entry<String, Broken> broken(
            String rule, SourceFile file, String path, int line, String message) {
        return Map.entry(rule, new Broken(file, new Finding(path, line, message)));
    }

    private record Broken(SourceFile file, Finding finding) {}
}
