// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jparallel.perf.judge.Goal;
import org.jparallel.perf.judge.Score;
import org.jparallel.perf.judge.Standings;

/// Prints the standings of a contest: a table for each combination of parameters, then the goals.
///
/// ```text
/// batchCount=10000                ns/op       forks              B/op    to jparallel
///   jparallel                      …           … .. …             …
///   forkJoinFifo                   …           … .. …             …       … x
/// ```
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void print(Contest contest, Standings standings) {
        for (String variant : standings.variants()) {
            table(variant, standings.scores(variant));
        }
        List<Goal.Verdict> verdicts = contest.goals().stream()
                .flatMap(goal -> goal.judge(standings).stream())
                .toList();
        if (verdicts.isEmpty()) {
            out.println("no goal to judge: ours or the peer did not run");
        }
        for (Goal.Verdict verdict : verdicts) {
            out.println((verdict.reached() ? "reached      " : "NOT REACHED  ") + verdict.text());
        }
    }

    private void table(String variant, List<Score> scores) {
        List<Score> ours = scores.stream()
                .filter(score -> Contest.isOurs(score.contestant()))
                .sorted(Comparator.comparing(Score::contestant))
                .toList();
        boolean sampled = !Double.isNaN(scores.getFirst().tail());
        String unit = scores.getFirst().unit();
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-28s %12s  %-25s",
                variant.isEmpty() ? "contestant" : variant,
                sampled ? "p50 " + unit : unit,
                "lowest .. highest fork"));
        head.append(sampled ? String.format(Locale.ROOT, " %12s", "p99 " + unit) : "");
        head.append(String.format(Locale.ROOT, " %12s", "B/op"));
        for (Score own : ours) {
            head.append(" / ").append(own.contestant());
        }
        out.println(head);
        List<Score> sorted = new ArrayList<>(scores);
        sorted.sort(Comparator.comparingDouble(Score::median));
        for (Score score : sorted) {
            row(score, ours, sampled);
        }
        out.println();
    }

    private void row(Score score, List<Score> ours, boolean sampled) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "  %-26s %12s  %-25s",
                score.contestant(),
                number(score.median()),
                number(score.lowest()) + " .. " + number(score.highest())));
        row.append(sampled ? String.format(Locale.ROOT, " %12s", number(score.tail())) : "");
        row.append(String.format(Locale.ROOT, " %12s", number(score.bytesPerOperation())));
        for (Score own : ours) {
            int width = own.contestant().length() + 2;
            row.append(String.format(Locale.ROOT, " %" + width + "s",
                    number(score.median() / own.median()) + " x"));
        }
        out.println(row);
    }

    /// Three digits that mean something, or all of a whole number.
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        String pattern = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
