// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jparallel.guard.MainThread;
import org.jparallel.perf.judge.Standings;
import org.jparallel.perf.serve.ServerBench;

/// Measures ours beside the peers': `Main NAME [CONTESTANT…] [--quick] [JMH options]`, and for
/// servers `Main NAME [options]`.
///
/// Without arguments it lists the names. The raw results of JMH go to a folder of their own below
/// `results/`. Exit codes: 0 when everything ran (whether or not the goals were reached), 1 when a
/// contestant failed, 2 when the command line was not understood.
@MainThread
public final class Main {
    private static final Path RESULTS = Path.of("results");
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private Main() {}

    /// Runs one benchmark, or lists them.
    ///
    /// @param arguments the name of a benchmark and what to change of its run
    /// @throws IOException if the raw results cannot be written
    public static void main(String... arguments) throws IOException {
        int exitCode = run(List.of(arguments), System.out, System.err);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        if (arguments.isEmpty() || isHelp(arguments.getFirst())) {
            list(out);
            return 0;
        }
        try {
            Optional<ServerBench> servers = ServerBench.of(arguments);
            if (servers.isPresent()) {
                return serve(servers.get(), out, err);
            }
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            return NOT_UNDERSTOOD;
        }
        String name = arguments.getFirst();
        Optional<Contest> contest = Contests.named(name);
        if (contest.isEmpty()) {
            err.println("no benchmark of this name: name=" + name);
            list(err);
            return NOT_UNDERSTOOD;
        }
        Request request;
        try {
            request = Request.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            return NOT_UNDERSTOOD;
        }
        if (request.chosen(contest.get()).isEmpty()) {
            err.println("no contestant of this name: name=" + request.contestants()
                    + " contestants=" + contest.get().contestants());
            return NOT_UNDERSTOOD;
        }
        return measure(contest.get(), request, out, err);
    }

    private static int measure(Contest contest, Request request, PrintStream out, PrintStream err)
            throws IOException {
        Path folder = folder(contest.name());
        Rounds rounds = new Rounds(request, folder, err::println);
        Standings standings = rounds.run(contest);
        out.printf(Locale.ROOT, "%n%s: %s%n%d processors, Java %s, %s: %d, raw results in %s%n%n",
                contest.name(), contest.description(),
                Runtime.getRuntime().availableProcessors(), Runtime.version(),
                "medians over forks", rounds.roundCount(), folder);
        if (!standings.isEmpty()) {
            new Report(out).print(contest, standings);
        }
        rounds.failures().forEach(err::println);
        return standings.isEmpty() || !rounds.failures().isEmpty() ? FAILED : 0;
    }

    private static int serve(ServerBench servers, PrintStream out, PrintStream err) {
        try {
            boolean complete = servers.run(folder(servers.name()), out, err::println);
            return complete ? 0 : FAILED;
        } catch (IOException failure) {
            err.println(failure.getMessage());
            return FAILED;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static Path folder(String name) {
        String time = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT)
                .format(LocalDateTime.now(ZoneId.systemDefault()));
        return RESULTS.resolve(name + "-" + time);
    }

    private static void list(PrintStream out) {
        out.println("usage: bench NAME [CONTESTANT...] [--quick] [JMH options]");
        for (Contest contest : Contests.all()) {
            out.printf(Locale.ROOT, "  %-14s %s%n", contest.name(), contest.description());
        }
        out.println("usage: bench NAME " + ServerBench.USAGE);
        ServerBench.list(line -> out.println("  " + line));
    }

    private static boolean isHelp(String argument) {
        return Arrays.asList("-h", "--help", "help").contains(argument);
    }
}
