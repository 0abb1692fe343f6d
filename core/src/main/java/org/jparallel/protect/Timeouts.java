// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.time.Duration;
import org.jparallel.context.Blocking;

/// How long a wait lasts, in the terms of [Blocking].
final class Timeouts {
    private static final Duration LONGEST = Duration.ofNanos(Blocking.FOREVER);

    private Timeouts() {}

    /// {@return the time in nanoseconds; none if it is negative, forever if it is beyond counting}
    static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        return timeout.compareTo(LONGEST) >= 0 ? Blocking.FOREVER : timeout.toNanos();
    }

    /// {@return the time in milliseconds, for messages}
    static long millis(Duration timeout) {
        return Timeouts.nanos(timeout) / 1_000_000;
    }
}
