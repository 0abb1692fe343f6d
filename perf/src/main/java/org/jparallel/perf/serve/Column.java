// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.util.function.ToDoubleFunction;
import org.jparallel.perf.judge.Score;

/// A column of the table of a contest.
///
/// @param title above it
/// @param metric whose score it shows
/// @param value what to show of the score; NaN for nothing
record Column(String title, Metric metric, ToDoubleFunction<Score> value) {
    private static final double MICROS_PER_SECOND = 1_000_000;

    /// {@return how many a second}
    static Column rate(String title) {
        return new Column(title, Metric.TIME, score -> MICROS_PER_SECOND / score.median());
    }

    /// {@return how many a second in the worst round}
    static Column worstRate() {
        return new Column("worst", Metric.TIME, score -> MICROS_PER_SECOND / score.highest());
    }

    /// {@return how many a second in the best round}
    static Column bestRate() {
        return new Column("best", Metric.TIME, score -> MICROS_PER_SECOND / score.lowest());
    }

    /// {@return the median over the rounds}
    static Column median(String title, Metric metric) {
        return new Column(title, metric, Score::median);
    }

    /// {@return the bytes allocated on the Java heap for each}
    static Column heap(String title) {
        return new Column(title, Metric.TIME, Score::bytesPerOperation);
    }
}
