// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// Memory of one context that others read, also when the context has ended: it lives until the last
/// of its holds is released.
///
/// ```
/// context runs                          context has ended
///   [ chunk | chunk | chunk ]             [ chunk ]            the chunks with what is kept move
///       ^ view                                ^ view           here, the others are wiped
///     scope of this, shared                 the same
/// ```
///
/// 1. What others read is a read-only view of the same bytes, in a shared scope of its own. It dies
///    when the last hold is released, whether the context runs still or has ended. The context's
///    own segments die with the context.
/// 2. The scope closes before anything is wiped, as everywhere. If the JDK refuses, since native
///    code is using a view, the memory stays, and [#close] is to be called again.
/// 3. A context that ends while that is so moves its chunks here all the same: nobody wipes what
///    may be read.
///
/// **Cost.** A shared arena of the JDK, whose close stops every thread for a moment (some 50 µs):
/// for each context that keeps anything, not for each object.
///
/// All fields but the final ones are guarded by `lock`; so are the chunks.
@AnyThread
public final class KeptMemory {
    private enum State {
        HELD,
        CLOSING,
        CLOSED
    }

    private final Arena scope = Arena.ofShared();
    private final ChunkPool pool;
    private final @Nullable KeptMemory earlier;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Chunk> chunks = new ArrayList<>();
    private State state = State.HELD;
    private int holdCount = 1;
    private boolean contextEnded;

    /// Begins with one hold.
    ///
    /// @param pool where the chunks go
    /// @param earlier what the context has kept before, or null; its views may lie in the same
    ///     chunks, so that it must be closed first
    KeptMemory(ChunkPool pool, @Nullable KeptMemory earlier) {
        this.pool = pool;
        this.earlier = earlier == null || earlier.isClosed() ? null : earlier;
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return state == State.CLOSED;
        } finally {
            lock.unlock();
        }
    }

    /// {@return the scope of the views, by which they are told from other memory}
    public MemorySegment.Scope scope() {
        return scope.scope();
    }

    /// {@return a view for every thread}
    MemorySegment view(Chunk chunk, long fromByte, long byteCount) {
        return chunk.viewIn(scope, fromByte, byteCount);
    }

    /// {@return whether there is one hold more; false if the last was released}
    public boolean hold() {
        lock.lock();
        try {
            if (state == State.HELD && holdCount > 0) {
                holdCount++;
                return true;
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Ends one hold.
    ///
    /// @return whether it was the last: then [#close()] is to be called
    public boolean release() {
        lock.lock();
        try {
            holdCount--;
            return holdCount == 0;
        } finally {
            lock.unlock();
        }
    }

    /// Ends the life of all views and gives the memory back, whoever holds it.
    ///
    /// @return false if native code is using a view; then all is as it was, but for further holds,
    ///     which are refused
    public boolean close() {
        // All of it under the lock: who finds it closed may rely on its chunks being home.
        lock.lock();
        try {
            if (state == State.CLOSED) {
                return true;
            }
            state = State.CLOSING;
            if ((earlier != null && !earlier.close()) || !closeScope()) {
                return false;
            }
            state = State.CLOSED;
            chunks.forEach(chunk -> pool.release(chunk, chunk.usedBytes()));
            chunks.clear();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean closeScope() {
        try {
            scope.close();
            return true;
        } catch (IllegalStateException _) {
            // Native code is using a view.
            return false;
        }
    }

    /// {@return whether it outlives its context}
    public boolean isPersisted() {
        lock.lock();
        try {
            return contextEnded && state == State.HELD && holdCount > 0;
        } finally {
            lock.unlock();
        }
    }

    /// {@return whether nobody holds it}
    public boolean isReleased() {
        lock.lock();
        try {
            return holdCount == 0;
        } finally {
            lock.unlock();
        }
    }

    /// {@return the bytes of the chunks that it has, none before its context has ended}
    public long byteCount() {
        lock.lock();
        try {
            return chunks.stream().mapToLong(Chunk::byteCount).sum();
        } finally {
            lock.unlock();
        }
    }

    /// Takes chunks over from the context, which ends.
    ///
    /// @return whether it has; false if nobody reads them any more
    boolean take(List<Chunk> taken) {
        lock.lock();
        try {
            contextEnded = true;
            return state != State.CLOSED && chunks.addAll(taken);
        } finally {
            lock.unlock();
        }
    }
}
