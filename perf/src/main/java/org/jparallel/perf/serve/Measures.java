// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jparallel.perf.judge.Standings;

/// All that was measured in a contest, and what had to be left out.
final class Measures {
    private final Map<Metric, Standings> standings = new EnumMap<>(Metric.class);
    private final List<String> failures = new ArrayList<>();

    Measures() {
        for (Metric metric : Metric.values()) {
            standings.put(metric, new Standings());
        }
    }

    /// What is measured, of whom.
    ///
    /// @param contestant the name
    /// @param variant its parameters, `name=value name=value`
    record Subject(String contestant, String variant) {}

    void add(Metric metric, Subject subject, double value) {
        add(metric, subject, value, Double.NaN);
    }

    /// @param heapBytes allocated on the Java heap for each request, or NaN
    void add(Metric metric, Subject subject, double value, double heapBytes) {
        of(metric).add(subject.contestant, subject.variant,
                new Standings.Fork(metric.unit(), value, Double.NaN, heapBytes));
    }

    void invalid(Subject subject, String reason) {
        failures.add(String.format(Locale.ROOT, "INVALID, left out: contestant=%s %s: %s",
                subject.contestant, subject.variant, reason));
    }

    Standings of(Metric metric) {
        Standings found = standings.get(metric);
        if (found == null) {
            throw new AssertionError(metric);
        }
        return found;
    }

    /// {@return the combinations of parameters of any metric}
    Collection<String> variants() {
        return standings.values().stream()
                .flatMap(each -> each.variants().stream())
                .distinct()
                .toList();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
