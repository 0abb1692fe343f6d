// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Runs a contest of servers: each contestant starts afresh in each round and is alone while it is
/// measured, every second round runs backwards, so that a disturbance falls on all alike.
final class ServerRounds {
    private final ServerContest contest;
    private final ServerOptions options;
    private final Consumer<String> progress;

    /// @param progress told what is running
    ServerRounds(ServerContest contest, ServerOptions options, Consumer<String> progress) {
        this.contest = contest;
        this.options = options;
        this.progress = progress;
    }

    /// Runs all rounds. What cannot be measured is left out, and named in `failures()`.
    Measures run(Stage stage) throws IOException, InterruptedException {
        List<Contestant> contestants = options.chosen(contest.contestants());
        long minutes = Math.ceilDiv(
                (long) options.rounds() * contestants.size() * contest.secondsForEach(options), 60);
        progress.accept(String.format(Locale.ROOT, "%s: %d contestants, %d rounds, about %d min",
                contest.name(), contestants.size(), options.rounds(), minutes));
        contest.prepare(stage, options);
        Measures measures = new Measures();
        for (int round = 1; round <= options.rounds(); round++) {
            for (Contestant each : round % 2 == 1 ? contestants : contestants.reversed()) {
                progress.accept(String.format(Locale.ROOT, "%s: round %d of %d: %s",
                        contest.name(), round, options.rounds(), each.name()));
                turn(each, stage, measures);
            }
        }
        return measures;
    }

    private void turn(Contestant contestant, Stage stage, Measures measures)
            throws InterruptedException {
        try (RunningServer server = contestant.start(stage)) {
            contest.measure(server, options, measures);
        } catch (IOException failure) {
            measures.invalid(new Measures.Subject(contestant.name(), ""), reason(failure));
        }
    }

    private static String reason(IOException failure) {
        Throwable cause = failure.getCause();
        return cause == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + cause.getMessage();
    }
}
