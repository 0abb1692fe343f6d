// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.time.Duration;
import org.jparallel.guard.AsyncException;

/// Why a connection was closed: nothing has happened on it for as long as its settings allow.
public final class IdleTimeoutException extends AsyncException {
    private static final long serialVersionUID = 1L;

    IdleTimeoutException(Duration idleTimeout) {
        super("connection was idle: idleTimeout=" + idleTimeout);
    }
}
