// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import org.jparallel.guard.AsyncException;

/// Why something that a connection was to do has not been done: it has closed meanwhile.
public final class ConnectionClosedException extends AsyncException {
    private static final long serialVersionUID = 1L;

    ConnectionClosedException(Connection connection) {
        super("connection has closed: connection=" + connection);
    }
}
