// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Time and Java-heap allocation since it was made.
final class Stopwatch {
    private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long startBytes = THREADS.getTotalThreadAllocatedBytes();
    private final long startNanos = System.nanoTime();

    WordCount.Cost cost(int contextCount, long peakArenaBytes) {
        long elapsedNanos = System.nanoTime() - startNanos;
        long javaHeapBytes = THREADS.getTotalThreadAllocatedBytes() - startBytes;
        return new WordCount.Cost(elapsedNanos, javaHeapBytes, contextCount, peakArenaBytes);
    }
}
