// SPDX-License-Identifier: Apache-2.0
package org.jparallel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The ladder")
final class LadderTest {
    /// Whose types may be seen by which packages alone.
    private static final Map<String, List<String>> LIBRARIES =
            Map.of(
                    "com.lmax.disruptor", List.of("org.jparallel.dispatch"),
                    "net.openhft", List.of("org.jparallel.arena", "org.jparallel.xlist.clone"),
                    "io.netty", List.of("org.jparallel.io.netty"),
                    "java.lang.classfile",
                            List.of("org.jparallel.guard", "org.jparallel.xlist.clone"),
                    "java.lang.instrument", List.of("org.jparallel.guard"));

    /// The one type of a library that users see: a byte stream on an arena.
    private static final String BYTES = "net.openhft.chronicle.bytes.Bytes";

    @Nested
    @DisplayName("of the code as it is")
    final class OfTheCode {
        @ParameterizedTest
        @MethodSource("org.jparallel.architecture.LadderTest#ladders")
        void isHeldBy(Ladder ladder) {
            Modules modules = Modules.shared();
            Stream<String> objections =
                    modules.dependencies(ladder.module())
                            .filter(LadderTest::isOurs)
                            .flatMap(
                                    dependency ->
                                            objection(ladder, dependency, modules::exports)
                                                    .stream());
            assertThat(objections).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("org.jparallel.architecture.LadderTest#ladders")
        void hasARungForEachPackageOf(Ladder ladder) {
            assertThat(Modules.shared().classes(ladder.module()))
                    .extracting(JavaClass::getPackageName)
                    .isSubsetOf(ladder.packages());
        }

        @ParameterizedTest
        @MethodSource("org.jparallel.architecture.LadderTest#ladders")
        void keepsLibrariesToTheirPackagesIn(Ladder ladder) {
            Stream<String> strangers =
                    Modules.shared()
                            .dependencies(ladder.module())
                            .flatMap(dependency -> stranger(dependency).stream());
            assertThat(strangers).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("org.jparallel.architecture.LadderTest#ladders")
        void namesNoLibraryInTheExportedSignaturesOf(Ladder ladder) {
            Stream<String> leaks =
                    Modules.shared()
                            .exportedSignatures(ladder.module())
                            .filter(signature -> isLibrary(signature.type()))
                            .filter(signature -> !signature.type().equals(BYTES))
                            .map(Modules.Signature::toString);
            assertThat(leaks).isEmpty();
        }

        @Test
        void isReadFromClasses() {
            assertThat(Modules.shared().dependencies("core").filter(LadderTest::isOurs))
                    .isNotEmpty();
            assertThat(Modules.shared().exportedSignatures("core")).isNotEmpty();
        }
    }

    @Nested
    @DisplayName("of a package")
    final class OfAPackage {
        @ParameterizedTest
        @ValueSource(strings = {"org.jparallel.guard", "org.jparallel.arena"})
        void letsSeeItselfAndWhatIsBelow(String seen) {
            assertThat(core("org.jparallel.arena", seen)).isEmpty();
        }

        @Test
        void refusesAPackageAbove() {
            assertThat(core("org.jparallel.arena", "org.jparallel.context"))
                    .contains(
                            "sees a package above: package=org.jparallel.arena"
                                    + " sees=org.jparallel.context");
        }

        @Test
        void refusesAPackageThatIsOnNoRung() {
            assertThat(core("org.jparallel.misc", "org.jparallel.guard"))
                    .contains("package not on the ladder: module=core package=org.jparallel.misc");
            assertThat(core("org.jparallel.arena", "org.jparallel.misc"))
                    .contains(
                            "sees a package not below: package=org.jparallel.arena"
                                    + " sees=org.jparallel.misc");
        }

        @Test
        void refusesAModuleAbove() {
            assertThat(core("org.jparallel", "org.jparallel.xlist"))
                    .contains(
                            "sees a package not below: package=org.jparallel"
                                    + " sees=org.jparallel.xlist");
        }

        @Test
        void refusesWhatTheModuleBelowDoesNotExport() {
            Ladder.Exports exports = name -> !name.equals("org.jparallel.dispatch");
            assertThat(
                            Ladder.XLIST.objection(
                                    "org.jparallel.xlist", "org.jparallel.arena", exports))
                    .isEmpty();
            assertThat(
                            Ladder.XLIST.objection(
                                    "org.jparallel.xlist", "org.jparallel.dispatch", exports))
                    .contains(
                            "sees a package not below: package=org.jparallel.xlist"
                                    + " sees=org.jparallel.dispatch");
        }

        private Optional<String> core(String from, String to) {
            return Ladder.CORE.objection(from, to, name -> true);
        }
    }

    static Stream<Ladder> ladders() {
        return Ladder.all();
    }

    private static Optional<String> objection(
            Ladder ladder, Dependency dependency, Ladder.Exports exports) {
        return ladder.objection(
                        dependency.getOriginClass().getPackageName(),
                        seen(dependency).getPackageName(),
                        exports)
                .map(reason -> reason + ": " + dependency.getDescription());
    }

    private static Optional<String> stranger(Dependency dependency) {
        String from = dependency.getOriginClass().getPackageName();
        String type = seen(dependency).getName();
        boolean bytesOfAContext = type.equals(BYTES) && from.equals("org.jparallel.context");
        return LIBRARIES.entrySet().stream()
                        .filter(library -> type.startsWith(library.getKey() + "."))
                        .allMatch(library -> bytesOfAContext || library.getValue().contains(from))
                ? Optional.empty()
                : Optional.of("library not for this package: " + dependency.getDescription());
    }

    private static boolean isOurs(Dependency dependency) {
        return (seen(dependency).getPackageName() + ".").startsWith("org.jparallel.");
    }

    private static boolean isLibrary(String type) {
        return LIBRARIES.keySet().stream().anyMatch(library -> type.startsWith(library + "."));
    }

    private static JavaClass seen(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType();
    }
}
