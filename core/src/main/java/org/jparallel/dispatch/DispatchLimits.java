// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import org.jparallel.arena.MemoryBudget;

/// The limits of one dispatcher.
///
/// @param parallelThreadCount how many threads run contexts at a time, at least 1
/// @param spareThreadCount how many threads more may exist while contexts wait
/// @param ringWorkCount how many works the ring holds, a power of two
/// @param contextBytes the most off-heap bytes a context holds
/// @param runtimeBudget what all its contexts hold together
public record DispatchLimits(
        int parallelThreadCount,
        int spareThreadCount,
        int ringWorkCount,
        long contextBytes,
        MemoryBudget runtimeBudget) {}
