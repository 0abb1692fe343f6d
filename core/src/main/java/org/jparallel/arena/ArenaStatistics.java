// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import org.jparallel.guard.AnyThread;

/// What one context did with its memory so far. Everything but the limit starts at zero with each
/// context.
///
/// @param usedBytes handed out and alive, with the gaps that alignment left
/// @param peakBytes the most that `usedBytes` has been
/// @param chunkCount chunks that hold them
/// @param allocationCount allocations made
/// @param rewindCount rewinds made
/// @param limitBytes the most that `usedBytes` can be
@AnyThread
public record ArenaStatistics(
        long usedBytes,
        long peakBytes,
        int chunkCount,
        long allocationCount,
        long rewindCount,
        long limitBytes) {}
