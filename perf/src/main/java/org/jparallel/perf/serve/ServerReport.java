// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jparallel.perf.judge.Goal;
import org.jparallel.perf.judge.Score;
import org.jparallel.perf.judge.Standings;

/// Prints what was measured: a table for each combination of parameters, then the goals.
///
/// The last column holds each contestant against the first of the list that took part: how many
/// times as fast, or as small, the contestant is.
final class ServerReport {
    private final PrintStream out;
    private final ServerContest contest;
    private final Measures measures;

    ServerReport(PrintStream out, ServerContest contest, Measures measures) {
        this.out = out;
        this.contest = contest;
        this.measures = measures;
    }

    void print() {
        measures.variants().forEach(this::table);
        List<Goal.Verdict> verdicts = contest.claims().stream()
                .flatMap(claim -> claim.judge(measures).stream())
                .toList();
        if (verdicts.isEmpty()) {
            out.println("no goal to judge: ours or the peer did not run");
        }
        for (Goal.Verdict verdict : verdicts) {
            out.println((verdict.reached() ? "reached      " : "NOT REACHED  ") + verdict.text());
        }
        measures.failures().forEach(out::println);
    }

    private void table(String variant) {
        Standings standings = measures.of(contest.columns().getFirst().metric());
        List<Score> scores = standings.scores(variant).stream()
                .sorted(Comparator.comparingDouble(Score::median))
                .toList();
        if (scores.isEmpty()) {
            return;
        }
        Score reference = reference(scores);
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-44s", variant));
        for (Column column : contest.columns()) {
            head.append(String.format(Locale.ROOT, " %11s", column.title()));
        }
        out.println(head.append("  x ").append(reference.contestant()));
        for (Score score : scores) {
            row(score, reference);
        }
        out.println();
    }

    private void row(Score score, Score reference) {
        StringBuilder row =
                new StringBuilder(String.format(Locale.ROOT, "  %-42s", score.contestant()));
        for (Column column : contest.columns()) {
            double value = measures.of(column.metric())
                    .score(score.contestant(), score.variant())
                    .map(column.value()::applyAsDouble)
                    .orElse(Double.NaN);
            row.append(String.format(Locale.ROOT, " %11s", number(value)));
        }
        row.append(String.format(Locale.ROOT, " %6.2f", reference.median() / score.median()));
        out.println(row);
    }

    private Score reference(List<Score> scores) {
        return contest.contestants().stream()
                .flatMap(contestant -> scores.stream()
                        .filter(score -> score.contestant().equals(contestant.name())))
                .findFirst()
                .orElseThrow();
    }

    /// Three digits that mean something, or all of a whole number.
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        String pattern = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
