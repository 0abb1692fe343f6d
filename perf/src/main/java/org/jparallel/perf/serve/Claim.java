// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.util.List;
import java.util.regex.Pattern;
import org.jparallel.perf.judge.Goal;
import org.jparallel.perf.judge.Standings;

/// A goal for one metric.
///
/// @param metric what is judged
/// @param variants a pattern of the combinations of parameters that it speaks of
/// @param goal what must be reached
record Claim(Metric metric, Pattern variants, Goal goal) {
    static Claim of(Metric metric, String variants, Goal goal) {
        return new Claim(metric, Pattern.compile(variants), goal);
    }

    /// {@return a verdict for each combination of parameters}
    List<Goal.Verdict> judge(Measures measures) {
        Standings chosen =
                measures.of(metric).only(variant -> variants.matcher(variant).matches());
        return goal.judge(chosen).stream()
                .map(verdict -> new Goal.Verdict(
                        verdict.reached(), metric.label() + " of " + verdict.text()))
                .toList();
    }
}
