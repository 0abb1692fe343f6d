// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jparallel.perf.judge.Goal;
import org.openjdk.jmh.annotations.Benchmark;

/// One row of the speed table: a JMH class whose methods compete, and what ours must reach.
///
/// @param name what the user types
/// @param description one line
/// @param benchmark the JMH class
/// @param goals judged for each combination of its parameters
record Contest(String name, String description, Class<?> benchmark, List<Goal> goals) {
    Contest {
        goals = List.copyOf(goals);
    }

    /// {@return the names of the methods that compete, ours first, then by name}
    List<String> contestants() {
        return Arrays.stream(benchmark.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(Method::getName)
                .sorted(Contest::oursFirst)
                .toList();
    }

    static boolean isOurs(String contestant) {
        return contestant.startsWith("jparallel");
    }

    private static int oursFirst(String left, String right) {
        int order = Boolean.compare(isOurs(right), isOurs(left));
        return order != 0 ? order : left.compareTo(right);
    }
}
