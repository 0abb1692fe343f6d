// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf;

import java.util.List;
import java.util.Optional;
import org.jparallel.perf.Goal.Faster;
import org.jparallel.perf.Goal.NoBytes;
import org.jparallel.perf.benchmark.SubmitBenchmark;

/// The rows of the speed table.
final class Contests {
    private static final String OURS = "jparallel";
    private static final List<Contest> ALL = List.of(submit());

    private Contests() {}

    static List<Contest> all() {
        return ALL;
    }

    static Optional<Contest> named(String name) {
        return ALL.stream().filter(contest -> contest.name().equals(name)).findFirst();
    }

    private static Contest submit() {
        return new Contest(
                "submit",
                "submit and complete an empty work: batches of 10,000, a stream of 10 million",
                SubmitBenchmark.class,
                List.of(
                        new Faster(OURS, 3, List.of(
                                "forkJoinFifo", "forkJoinLifo", "forkJoinCommon")),
                        new Faster(OURS, 3, List.of("threadPool")),
                        new Faster(OURS, 5, List.of("virtualThreads")),
                        new NoBytes(OURS)));
    }
}
