// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.judge;

import java.util.List;

/// What one contestant reached with one combination of parameters, over all its forks.
///
/// @param contestant the method's name
/// @param variant its parameters, `name=value name=value`, or empty
/// @param unit of time, `ns/op` for example
/// @param forks one score for each fork: the median of its iterations, or of its samples
/// @param tail the 99th percentile of the samples, or NaN where whole iterations are timed
/// @param bytesPerOperation what all threads together allocated on the Java heap, or NaN
public record Score(
        String contestant,
        String variant,
        String unit,
        List<Double> forks,
        double tail,
        double bytesPerOperation) {

    /// Makes a score.
    public Score {
        forks = List.copyOf(forks);
    }

    /// {@return the middle of the forks}
    public double median() {
        return median(forks);
    }

    /// {@return the lowest fork}
    public double lowest() {
        return forks.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    /// {@return the highest fork}
    public double highest() {
        return forks.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /// {@return the middle value, or the mean of the two in the middle; NaN of none}
    public static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int upper = sorted.size() / 2;
        int lower = (sorted.size() - 1) / 2;
        return (sorted.get(lower) + sorted.get(upper)) / 2;
    }
}
