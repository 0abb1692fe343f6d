// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jparallel.Async;
import org.jparallel.arena.Mark;
import org.jparallel.context.Context;
import org.jparallel.xlist.XList;

/// Allocates from a context's arena, and takes it back with mark and rewind.
///
/// Allocating moves a pointer. Nothing is freed one by one: a rewind frees all that was allocated
/// after its mark in one stroke, and the end of the work frees the rest. Memory that is gone cannot
/// be read by mistake.
///
/// Prints:
///
/// ```text
/// used after the table: 8000
/// used in round 1: 12000
/// used in round 2: 12000
/// used in round 3: 12000
/// used after the rewind: 8000
/// sum of the table: 499500
/// used in the peak: 12000
/// reading what was rewound: IllegalStateException
/// ```
public final class S06Arenas {
    private static final int COUNT = 1_000;

    private S06Arenas() {}

    /// Runs the sample.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        try (Async async = Async.open();
                XList<String> lines = new XList<>()) {
            async.submitWork(() -> allocate(lines));
            async.run();
            lines.flush().forEach(System.out::println);
        }
    }

    private static void allocate(XList<String> lines) {
        Context context = Context.current();
        MemorySegment table = context.allocate(ValueLayout.JAVA_LONG, COUNT);
        for (int i = 0; i < COUNT; i++) {
            table.setAtIndex(ValueLayout.JAVA_LONG, i, i);
        }
        lines.push("used after the table: " + context.statistics().usedBytes());

        Mark mark = context.mark();
        MemorySegment scratch = MemorySegment.NULL;
        for (int round = 1; round <= 3; round++) {
            scratch = context.allocate(ValueLayout.JAVA_INT, COUNT);
            long usedBytes = context.statistics().usedBytes();
            lines.push("used in round " + round + ": " + usedBytes);
            context.rewind(mark);
        }
        lines.push("used after the rewind: " + context.statistics().usedBytes());
        lines.push("sum of the table: " + sum(table));
        lines.push("used in the peak: " + context.statistics().peakBytes());
        try {
            scratch.get(ValueLayout.JAVA_INT, 0);
        } catch (IllegalStateException failure) {
            lines.push("reading what was rewound: " + failure.getClass().getSimpleName());
        }
    }

    private static long sum(MemorySegment table) {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += table.getAtIndex(ValueLayout.JAVA_LONG, i);
        }
        return sum;
    }
}
