// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import net.openhft.chronicle.bytes.Bytes;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.ArenaStatistics;
import org.jparallel.arena.ContextArena;
import org.jparallel.arena.Mark;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.ParallelThread;
import org.jspecify.annotations.Nullable;

/// A parallel context: the unit of isolation, one for each submitted work, with an arena of its
/// own.
///
/// **Threads.** A context belongs to the thread that runs it. Every method but [#current()] throws
/// `WrongThreadException` on another one.
///
/// **Memory.** What it allocates is off-heap, zero when handed out, and dies in one stroke when the
/// work and its callback have ended, or at a [#rewind]. A segment used after that throws
/// `IllegalStateException`, and so does this handle.
///
/// **Cost.** A context that never calls [#current()] has no arena, no chunk and no handle.
@ParallelThread
public final class Context implements SegmentAllocator {
    private final ContextArena arena;
    private final String threadName;

    /// The thread that runs this context, null once it has ended. Only that thread ever finds
    /// itself here, whatever others see, so a plain read tells at once that the thread is right and
    /// that the context lives.
    private @Nullable Thread thread;

    Context(ContextArena arena, Thread thread) {
        this.arena = arena;
        this.thread = thread;
        this.threadName = thread.getName();
    }

    /// The context that the current thread runs.
    ///
    /// @return the context, the same one during the whole work and its callback
    /// @throws WrongThreadException if this is not a parallel thread
    @AnyThread
    public static Context current() {
        if (Thread.currentThread() instanceof ContextThread thread) {
            return thread.slot().current();
        }
        throw new WrongThreadException(
                "no context here, contexts run on parallel threads: thread="
                        + Thread.currentThread().getName());
    }

    /// Allocates memory in this context's arena.
    ///
    /// @param byteCount how many bytes, 0 or more
    /// @param byteAlignment a power of two
    /// @return zeroed memory, confined to this thread, dead when the context ends or is rewound
    /// @throws ArenaExhaustedException if a limit is reached; nothing is allocated then, and the
    ///     context can go on after a rewind
    /// @throws IllegalArgumentException if an argument is out of its range
    /// @throws IllegalStateException if this context has ended
    @Override
    public MemorySegment allocate(long byteCount, long byteAlignment) {
        check();
        return arena.allocate(byteCount, byteAlignment);
    }

    /// Allocates a byte stream of fixed capacity in this context's arena.
    ///
    /// Reading or writing outside it throws, always, and it dies as a segment does.
    ///
    /// @param capacityBytes how many bytes it holds at most, 0 or more
    /// @return the stream, empty, confined to this thread
    /// @throws ArenaExhaustedException if a limit is reached; nothing is allocated then
    /// @throws IllegalArgumentException if the capacity is negative
    /// @throws IllegalStateException if this context has ended
    public Bytes<?> bytes(long capacityBytes) {
        check();
        return arena.bytes(capacityBytes);
    }

    /// Remembers the present state of the arena.
    ///
    /// @return a mark to [#rewind] to, as often as wanted
    public Mark mark() {
        check();
        return arena.mark();
    }

    /// Frees what was allocated since the mark was set.
    ///
    /// @param mark set in this context, and not rewound past
    /// @throws IllegalStateException if the mark is stale; nothing is freed then
    public void rewind(Mark mark) {
        check();
        arena.rewind(mark);
    }

    /// {@return what this context's arena holds and has held}
    public ArenaStatistics statistics() {
        check();
        return arena.statistics();
    }

    private void check() {
        if (Thread.currentThread() != thread) {
            refuse();
        }
    }

    private void refuse() {
        String current = Thread.currentThread().getName();
        if (thread == null) {
            throw new IllegalStateException(
                    "context has ended: thread=" + current + " owner=" + threadName);
        }
        throw new WrongThreadException(
                "context of another thread: thread=" + current + " owner=" + threadName);
    }

    void end() {
        thread = null;
        arena.end();
    }
}
