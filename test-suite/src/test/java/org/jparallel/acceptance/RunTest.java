// SPDX-License-Identifier: Apache-2.0
package org.jparallel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jparallel.acceptance.Checkout.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("./run")
final class RunTest {
    private static final String SAMPLES = "org.jparallel.samples.Main";

    @TempDir private Path place;
    private Checkout checkout;

    @BeforeEach
    void makeACheckout() throws IOException {
        place = place.toRealPath();
        checkout = new Checkout(place);
    }

    @Nested
    @DisplayName("with a JDK 25 and nothing built")
    final class WithNothingBuilt {
        private Map<String, String> environment;

        @BeforeEach
        void installJdk() {
            Path home = checkout.installJdk("jdk", "25.0.1");
            environment = Map.of("JAVA_HOME", home.toString());
        }

        @Test
        void buildsThenStartsTheSample() throws Exception {
            Result result = run(environment, "words", "a path");
            assertThat(result.errors()).containsExactly("building samples ...");
            assertThat(result.output())
                    .containsExactly(
                            "<java>",
                            "<@" + checkout.root() + "/samples/target/launch>",
                            "<" + SAMPLES + ">",
                            "<words>",
                            "<a path>");
            assertThat(result.exitCode()).isZero();
            assertThat(checkout.builds())
                    .containsExactly(
                            "mvnw -q -B -pl samples -am process-classes with " + place + "/jdk");
        }

        @Test
        void buildsNothingTheSecondTime() throws Exception {
            run(environment, "words");
            assertThat(run(environment, "words").errors()).isEmpty();
            assertThat(checkout.builds()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"core/src/main/java/A.java", "pom.xml", "samples/pom.xml"})
        void buildsAgainWhenASourceIsNewer(String source) throws Exception {
            run(environment, "words");
            checkout.change(source);
            assertThat(run(environment, "words").errors())
                    .containsExactly("building samples ...");
        }

        @Test
        void buildsAgainWhereItWasMovedTo() throws Exception {
            run(environment, "words");
            checkout.write("samples/target/launch", "\"/elsewhere/samples/target/classes\"");
            assertThat(run(environment, "words").errors())
                    .containsExactly("building samples ...");
        }

        @Test
        void startsNothingWhenTheBuildFails() throws Exception {
            checkout.write("broken", "");
            Result result = run(environment, "words");
            assertThat(result.exitCode()).isEqualTo(7);
            assertThat(result.output()).isEmpty();
        }

        @Test
        void worksThroughALink() throws Exception {
            Path link = Files.createDirectory(place.resolve("bin")).resolve("jp");
            Files.createSymbolicLink(link, Path.of("..", "a check out", "run"));
            Result result = checkout.start(environment, link.toString(), "hello");
            assertThat(result.output()).endsWith("<" + SAMPLES + ">", "<hello>");
        }

        @ParameterizedTest
        @CsvSource({
            "bench,      perf,       org.jparallel.perf.Main",
            "fuzz,       io,         org.jparallel.io.http.FuzzMain",
            "jcstress,   test-suite, org.openjdk.jcstress.Main",
            "stress,     test-suite, org.jparallel.stress.Main"
        })
        void startsWhatIsNoSample(String name, String module, String main) throws Exception {
            Result result = run(environment, name, "-x");
            assertThat(result.errors()).containsExactly("building " + module + " ...");
            assertThat(result.output())
                    .endsWith(
                            "<@" + checkout.root() + "/" + module + "/target/launch>",
                            "<" + main + ">",
                            "<-x>");
        }

        @Test
        void asksForTheListWithoutAName() throws Exception {
            assertThat(run(environment).output()).endsWith("<" + SAMPLES + ">");
        }
    }

    @Nested
    @DisplayName("looking for a JDK")
    final class LookingForAJdk {
        @Test
        void passesOverAnOlderOne() throws Exception {
            Path old = checkout.installJdk("old", "17.0.15");
            Path onPath = checkout.installJdk("tools-with-java", "25");
            String path = onPath + "/bin:" + checkout.toolsOnly();
            assertBuildsWith(
                    onPath, run(Map.of("JAVA_HOME", old.toString(), "PATH", path), "words"));
        }

        @Test
        void followsTheLinkOnThePath() throws Exception {
            Path home = checkout.installJdk("somewhere/jdk", "25.0.3");
            Path links = Files.createDirectory(place.resolve("links"));
            Files.createSymbolicLink(links.resolve("java"), home.resolve("bin/java"));
            String path = links + ":" + checkout.toolsOnly();
            assertBuildsWith(home, run(Map.of("PATH", path), "words"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "usr/lib/jvm/jdk-25",
                    "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
                    ".sdkman/candidates/java/25.0.1-tem",
                    ".jdks/temurin-25",
                    "opt/jdk-25",
                    "opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home"
                })
        void findsItInTheUsualPlaces(String usual) throws Exception {
            checkout.installJdk("usr/lib/jvm/jdk-17", "17.0.15");
            Path home = checkout.installJdk(usual, "25-ea");
            assertBuildsWith(home, run(Map.of(), "words"));
        }

        @Test
        void saysWhatToInstallWhenThereIsNone() throws Exception {
            checkout.installJdk("usr/lib/jvm/jdk-250", "250.0.1");
            checkout.installJdk("opt/jdk-17", "17.0.25");
            Result result = run(Map.of(), "words");
            assertThat(result.errors())
                    .containsExactly(
                            "no JDK 25 found: install one"
                                    + " (https://adoptium.net/temurin/releases/?version=25)"
                                    + " or set JAVA_HOME to it");
            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(checkout.builds()).isEmpty();
        }

        private void assertBuildsWith(Path home, Result result) throws IOException {
            assertThat(result.exitCode()).as(String.join("\n", result.errors())).isZero();
            assertThat(checkout.builds()).singleElement().asString().endsWith(" with " + home);
        }
    }

    private Result run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(checkout.root().resolve("run").toString());
        assertThat(Files.isExecutable(checkout.root().resolve("run"))).isTrue();
        return checkout.start(environment, command.toArray(String[]::new));
    }
}
