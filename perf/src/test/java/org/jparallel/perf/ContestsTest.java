// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jparallel.perf.judge.Goal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContestsTest {
    static List<Contest> contests() {
        return Contests.all();
    }

    @ParameterizedTest
    @MethodSource("contests")
    void hasTheContestantsThatItsGoalsName(Contest contest) {
        assertThat(contest.contestants())
                .containsAll(contest.goals().stream().flatMap(ContestsTest::names).toList());
    }

    @ParameterizedTest
    @MethodSource("contests")
    void startsWithOurs(Contest contest) {
        assertThat(contest.contestants().getFirst()).startsWith("jparallel");
    }

    @Test
    void hasTheRowsOfTheSpeedTable() {
        assertThat(contests()).extracting(Contest::name).containsExactly(
                "submit", "nested", "latency", "arena",
                "xlist-long", "xlist-string", "words", "growth", "dict", "lock", "event",
                "clone", "clone-map", "clone-longs", "clone-first", "region", "published", "stop");
    }

    private static Stream<String> names(Goal goal) {
        return switch (goal) {
            case Goal.Faster(String ours, double factor, List<String> peers) ->
                    Stream.concat(Stream.of(ours), peers.stream());
            case Goal.AtMost(String ours, double factor, List<String> peers) ->
                    Stream.concat(Stream.of(ours), peers.stream());
            case Goal.AtMostMore(String ours, double surplus, String peer) ->
                    Stream.of(ours, peer);
            case Goal.FewerBytes(String ours, double factor, String peer) -> Stream.of(ours, peer);
            case Goal.LessGarbage(String ours, double factor, String peer, String result) ->
                    Stream.of(ours, peer, result);
            case Goal.NoBytes(String ours) -> Stream.of(ours);
            case Goal.Within(String ours, double limit) -> Stream.of(ours);
            case Goal.Flat(String ours, double tolerance) -> Stream.of(ours);
        };
    }
}
