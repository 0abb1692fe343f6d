// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import org.jparallel.guard.AnyThread;
import org.jparallel.guard.AsyncException;

/// Thrown when an allocation would pass the limit of its context or of the runtime.
///
/// Nothing was allocated. The context can go on after a rewind, and what it holds stays valid.
@AnyThread
public final class ArenaExhaustedException extends AsyncException {
    private static final long serialVersionUID = 1L;

    private final long requestedBytes;
    private final long usedBytes;
    private final long limitBytes;

    /// Names whose limit was reached, and by how much.
    ///
    /// @param what whose limit it is: `context`, `runtime`, …
    /// @param requestedBytes what was asked for
    /// @param usedBytes what was in use at that time
    /// @param limitBytes the limit
    public ArenaExhaustedException(
            String what, long requestedBytes, long usedBytes, long limitBytes) {
        super(
                what
                        + " memory exhausted: requestedBytes="
                        + requestedBytes
                        + " usedBytes="
                        + usedBytes
                        + " limitBytes="
                        + limitBytes);
        this.requestedBytes = requestedBytes;
        this.usedBytes = usedBytes;
        this.limitBytes = limitBytes;
    }

    /// {@return the bytes asked for}
    public long requestedBytes() {
        return requestedBytes;
    }

    /// {@return the bytes in use when they were asked for}
    public long usedBytes() {
        return usedBytes;
    }

    /// {@return the limit in bytes}
    public long limitBytes() {
        return limitBytes;
    }
}
