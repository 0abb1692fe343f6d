// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import java.lang.foreign.MemorySegment;
import org.jparallel.guard.ParallelThread;
import org.jspecify.annotations.Nullable;

/// What the layer above does with one connection. Every call comes on the connection's event loop.
///
/// What it throws is a fault of that layer: it is logged, and the connection is cut.
@ParallelThread
public interface LinkHandler {
    /// The connection is open.
    ///
    /// @param turn the memory of this call
    void opened(Turn turn);

    /// Bytes have arrived. They are gone when this returns: what is needed later is copied.
    ///
    /// @param turn the memory of this call and of all others from the same read
    /// @param memory where they lie
    /// @param byteCount how many, from the start of the memory
    void received(Turn turn, MemorySegment memory, int byteCount);

    /// All that could be read now was handed over; what was sent is flushed after this.
    ///
    /// @param turn the memory of the calls since the read began
    void receivedAll(Turn turn);

    /// The peer sends nothing more. It may still read.
    ///
    /// @param turn the memory of this call
    void inputEnded(Turn turn);

    /// So much has left that there is room for more again.
    ///
    /// @param turn the memory of this call
    void writable(Turn turn);

    /// Everything that was sent before [Link#notifySent] has left.
    ///
    /// @param turn the memory of this call
    /// @param id as given there
    /// @param failure why it could not leave, or null
    void sent(Turn turn, long id, @Nullable Throwable failure);

    /// Comes four times a second, for timeouts.
    ///
    /// @param nowNanos the time, as of [Loop#nowNanos()]
    void tick(long nowNanos);

    /// The server ends: what is in flight may finish, then the connection should close.
    void drain();

    /// The connection is closed. Nothing comes after this.
    ///
    /// @param cause why, or null if either side closed it in order
    void closed(@Nullable Throwable cause);
}
