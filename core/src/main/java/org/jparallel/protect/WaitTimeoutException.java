// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.time.Duration;
import org.jparallel.guard.AsyncException;

/// Thrown when an event was not signalled in time. The event is as it was.
public final class WaitTimeoutException extends AsyncException {
    private static final long serialVersionUID = 1L;

    /// Creates the exception.
    ///
    /// @param timeout how long it was waited for; below zero is as zero
    public WaitTimeoutException(Duration timeout) {
        super("event not signalled in time: timeoutMillis=" + Timeouts.millis(timeout));
    }

    WaitTimeoutException(String what, int eventCount, Duration timeout) {
        super(
                what
                        + " not signalled in time: eventCount="
                        + eventCount
                        + " timeoutMillis="
                        + Timeouts.millis(timeout));
    }
}
