// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io;

import org.jparallel.guard.AnyThread;
import org.jparallel.io.netty.LinkCounts;
import org.jparallel.io.tcp.ConnectionService;

/// What a server or client does and has done.
///
/// @param openCount connections that are open
/// @param openedCount connections that were opened
/// @param refusedCount connections that were closed at once, because there were too many
/// @param cutCount connections that were cut: by a failure, a timeout, or the end of the server
/// @param receivedBytes bytes that have arrived
/// @param sendCount sends
/// @param sentBytes bytes that were given to be sent
/// @param failureCount callbacks that have failed
/// @param activeHogs event loops that a callback keeps for too long at this moment; all servers and
///     clients share the loops
@AnyThread
public record TransportStatistics(
        long openCount,
        long openedCount,
        long refusedCount,
        long cutCount,
        long receivedBytes,
        long sendCount,
        long sentBytes,
        long failureCount,
        int activeHogs) {
    static TransportStatistics of(LinkCounts links, ConnectionService service) {
        return new TransportStatistics(
                links.openCount(),
                links.openedCount(),
                links.refusedCount(),
                links.cutCount(),
                links.receivedBytes(),
                service.sendCount(),
                service.sentBytes(),
                service.failureCount(),
                links.hogCount());
    }
}
