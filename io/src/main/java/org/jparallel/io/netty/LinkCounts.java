// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import org.jparallel.guard.AnyThread;

/// How many connections a server or client has and had.
///
/// @param openCount open now
/// @param openedCount ever opened
/// @param refusedCount closed at once because of the limit
/// @param cutCount closed before what was in flight had finished
/// @param receivedBytes bytes received
/// @param hogCount event loops that a callback keeps for too long, now
@AnyThread
public record LinkCounts(
        long openCount,
        long openedCount,
        long refusedCount,
        long cutCount,
        long receivedBytes,
        int hogCount) {}
