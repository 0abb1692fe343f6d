// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import static org.jparallel.io.netty.RawMemory.ALL;

import io.netty.channel.Channel;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jparallel.guard.ParallelThread;
import org.jspecify.annotations.Nullable;

/// Whether a link reads, and what came although it did not: when the peer has ended its side, the
/// transport reads on to the end, paused or not. Such reads wait here as copies, each with a hold
/// on the turn that has the copy; they are no more than the system had received by then.
@ParallelThread
final class Intake {
    static final int UNSENT = 1;
    static final int HANDLER = 2;

    private final Channel channel;
    private int pauses;
    private @Nullable Deque<Read> reads;

    Intake(Channel channel) {
        this.channel = channel;
    }

    void pause(int reason) {
        if (pauses == 0) {
            channel.config().setAutoRead(false);
        }
        pauses |= reason;
    }

    void resume(int reason) {
        int left = pauses & ~reason;
        if (pauses != 0 && left == 0) {
            pauses = 0;
            if (channel.isActive()) {
                channel.config().setAutoRead(true);
            }
        }
        pauses = left;
    }

    /// {@return whether the handler wants nothing now}
    boolean isHeld() {
        return (pauses & HANDLER) != 0;
    }

    // --- what waits ------------------------------------------------------------------------------

    /// A read that waits.
    ///
    /// @param turn held
    /// @param address where the copy is
    /// @param byteCount how many bytes
    record Read(Turn turn, long address, int byteCount) {
        MemorySegment memory() {
            return ALL.asSlice(address, byteCount);
        }
    }

    boolean isEmpty() {
        return reads == null || reads.isEmpty();
    }

    void keep(Turn turn, MemorySegment memory, int byteCount) {
        long address = turn.reserve(byteCount);
        MemorySegment.copy(memory, 0, ALL, address, byteCount);
        turn.hold();
        if (reads == null) {
            reads = new ArrayDeque<>();
        }
        reads.add(new Read(turn, address, byteCount));
    }

    /// {@return the first that waits, whose turn is to be released; null if none does}
    @Nullable Read poll() {
        return reads == null ? null : reads.poll();
    }

    void clear() {
        for (Read read = poll(); read != null; read = poll()) {
            read.turn().release();
        }
    }
}
