// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.time.Duration;
import org.jparallel.guard.AsyncException;

/// Thrown when a [Published] has as many old versions as it may that contexts could still be
/// reading. Nothing was replaced, and the new version is still its maker's.
public final class TooManyVersionsException extends AsyncException {
    private static final long serialVersionUID = 1L;

    TooManyVersionsException(int waitingCount, int limitCount, Duration timeout) {
        super(
                "too many old versions are still read: waitingCount="
                        + waitingCount
                        + " limitCount="
                        + limitCount
                        + " timeoutMillis="
                        + timeout.toMillis());
    }
}
