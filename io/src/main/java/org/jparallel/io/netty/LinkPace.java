// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import org.jparallel.guard.AnyThread;

/// How greedy a connection is on its event loop.
///
/// @param readCount reads of up to 64 KiB that it may do before other connections get their turn
/// @param writeCount writes that it may do before other connections get their turn
/// @param quickAck whether what arrives is acknowledged at once, where the system can do that
@AnyThread
public record LinkPace(int readCount, int writeCount, boolean quickAck) {
    /// What suits most.
    public static final LinkPace STANDARD = new LinkPace(4, 16, false);
}
