// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import java.util.concurrent.TimeUnit;
import org.jparallel.guard.AsyncException;

/// Why a connection was cut: something took too long.
public final class LinkTimeoutException extends AsyncException {
    private static final long serialVersionUID = 1L;

    /// Creates the exception.
    ///
    /// @param what what did not happen
    /// @param elapsedNanos for how long
    public LinkTimeoutException(String what, long elapsedNanos) {
        super(what + ": elapsedMillis=" + TimeUnit.NANOSECONDS.toMillis(elapsedNanos));
    }
}
