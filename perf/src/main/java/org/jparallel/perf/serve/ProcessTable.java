// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What Linux knows of a process: `/proc/PID/stat` and `/proc/PID/status`.
final class ProcessTable {
    /// The kernel tells times to programs in hundredths of a second on every architecture the JDK
    /// runs on, whatever its own clock does (USER_HZ).
    private static final long MICROS_PER_TICK = 10_000;
    /// Counted from the field behind the name, which is the third.
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final String RESIDENT = "VmRSS:";
    private static final long KIB = 1024;

    private ProcessTable() {}

    /// {@return the CPU time of a process and all below it, user and system}
    static long cpuMicros(ProcessHandle process) throws IOException {
        long micros = 0;
        for (ProcessHandle each : family(process)) {
            micros += cpuMicros(Files.readString(file(each, "stat")));
        }
        return micros;
    }

    /// {@return the memory of a process and all below it that is not swapped out}
    static long residentBytes(ProcessHandle process) throws IOException {
        long bytes = 0;
        for (ProcessHandle each : family(process)) {
            bytes += residentBytes(Files.readAllLines(file(each, "status")));
        }
        return bytes;
    }

    /// Reads `/proc/PID/stat`. The name, in parentheses, may itself hold blanks and parentheses.
    static long cpuMicros(String stat) {
        int nameEnd = stat.lastIndexOf(')');
        String[] fields = stat.substring(nameEnd + 1).strip().split(" ", -1);
        if (nameEnd < 0 || fields.length <= SYSTEM_TICKS) {
            throw new IllegalArgumentException("process status cannot be read: stat=" + stat);
        }
        long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
        return ticks * MICROS_PER_TICK;
    }

    static long residentBytes(List<String> status) {
        String line = status.stream()
                .filter(each -> each.startsWith(RESIDENT))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "process has no resident memory: status=" + status));
        String[] words = line.substring(RESIDENT.length()).strip().split(" ", -1);
        return Long.parseLong(words[0]) * KIB;
    }

    private static List<ProcessHandle> family(ProcessHandle process) {
        return Stream.concat(
                Stream.of(process), process.descendants()).toList();
    }

    private static Path file(ProcessHandle process, String name) {
        return Path.of("/proc", Long.toString(process.pid()), name);
    }
}
