// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io;

import org.jparallel.guard.AnyThread;

/// What an HTTP server does and has done.
///
/// @param openCount connections that are open
/// @param openedCount connections that were opened
/// @param refusedCount connections that were closed at once, because there were too many
/// @param cutCount connections that were cut: by a failure, a timeout, or the end of the server
/// @param receivedBytes bytes that have arrived
/// @param requestCount requests that were answered, refused ones too
/// @param failureCount requests whose handler has failed
/// @param activeHogs event loops that a callback keeps for too long at this moment
@AnyThread
public record HttpStatistics(
        long openCount,
        long openedCount,
        long refusedCount,
        long cutCount,
        long receivedBytes,
        long requestCount,
        long failureCount,
        int activeHogs) {}
