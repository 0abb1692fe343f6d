// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

/// What an [Async] has done and holds, at one moment; the counts of a moment at which works run may
/// be a little apart.
///
/// @param submittedCount works submitted, ever
/// @param completedCount works completed, ever, failed ones too
/// @param failedCount works completed with an exception, whether an errback took it or not
/// @param spilledCount works that found the ring full and went to the Java heap, ever
/// @param activeCount contexts active now: submitted works, armed timers and waits
/// @param threadCount parallel threads now, spares too
/// @param arenaBytes off-heap bytes that contexts hold now
/// @param arenaLimitBytes the most they may hold
public record AsyncStatistics(
        long submittedCount,
        long completedCount,
        long failedCount,
        long spilledCount,
        long activeCount,
        int threadCount,
        long arenaBytes,
        long arenaLimitBytes) {}
