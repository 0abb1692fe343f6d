// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import org.jparallel.guard.AnyThread;

/// What a [ChunkPool] held at one moment.
///
/// @param reservedBytes taken from the operating system
/// @param lentBytes of these, lent
/// @param freeBytes of these, waiting to be lent again: `reservedBytes - lentBytes`
@AnyThread
public record PoolStatistics(long reservedBytes, long lentBytes, long freeBytes) {}
