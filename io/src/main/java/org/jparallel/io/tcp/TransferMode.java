// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import org.jparallel.guard.AnyThread;
import org.jparallel.io.netty.LinkPace;

/// What a protocol's connections are made for: how much one of them does on its event loop before
/// the others get their turn, and when its sends leave.
@AnyThread
public enum TransferMode {
    /// A connection reads up to 256 KiB at a time; what its callbacks have sent for these leaves in
    /// one gathering write.
    STANDARD(4, 16, false),

    /// Much data on few connections: up to 1 MiB is read and 64 writes are done at a time.
    THROUGHPUT(16, 64, false),

    /// Small messages that must not wait: what a callback sends leaves when that callback returns,
    /// whether more has arrived or not, and what arrives is acknowledged at once.
    LOW_LATENCY(1, 16, true),

    /// Very many connections: each reads up to 64 KiB and writes once, then the next has its turn.
    CONCURRENCY(1, 1, false);

    private final int readCount;
    private final int writeCount;
    private final boolean hasty;

    TransferMode(int readCount, int writeCount, boolean hasty) {
        this.readCount = readCount;
        this.writeCount = writeCount;
        this.hasty = hasty;
    }

    LinkPace pace() {
        return new LinkPace(readCount, writeCount, hasty);
    }

    /// {@return whether what a data callback sends leaves before the next read}
    boolean isHasty() {
        return hasty;
    }
}
