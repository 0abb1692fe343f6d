// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// The contests of servers, as the command line knows them.
public final class ServerBench {
    /// How options are given.
    public static final String USAGE = ServerOptions.USAGE;

    private static final List<ServerContest> ALL = List.of(
            new HttpContest(),
            new TailContest(),
            new TcpContest(),
            new FilesContest(),
            new IdleContest());

    private final ServerContest contest;
    private final ServerOptions options;

    private ServerBench(ServerContest contest, ServerOptions options) {
        this.contest = contest;
        this.options = options;
    }

    /// Speaks of each contest.
    ///
    /// @param visitor given a line for each: name and description
    public static void list(Consumer<String> visitor) {
        for (ServerContest each : ALL) {
            visitor.accept(
                    String.format(Locale.ROOT, "%-14s %s", each.name(), each.description()));
        }
    }

    /// Finds a contest.
    ///
    /// @param arguments its name, then options
    /// @return nothing if there is none of this name
    /// @throws IllegalArgumentException if the options are wrong
    public static Optional<ServerBench> of(List<String> arguments) {
        Optional<ServerContest> contest = ALL.stream()
                .filter(each -> each.name().equals(arguments.getFirst()))
                .findFirst();
        return contest.map(each -> {
            ServerOptions options =
                    ServerOptions.parse(arguments.subList(1, arguments.size()));
            options.chosen(each.contestants());
            return new ServerBench(each, options);
        });
    }

    /// {@return what the user typed}
    public String name() {
        return contest.name();
    }

    /// Measures, and prints tables and verdicts.
    ///
    /// @param folder for raw results and logs
    /// @return whether everything could be measured
    /// @throws IOException if a tool is missing, or the folder cannot be written
    /// @throws InterruptedException if the thread is interrupted
    public boolean run(Path folder, PrintStream out, Consumer<String> progress)
            throws IOException, InterruptedException {
        Measures measures =
                new ServerRounds(contest, options, progress).run(Stage.in(folder));
        out.printf(Locale.ROOT, "%n%s: %s%n%d processors, Java %s, medians over %d rounds of %d s,"
                        + " raw results in %s%n%n",
                contest.name(), contest.description(),
                Runtime.getRuntime().availableProcessors(), Runtime.version(),
                options.rounds(), options.seconds(), folder);
        new ServerReport(out, contest, measures).print();
        return measures.failures().isEmpty();
    }
}
