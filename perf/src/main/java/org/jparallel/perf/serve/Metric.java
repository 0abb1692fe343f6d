// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

/// What is measured of a server; the lower the better, all of them.
enum Metric {
    /// The reciprocal of the throughput: microseconds of the wall clock for each request, or MB.
    TIME("throughput", "us"),
    /// The CPU time of the server, user and system, for each request.
    CPU("server CPU", "us CPU"),
    /// The median latency.
    MEDIAN("median latency", "us"),
    /// The 99th percentile of the latency.
    TAIL("p99", "us"),
    /// The 99.9th percentile of the latency.
    FAR_TAIL("p99.9", "us"),
    /// Bytes for each idle connection.
    MEMORY("memory", "B"),
    /// Those of them on the Java heap.
    HEAP("heap", "B"),
    /// Those of them that are not.
    NATIVE("native memory", "B");

    private final String label;
    private final String unit;

    Metric(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    String label() {
        return label;
    }

    String unit() {
        return unit;
    }
}
