// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import java.time.Duration;
import org.jparallel.guard.AnyThread;

/// What a server or client asks of its connections.
///
/// @param connectionCount the most that are open at a time
/// @param refusal what one beyond that is sent before it is closed, ASCII, may be empty
/// @param unsentBytes how much may wait to be sent before reading stops
/// @param sendTimeout how long nothing may leave while something waits to be sent, then it is cut
/// @param hogTimeout how long a callback may run before it is warned of
/// @param pace how much a connection does before others get their turn
@AnyThread
public record LinkSettings(
        int connectionCount,
        String refusal,
        long unsentBytes,
        Duration sendTimeout,
        Duration hogTimeout,
        LinkPace pace) {
    /// Settings of the standard pace.
    ///
    /// @param connectionCount the most that are open at a time
    /// @param refusal what one beyond that is sent before it is closed, ASCII, may be empty
    /// @param unsentBytes how much may wait to be sent before reading stops
    /// @param sendTimeout how long nothing may leave while something waits, then it is cut
    /// @param hogTimeout how long a callback may run before it is warned of
    public LinkSettings(
            int connectionCount,
            String refusal,
            long unsentBytes,
            Duration sendTimeout,
            Duration hogTimeout) {
        this(
                connectionCount,
                refusal,
                unsentBytes,
                sendTimeout,
                hogTimeout,
                LinkPace.STANDARD);
    }
}
