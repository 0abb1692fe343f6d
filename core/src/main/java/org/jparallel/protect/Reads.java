// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.concurrent.atomic.LongAdder;

/// Counts what [ReadStatistics] tells.
final class Reads {
    private final LongAdder retryCount = new LongAdder();
    private final LongAdder lockCount = new LongAdder();

    void retried() {
        retryCount.increment();
    }

    void locked() {
        lockCount.increment();
    }

    ReadStatistics statistics() {
        return new ReadStatistics(retryCount.sum(), lockCount.sum());
    }
}
