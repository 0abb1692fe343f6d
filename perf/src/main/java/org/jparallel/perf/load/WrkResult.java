// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a run of wrk says of itself, in the line that our script prints.
///
/// @param requests that were answered
/// @param micros how long it took
/// @param bytes that were received, heads included
/// @param errors how many of each kind: of sockets, of answers of 400 and above
/// @param medianMicros the 50th percentile of the latency
/// @param tailMicros the 99th percentile
public record WrkResult(
        long requests,
        long micros,
        long bytes,
        Map<String, Long> errors,
        double medianMicros,
        double tailMicros) {
    private static final String LINE = "summary ";
    private static final List<String> ERRORS =
            List.of("connect", "read", "write", "status", "timeout");

    /// Makes a result.
    public WrkResult {
        errors = Map.copyOf(errors);
    }

    /// Reads what wrk printed.
    ///
    /// @throws IllegalArgumentException if the line of our script is missing, or a field of it
    static WrkResult parse(List<String> output) {
        String line = output.stream()
                .filter(each -> each.startsWith(LINE))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "wrk printed no summary: output=" + output));
        Map<String, String> fields = new HashMap<>();
        for (String field : line.substring(LINE.length()).split(" ", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        Map<String, Long> errors = new HashMap<>();
        for (String error : ERRORS) {
            errors.put(error, (long) number(fields, error));
        }
        return new WrkResult(
                (long) number(fields, "requests"),
                (long) number(fields, "micros"),
                (long) number(fields, "bytes"),
                errors,
                number(fields, "p50"),
                number(fields, "p99"));
    }

    /// {@return whether every request had an answer, and none was an error}
    public boolean isClean() {
        return requests > 0 && errors.values().stream().allMatch(count -> count == 0);
    }

    private static double number(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("wrk's summary lacks a field: name=" + name);
        }
        return Double.parseDouble(value);
    }
}
