// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Prints counts.
final class Report {
    private static final int MOST_NAMED = 5;
    private static final double MEGABYTE = 1e6;

    private final PrintWriter out;
    private final List<Problem> listingProblems;

    Report(PrintWriter out, List<Problem> listingProblems) {
        this.out = out;
        this.listingProblems = listingProblems;
    }

    void print(WordCount count, int topCount) {
        for (Map.Entry<String, Long> entry : count.words().top(topCount)) {
            line("%,12d  %s", entry.getValue(), entry.getKey());
        }
        List<Problem> problems = new ArrayList<>(listingProblems);
        problems.addAll(count.problems());
        problems.sort(Comparator.comparing(Problem::fileName));
        Map<Boolean, List<Problem>> byKind =
                problems.stream().collect(Collectors.partitioningBy(Problem::binary));
        printProblems("unreadable", byKind.getOrDefault(false, List.of()));
        printProblems("binary", byKind.getOrDefault(true, List.of()));
        WordCount.Cost cost = count.cost();
        line(
                "%,d files, %,.1f MB, %,d words, %,d different",
                count.fileCount(),
                count.byteCount() / MEGABYTE,
                count.wordCount(),
                count.words().size());
        line(
                "%,.0f MB/s, %d contexts, %,.1f MB of arena memory at the peak",
                cost.megabytesPerSecond(count.byteCount()),
                cost.contextCount(),
                cost.peakArenaBytes() / MEGABYTE);
    }

    private void printProblems(String kind, List<Problem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        line("%,d files not counted: %s", problems.size(), kind);
        for (Problem problem : problems.subList(0, Math.min(MOST_NAMED, problems.size()))) {
            line("    %s (%s)", problem.fileName(), problem.reason());
        }
        if (problems.size() > MOST_NAMED) {
            line("    and %,d more", problems.size() - MOST_NAMED);
        }
    }

    /// {@return whether all counts are equal}
    boolean printComparison(WordCount contexts, WordCount oneThread, WordCount stream) {
        line("");
        line("%-16s %8s %10s %14s", "", "time", "speed", "Java heap");
        printCost("contexts", contexts);
        printCost("one thread", oneThread);
        printCost("parallelStream", stream);
        line(
                "contexts: %.1f times the speed of parallelStream, with 1/%.0f of its Java heap",
                (double) stream.cost().elapsedNanos() / contexts.cost().elapsedNanos(),
                (double) stream.cost().javaHeapBytes()
                        / Math.max(1, contexts.cost().javaHeapBytes()));
        line("Timed: from the list of files to the merged counts, reading and inflating included,");
        line("after the same warm-up of all three on a sample. Java heap: allocated meanwhile.");
        Map<String, Long> counts = contexts.words().toMap();
        boolean equal =
                counts.equals(oneThread.words().toMap()) && counts.equals(stream.words().toMap());
        line(equal ? "All three counts are equal." : "THE COUNTS DIFFER.");
        return equal;
    }

    private void printCost(String way, WordCount count) {
        WordCount.Cost cost = count.cost();
        line(
                "%-16s %6.2f s %5.0f MB/s %11.1f MB",
                way,
                cost.elapsedNanos() / 1e9,
                cost.megabytesPerSecond(count.byteCount()),
                cost.javaHeapBytes() / MEGABYTE);
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
