// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import org.jparallel.arena.ChunkPool;
import org.jparallel.arena.ContextArena;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.guard.ParallelThread;
import org.jspecify.annotations.Nullable;

/// What a parallel thread keeps for the contexts it runs, one after the other: one arena, used
/// again and again, and the handle of the present context once that has asked for it.
///
/// A context that never asks for its handle costs one look at a field when it ends.
@ParallelThread
public final class ContextSlot {
    private final ContextArena arena;
    private @Nullable Context context;
    private @Nullable Object attachment;

    /// Creates the slot of one thread.
    ///
    /// @param pool where its chunks come from
    /// @param runtimeBudget what they are charged to
    /// @param contextBytes the most bytes a context holds
    public ContextSlot(ChunkPool pool, MemoryBudget runtimeBudget, long contextBytes) {
        arena = new ContextArena(pool, runtimeBudget, contextBytes, SafePoint::pollHere);
    }

    /// {@return the memory behind the contexts of this slot}
    public ContextArena arena() {
        return arena;
    }

    /// {@return the handle of the context that this thread runs}
    Context current() {
        Context present = context;
        if (present == null) {
            present = new Context(arena, Thread.currentThread());
            context = present;
        }
        return present;
    }

    /// {@return what a layer above keeps with the present context, null at first}
    public @Nullable Object attachment() {
        return attachment;
    }

    /// Keeps something with the present context until that ends.
    ///
    /// @param kept what
    public void attach(Object kept) {
        current();
        attachment = kept;
    }

    /// Ends the present context: its memory is freed and its handle refuses from now on.
    public void end() {
        Context ended = context;
        if (ended != null) {
            context = null;
            attachment = null;
            ended.end();
        }
    }

    /// Gives the memory that the thread keeps for its next contexts back to the pool.
    public void release() {
        arena.release();
    }
}
