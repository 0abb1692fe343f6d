// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import org.jparallel.guard.AsyncException;

/// Thrown when there is nothing to wait for: the object has no event and only the main thread
/// creates one, or it is the very object to be signalled. Nothing was signalled.
public final class WaitException extends AsyncException {
    private static final long serialVersionUID = 1L;

    WaitException(String message) {
        super(message);
    }
}
