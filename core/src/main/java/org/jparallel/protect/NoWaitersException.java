// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import org.jparallel.guard.AsyncException;

/// Thrown when a protected object is signalled that has no event: nobody waits for it, nobody can,
/// and the signal is not kept. [Protected#prewait()] creates the event.
public final class NoWaitersException extends AsyncException {
    private static final long serialVersionUID = 1L;

    NoWaitersException(Class<?> type) {
        super("object has no event, nobody waits for it: type=" + type.getName());
    }
}
