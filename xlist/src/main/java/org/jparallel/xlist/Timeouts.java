// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.time.Duration;
import org.jparallel.context.Blocking;

/// How long a call waits.
final class Timeouts {
    private static final Duration LONGEST = Duration.ofNanos(Blocking.FOREVER);

    private Timeouts() {}

    /// {@return the nanoseconds of a timeout; one of 292 years or more is forever}
    static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        return timeout.compareTo(LONGEST) >= 0 ? Blocking.FOREVER : timeout.toNanos();
    }
}
