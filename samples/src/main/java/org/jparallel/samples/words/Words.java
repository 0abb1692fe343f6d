// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Counts words over every text file below some paths, in parallel contexts that work in their
/// arenas, and beside it in two plain ways.
@Command(
        name = "words",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Counts words over every text file below the paths, in parallel contexts.",
            "",
            "A word is a longest run of ASCII letters, digits, underscores and non-ASCII"
                    + " characters."
        },
        footer = {
            "",
            "Not counted, but named: files that cannot be read, are larger than 1 GiB, or are"
                    + " binary, which is to have a NUL among the first 8,192 bytes. Symbolic links"
                    + " below a path are not followed. A path to a zip or jar file stands for the"
                    + " files in it.",
            "",
            "Exit code: 0; 1 if counting failed; 2 if the command line is wrong or a path does not"
                    + " exist."
        })
public final class Words implements Callable<Integer> {
    private static final long WARM_UP_BYTES = 8 << 20;
    private static final int WARM_UP_ROUNDS = 3;
    private static final long MEGABYTE = 1_000_000;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PATH",
            description = "Files and directories. Default: the sources of the running JDK, else"
                    + " this repository.")
    private List<Path> paths = List.of();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many words to print (default: ${DEFAULT-VALUE}).")
    private int topCount = 20;

    @Option(
            names = "--contexts",
            paramLabel = "N",
            description = "How many contexts count (default: one a processor).")
    private int contextCount = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--no-compare",
            description = "Count in contexts only, without warm-up and without the other two ways.")
    private boolean alone;

    /// Counts and reports.
    ///
    /// @param arguments `--help` explains them
    public static void main(String[] arguments) {
        int exitCode = run(arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /// Counts and reports, without ending the JVM.
    ///
    /// @param arguments `--help` explains them
    /// @return the exit code
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Words())
                .setParameterExceptionHandler(
                        (failure, _) -> complain(failure.getCommandLine(), failure, 2))
                .setExecutionExceptionHandler(
                        (failure, command, _) -> complain(command, failure, 1));
    }

    private static int complain(CommandLine command, Exception failure, int exitCode) {
        boolean usersMistake = failure instanceof ParameterException;
        String message = usersMistake ? failure.getMessage() : failure.toString();
        command.getErr().println("words: " + message);
        return exitCode;
    }

    @Override
    public Integer call() throws IOException {
        check("--top", topCount, 0);
        check("--contexts", contextCount, 1);
        PrintWriter out = spec.commandLine().getOut();
        try (Corpus corpus = open()) {
            Report report = new Report(out, corpus.problems());
            if (alone) {
                report.print(countInContexts(corpus), topCount);
                return 0;
            }
            List<TextFile> sample = corpus.sample(WARM_UP_BYTES);
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                ContextCounter.count(sample, contextCount, _ -> {});
                OneThreadCounter.count(sample);
                StreamCounter.count(sample);
            }
            WordCount contexts = countInContexts(corpus);
            report.print(contexts, topCount);
            out.flush();
            boolean equal =
                    report.printComparison(
                            contexts,
                            OneThreadCounter.count(corpus.files()),
                            StreamCounter.count(corpus.files()));
            return equal ? 0 : 1;
        } finally {
            out.flush();
        }
    }

    private void check(String option, int value, int minimum) {
        if (value < minimum) {
            throw new ParameterException(
                    spec.commandLine(),
                    "too small: " + option + "=" + value + " minimum=" + minimum);
        }
    }

    private Corpus open() throws IOException {
        try {
            return Corpus.of(paths.isEmpty() ? List.of(defaultPath()) : paths);
        } catch (NoSuchFileException failure) {
            throw new ParameterException(
                    spec.commandLine(), "no such file or directory: " + failure.getFile(), failure);
        }
    }

    private static Path defaultPath() {
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        return Files.isReadable(sources) ? sources : repository();
    }

    /// {@return the repository that this class was built in; else the current directory}
    static Path repository() {
        CodeSource source = Words.class.getProtectionDomain().getCodeSource();
        Path classes = Path.of(URI.create(source.getLocation().toString()));
        Path repository = classes.resolve("../../..").normalize();
        return Files.exists(repository.resolve("run")) ? repository : Path.of("");
    }

    private WordCount countInContexts(Corpus corpus) {
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
            return ContextCounter.count(corpus.files(), contextCount, _ -> {});
        }
        ProgressBarBuilder builder =
                ProgressBar.builder()
                        .setTaskName("words")
                        .setUnit(" MB", MEGABYTE)
                        .setInitialMax(corpus.byteCount())
                        .continuousUpdate()
                        .clearDisplayOnFinish();
        try (ProgressBar bar = builder.build()) {
            LongConsumer progress = bar::stepBy;
            return ContextCounter.count(corpus.files(), contextCount, progress);
        }
    }
}
