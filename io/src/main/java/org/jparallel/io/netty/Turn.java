// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import java.lang.foreign.MemorySegment;
import org.jparallel.arena.ContextArena;
import org.jparallel.context.ContextSlot;
import org.jparallel.guard.ParallelThread;
import org.jspecify.annotations.Nullable;

/// The memory of one connection's callbacks from one read of its socket, until what they have sent
/// has left.
///
/// ```
/// read -> callbacks -> write ............ the kernel has taken it all
/// |-- marked --------------------------------------------| rewound, used for the next turn
/// ```
///
/// Each turn has an arena of its own rather than a mark in one arena of its connection: with marks
/// on a stack the memory of a turn could only be freed after that of all later ones, and a
/// connection that always has something on its way would never free any. An event loop keeps a few
/// turns; a connection on which nothing happens holds none.
///
/// **Threads.** Only its event loop.
@ParallelThread
public final class Turn {
    private final Loop loop;
    private final ContextSlot slot;
    private final ContextArena arena;
    private final ContextArena ownArena;
    private int holdCount;
    private @Nullable RawBuffer freeBuffers;

    /// What the layer above keeps with the turn, for as long as the turn is used again and again.
    private @Nullable Object attachment;

    /// The next one in the loop's list of those that are free.
    @Nullable Turn nextFree;

    /// @param own for what the server itself builds
    Turn(Loop loop, ContextSlot slot, ContextSlot own) {
        this.loop = loop;
        this.slot = slot;
        arena = slot.arena();
        ownArena = own.arena();
    }

    ContextSlot slot() {
        return slot;
    }

    /// {@return what the layer above keeps with it, null at first}
    public @Nullable Object attachment() {
        return attachment;
    }

    /// Keeps something with the turn, over all its uses.
    ///
    /// @param kept what
    public void attach(Object kept) {
        attachment = kept;
    }

    /// Reserves memory that lives until the turn ends. It is apart from that of the context: what
    /// users rewind there does not touch it.
    ///
    /// @param byteCount how many bytes
    /// @return the address of the first, a multiple of 8
    public long reserve(long byteCount) {
        return ownArena.reserve(byteCount);
    }

    /// Keeps memory that a callback has allocated in its context from being rewound before the turn
    /// ends, because it is being sent.
    ///
    /// @param segment the memory
    /// @return whether it is memory of this turn; if not, it must be copied
    public boolean pin(MemorySegment segment) {
        return arena.pin(segment);
    }

    /// Keeps the turn alive until [#release()].
    public void hold() {
        holdCount++;
    }

    /// Ends one hold; the last one ends the turn, and its memory is gone.
    public void release() {
        assert holdCount > 0 : "released more often than held";
        holdCount--;
        if (holdCount == 0) {
            slot.end();
            arena.end();
            ownArena.end();
            loop.giveBack(this);
        }
    }

    /// {@return whether nobody holds it}
    boolean isOver() {
        return holdCount == 0;
    }

    /// Gives its memory back.
    void close() {
        arena.release();
        ownArena.release();
    }

    /// {@return a buffer over memory of this turn, which holds the turn until it has left}
    RawBuffer buffer(long address, int byteCount) {
        RawBuffer buffer = freeBuffers;
        if (buffer == null) {
            buffer = new RawBuffer(this);
        } else {
            freeBuffers = buffer.nextFree;
            buffer.nextFree = null;
            buffer.revive();
        }
        buffer.point(address, byteCount, true);
        holdCount++;
        return buffer;
    }

    /// Told by a buffer that Netty is done with it.
    void left(RawBuffer buffer) {
        buffer.nextFree = freeBuffers;
        freeBuffers = buffer;
        release();
    }
}
