// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import org.jparallel.guard.ParallelThread;

/// What a parallel thread keeps for the contexts it runs, one after the other.
@ParallelThread
public final class ContextSlot {
    /// Creates the slot of one thread.
    public ContextSlot() {}
}
