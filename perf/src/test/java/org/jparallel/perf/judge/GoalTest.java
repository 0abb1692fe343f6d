// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jparallel.perf.judge.Goal.AtMost;
import org.jparallel.perf.judge.Goal.AtMostMore;
import org.jparallel.perf.judge.Goal.Faster;
import org.jparallel.perf.judge.Goal.FewerBytes;
import org.jparallel.perf.judge.Goal.Flat;
import org.jparallel.perf.judge.Goal.NoBytes;
import org.jparallel.perf.judge.Goal.Verdict;
import org.jparallel.perf.judge.Goal.Within;
import org.jparallel.perf.judge.Standings.Fork;
import org.junit.jupiter.api.Test;

class GoalTest {
    private final Standings standings = new Standings();

    private void measured(String contestant, String variant, double score, double bytes) {
        standings.add(contestant, variant, new Fork("ns/op", score, Double.NaN, bytes));
    }

    @Test
    void holdsOursAgainstTheFastestPeer() {
        measured("jparallel", "", 20, 0);
        measured("slow", "", 90, 0);
        measured("fast", "", 50, 0);

        assertThat(new Faster("jparallel", 3, List.of("slow", "fast")).judge(standings))
                .containsExactly(new Verdict(false,
                        "jparallel: at least 3 x as fast as fast: 2.50 x, short by 17 %"));
    }

    @Test
    void isReachedAtItsBound() {
        measured("jparallel", "", 20, 0);
        measured("peer", "", 60, 0);

        assertThat(new Faster("jparallel", 3, List.of("peer")).judge(standings))
                .containsExactly(
                        new Verdict(true, "jparallel: at least 3 x as fast as peer: 3.00 x"));
    }

    @Test
    void takesTheMedianOfTheForks() {
        measured("jparallel", "", 10, 0);
        measured("peer", "", 11, 0);
        measured("peer", "", 12, 0);
        measured("peer", "", 900, 0);

        assertThat(new AtMost("jparallel", 1, List.of("peer")).judge(standings))
                .containsExactly(
                        new Verdict(true, "jparallel: at most 1 x the time of peer: 0.83 x"));
    }

    @Test
    void judgesEachCombinationOfParameters() {
        measured("jparallel", "count=1000", 10, 0.01);
        measured("jparallel", "count=1", 10, 3);

        assertThat(new NoBytes("jparallel").judge(standings)).containsExactly(
                new Verdict(false, "jparallel count=1: 0 B/op: 3.00 B/op"),
                new Verdict(true, "jparallel count=1000: 0 B/op: 0.01 B/op"));
    }

    @Test
    void comparesAllocation() {
        measured("jparallel", "", 1, 30);
        measured("peer", "", 1, 200);

        assertThat(new FewerBytes("jparallel", 0.1, "peer").judge(standings))
                .containsExactly(new Verdict(false,
                        "jparallel: at most 0.1 x the bytes of peer: 0.15 x, short by 33 %"));
    }

    @Test
    void allowsASurplus() {
        measured("jparallel", "", 3_000, 0);
        measured("peer", "", 2_000, 0);

        assertThat(new AtMostMore("jparallel", 1_000, "peer").judge(standings)).containsExactly(
                new Verdict(true, "jparallel: at most 1000 ns/op more than peer: 3000 and 2000"));
        assertThat(new AtMostMore("jparallel", 999, "peer").judge(standings))
                .extracting(Verdict::reached).containsExactly(false);
    }

    @Test
    void comparesWithANumber() {
        measured("jparallel", "", 900, 0);

        assertThat(new Within("jparallel", 1_000).judge(standings)).containsExactly(
                new Verdict(true, "jparallel: at most 1000 ns/op: 900"));
        assertThat(new Within("jparallel", 899).judge(standings))
                .extracting(Verdict::reached).containsExactly(false);
    }

    @Test
    void measuresTheDeviationFromTheMiddle() {
        measured("jparallel", "count=1", 8, 0);
        measured("jparallel", "count=10", 12, 0);

        assertThat(new Flat("jparallel", 0.2).judge(standings)).containsExactly(
                new Verdict(true, "jparallel: flat within ±20 %: ±20 %, 8.0 to 12.0 ns/op"));
        assertThat(new Flat("jparallel", 0.1).judge(standings))
                .extracting(Verdict::reached).containsExactly(false);
    }

    @Test
    void saysNothingOfWhatDidNotRun() {
        measured("jparallel", "", 10, 0);

        assertThat(new Faster("jparallel", 3, List.of("peer")).judge(standings)).isEmpty();
        assertThat(new Flat("jparallel", 0.2).judge(standings)).isEmpty();
    }
}
