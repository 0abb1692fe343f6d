// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import org.jparallel.guard.AsyncException;

/// Thrown when an object is locked, waited for or signalled that is not protected, and when a
/// context wants to protect an object or to lift its protection. Nothing has changed then.
public final class ProtectionException extends AsyncException {
    private static final long serialVersionUID = 1L;

    ProtectionException(String message) {
        super(message);
    }
}
