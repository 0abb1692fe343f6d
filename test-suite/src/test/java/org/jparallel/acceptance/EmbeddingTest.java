// SPDX-License-Identifier: Apache-2.0
package org.jparallel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.RingBuffer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.io.ReferenceOwner;
import org.jparallel.Async;
import org.jparallel.xlist.XList;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A user's program in a JVM of its own, with the one option that `docs/embedding.md` names.
class EmbeddingTest {
    private static final String ON_CLASS_PATH = "--enable-native-access=ALL-UNNAMED";
    private static final String ON_MODULE_PATH = "--enable-native-access=org.jparallel.core";
    private static final String NO_UNSAFE = "--sun-misc-unsafe-memory-access=deny";

    private static final String PROGRAM =
            """
            package user;

            import org.jparallel.Async;
            import org.jparallel.context.Context;

            public class Program {
                public static void main(String[] arguments) {
                    try (Async async = Async.open()) {
                        if (arguments.length > 0 && arguments[0].equals("future")) {
                            int[] result = {8};
                            boolean isSame = async.future(_ -> result, null).join() == result;
                            System.out.println(isSame ? "same" : "clone");
                            return;
                        }
                        async.submitWork(() -> work(arguments.length > 0));
                        async.run();
                    }
                }

                static void work(boolean withBytes) {
                    Context context = Context.current();
                    System.out.println(context.allocate(8, 8).byteSize());
                    if (withBytes) {
                        System.out.println(context.bytes(64).append("pi=").append(3.14));
                    }
                }
            }
            """;

    @TempDir private static Path directory;

    @BeforeAll
    static void compile() throws IOException {
        Path program = Files.writeString(directory.resolve("Program.java"), PROGRAM);
        Path module =
                Files.writeString(
                        directory.resolve("module-info.java"),
                        "module user { requires org.jparallel.core; }");
        javac("--class-path", libraries(), "-d", classes("plain"), program.toString());
        String[] sources = {module.toString(), program.toString()};
        javac("--module-path", libraries(), "-d", classes("module"), sources[0], sources[1]);
    }

    @Test
    void needsOneOptionOnTheClassPath() throws Exception {
        Run run = java(ON_CLASS_PATH, "-cp", path("plain"), "user.Program", "bytes");
        assertThat(run).isEqualTo(new Run(0, "8\npi=3.14\n", ""));
    }

    @Test
    void needsOneOptionOnTheModulePath() throws Exception {
        Run run = java(ON_MODULE_PATH, "-p", path("module"), "-m", "user/user.Program", "bytes");
        assertThat(run).isEqualTo(new Run(0, "8\npi=3.14\n", ""));
    }

    @Test
    void clonesResultsOnceTheModuleThatClonesIsThere() throws Exception {
        String clones = File.pathSeparator + home(XList.class);
        String plain = path("plain");
        Run alone = java(ON_CLASS_PATH, "-cp", plain, "user.Program", "future");
        assertThat(alone).isEqualTo(new Run(0, "same\n", ""));
        Run both = java(ON_CLASS_PATH, "-cp", plain + clones, "user.Program", "future");
        assertThat(both).isEqualTo(new Run(0, "clone\n", ""));
        String withNative = ON_MODULE_PATH + ",org.jparallel.xlist";
        String modules = path("module") + clones;
        Run bound = java(withNative, "-p", modules, "-m", "user/user.Program", "future");
        assertThat(bound).isEqualTo(new Run(0, "clone\n", ""));
    }

    @Test
    void needsNoUnsafe() throws Exception {
        Run run = java(ON_CLASS_PATH, NO_UNSAFE, "-cp", path("plain"), "user.Program", "bytes");
        assertThat(run).isEqualTo(new Run(0, "8\npi=3.14\n", ""));
    }

    @Test
    void loadsNeitherChronicleNorLoggingUntilByteStreamsAreAskedFor() throws Exception {
        Run run = java("-Xlog:class+load", ON_CLASS_PATH, "-cp", path("plain"), "user.Program");
        assertThat(run.errors).isEmpty();
        assertThat(run.output)
                .contains("\n8\n", "org.jparallel.arena.ContextArena")
                .doesNotContain("net.openhft", "org.slf4j");
    }

    @Test
    void warnsOnceAndWorksWithoutTheOption() throws Exception {
        Run run = java("-cp", path("plain"), "user.Program", "bytes");
        assertThat(run.exitCode).isZero();
        assertThat(run.output).isEqualTo("8\npi=3.14\n");
        assertThat(run.errors)
                .startsWith("WARNING: A restricted method in java.lang.foreign.MemorySegment")
                .containsOnlyOnce("Use --enable-native-access=ALL-UNNAMED")
                .doesNotContain("SLF4J", "Unsafe");
    }

    private record Run(int exitCode, String output, String errors) {}

    private static Run java(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(arguments));
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process =
                builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("program did not end: command=" + command);
        }
        return new Run(process.exitValue(), read(output), read(errors));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).replace(System.lineSeparator(), "\n");
    }

    private static void javac(String... arguments) {
        ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
        assertThat(compiler.run(System.out, System.err, arguments)).isZero();
    }

    private static String classes(String name) {
        return directory.resolve(name).toString();
    }

    private static String path(String name) {
        return libraries() + File.pathSeparator + classes(name);
    }

    private static String libraries() {
        return Stream.of(
                        Async.class,
                        RingBuffer.class,
                        Bytes.class,
                        ReferenceOwner.class,
                        LoggerFactory.class,
                        NullMarked.class)
                .map(EmbeddingTest::home)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
