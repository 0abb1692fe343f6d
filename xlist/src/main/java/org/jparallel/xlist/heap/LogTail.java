// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;
import org.jparallel.arena.Chunk;
import org.jparallel.context.Blocking;
import org.jparallel.context.SafePoint;
import org.jspecify.annotations.Nullable;

/// The producers' end of a log: claims, growth, room, and the reasons to refuse.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `chunk` | who grows, under the growth lock | release | everybody | acquire |
/// | `takenSeen` | producers of a bounded log | opaque | the same | opaque |
///
/// Lock order: interlock ([LogHead]), then growth lock.
final class LogTail {
    /// There was no room in time. No frame lies at address zero.
    static final long FULL = 0;

    private static final VarHandle CHUNK;
    private static final VarHandle TAKEN_SEEN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CHUNK = lookup.findVarHandle(LogTail.class, "chunk", LogChunk.class);
            TAKEN_SEEN = lookup.findVarHandle(LogTail.class, "takenSeen", long.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private final ListHeap heap;
    private final LogHead head;
    private final long capacity;
    private final ReentrantLock growth = new ReentrantLock();
    private final WaitQueue pushers = new WaitQueue();

    @SuppressWarnings("UnusedVariable") // accessed through CHUNK
    private LogChunk chunk;

    /// At most as many as were taken: spares producers of a bounded log the consumers' line.
    @SuppressWarnings("UnusedVariable") // accessed through TAKEN_SEEN
    private long takenSeen;

    LogTail(ListHeap heap, LogHead head, long capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException(
                    "capacity too small: capacity=" + capacity + " minimum=1");
        }
        this.heap = heap;
        this.head = head;
        this.capacity = capacity;
        chunk = head.oldest;
    }

    /// {@return the last chunk}
    LogChunk chunk() {
        // Pairs with the release in replace().
        return (LogChunk) CHUNK.getAcquire(this);
    }

    /// {@return whether the log carries FINISHED or CLOSED}
    boolean has(long flag) {
        return LogChunk.has(chunk().word(), flag);
    }

    /// {@return how many frames were claimed and not yet taken}
    long size() {
        // In this order: what was taken was claimed before, so that the difference is never
        // negative.
        long takenCount = head.takenCount();
        LogChunk last = chunk();
        return last.claimedCount(last.word()) - takenCount;
    }

    /// Claims a frame.
    ///
    /// @return its address, plus 1 if a taker waits; or [#FULL]
    /// @throws IllegalArgumentException if a frame cannot be so large
    long claim(long frameBytes, long timeoutNanos) {
        if (frameBytes > LogChunk.LARGEST_BYTES) {
            throw new IllegalArgumentException(
                    "element too large for an xlist: frameBytes="
                            + frameBytes
                            + " limitBytes="
                            + LogChunk.LARGEST_BYTES);
        }
        long claimed = tryClaim(frameBytes);
        return claimed == FULL && timeoutNanos > 0 ? awaitRoom(frameBytes, timeoutNanos) : claimed;
    }

    /// Sets FINISHED or CLOSED, in the last chunk and in no other.
    ///
    /// @return whether it was not set before
    /// @throws IllegalStateException if the flag is FINISHED and the log is closed
    boolean mark(long flag) {
        growth.lock();
        try {
            if (flag == LogChunk.FINISHED && has(LogChunk.CLOSED)) {
                throw closed();
            }
            return !LogChunk.has(chunk().mark(flag), flag);
        } finally {
            growth.unlock();
        }
    }

    /// Seals the last chunk and puts another one behind it, with the same flags.
    void replace(LogChunk next) {
        growth.lock();
        try {
            LogChunk last = chunk();
            // Before the seal: who sees the seal goes on to it.
            last.next = next;
            long word = last.mark(LogChunk.SEALED);
            next.startCount = last.claimedCount(word);
            next.mark(word & (LogChunk.WAITERS | LogChunk.FINISHED | LogChunk.CLOSED));
            // Pairs with the acquire in chunk().
            CHUNK.setRelease(this, next);
        } finally {
            growth.unlock();
        }
    }

    /// Takes WAITERS away, wherever it is.
    void forgetWaiters() {
        while (true) {
            LogChunk last = chunk();
            long word = last.word();
            if (!LogChunk.has(word, LogChunk.WAITERS)) {
                return;
            }
            // A sealed chunk's flag has gone, or is about to go, into the next one.
            if (!LogChunk.has(word, LogChunk.SEALED) && last.unmark(word, LogChunk.WAITERS)) {
                return;
            }
            Thread.onSpinWait();
        }
    }

    /// {@return whether a producer waits for room, or is about to}
    boolean pusherWaits() {
        return !pushers.isEmpty();
    }

    /// Wakes producers that wait for room.
    void wakePushers(long count) {
        for (long left = count; left > 0 && pushers.signalOne(); left--) {
            Thread.onSpinWait();
        }
    }

    static IllegalStateException closed() {
        return new IllegalStateException("xlist is closed");
    }

    private long tryClaim(long frameBytes) {
        while (true) {
            LogChunk last = chunk();
            long word = last.word();
            if (capacity != FrameLog.UNBOUNDED && isFull(last, word)) {
                return FULL;
            }
            if (!last.admits(word, frameBytes)) {
                grow(last, frameBytes);
            } else if (last.claim(word, frameBytes)) {
                return last.claimedAddress(word) | (word & LogChunk.WAITERS);
            }
        }
    }

    private boolean isFull(LogChunk last, long word) {
        checkPushes(word);
        long claimedCount = last.claimedCount(word);
        if (claimedCount - (long) TAKEN_SEEN.getOpaque(this) < capacity) {
            return false;
        }
        long takenCount = head.takenCount();
        // Opaque: a producer that overwrites a later count with an earlier one is only too careful.
        TAKEN_SEEN.setOpaque(this, takenCount);
        return claimedCount - takenCount >= capacity;
    }

    /// Gives the log a new last chunk, unless another thread did already.
    private void grow(LogChunk full, long frameBytes) {
        // Nothing is claimed here and no lock is held: the one place of a push where its context
        // may stand while the world is stopped.
        SafePoint.pollHere();
        growth.lock();
        try {
            if (chunk() != full) {
                return;
            }
            checkPushes(full.word());
            replace(newChunk(frameBytes));
        } finally {
            growth.unlock();
        }
    }

    private LogChunk newChunk(long frameBytes) {
        Chunk memory = heap.acquire(frameBytes);
        @Nullable LogChunk created = null;
        try {
            created = new LogChunk(memory);
            return created;
        } finally {
            if (created == null) {
                heap.giveBack(memory, 0);
            }
        }
    }

    private static void checkPushes(long word) {
        if (LogChunk.has(word, LogChunk.CLOSED)) {
            throw closed();
        }
        if (LogChunk.has(word, LogChunk.FINISHED)) {
            throw new IllegalStateException("xlist is finished");
        }
    }

    /// Waits until a consumer made room. Whoever leaves looks whether there is room for the next: a
    /// wake-up that it did not need, because its time was up or its claim failed, is so handed on.
    private long awaitRoom(long frameBytes, long timeoutNanos) {
        long startNanos = System.nanoTime();
        try {
            long claimed = FULL;
            boolean inTime = true;
            while (claimed == FULL && inTime) {
                inTime = awaitWakeUp(Deadlines.leftNanos(startNanos, timeoutNanos));
                claimed = tryClaim(frameBytes);
            }
            return claimed;
        } finally {
            if (pusherWaits() && size() < capacity) {
                pushers.signalOne();
            }
        }
    }

    private boolean awaitWakeUp(long timeoutNanos) {
        WaitQueue.Waiter waiter = pushers.join();
        try {
            return !mustWait() || Blocking.await(waiter::isSignalled, timeoutNanos);
        } finally {
            pushers.leave(waiter);
        }
    }

    private boolean mustWait() {
        head.lock();
        try {
            // Joined the queue, then looks: finish() and close() set the flag, then look at the
            // queue.
            if (has(LogChunk.FINISHED | LogChunk.CLOSED) || size() < capacity) {
                return false;
            }
            head.pushersWait = true;
            return true;
        } finally {
            head.unlock();
        }
    }
}
