// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import org.jparallel.arena.ChunkPool;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.ContextSlot;
import org.jparallel.guard.AnyThread;

/// The limits of one dispatcher.
///
/// @param parallelThreadCount how many threads run contexts at a time, at least 1
/// @param spareThreadCount how many threads more may exist while contexts wait
/// @param ringWorkCount how many works the ring holds, a power of two
/// @param contextBytes the most off-heap bytes a context holds
/// @param runtimeBudget what all its contexts hold together
@AnyThread
public record DispatchLimits(
        int parallelThreadCount,
        int spareThreadCount,
        int ringWorkCount,
        long contextBytes,
        MemoryBudget runtimeBudget) {
    /// {@return memory for contexts, charged to the runtime}
    public ContextSlot newSlot() {
        return new ContextSlot(ChunkPool.shared(), runtimeBudget, contextBytes);
    }
}
