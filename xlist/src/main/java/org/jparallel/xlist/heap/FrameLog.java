// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.Blocking;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// A log of frames in chunks of its own: any number of producers append, any number of consumers
/// take.
///
/// **Algorithm.**
///
/// ```
///   oldest            head                                  tail
///     |                |                                     |
///  +--v--+  next   +---v----------+  next  +-----------------v-----------+
///  |#####| ------> |####|ff|ff|ff| ------> |ff|ff|..|ff|..|   room       |  next = null
///  +-----+ sealed  +--------------+ sealed +-----------------------------+
///  held only for       # taken         ff published    .. claimed, not yet published
///  a snapshot
/// ```
///
/// A producer reads the tail chunk's claim word ([LogChunk]), which holds the claimed bytes, the
/// claimed frames and all reasons to refuse, and moves it on by one frame with a compare-and-set.
/// It writes the payload, then publishes the frame by a release store of its header. A consumer,
/// one at a time under the interlock ([LogHead]), reads the header at the head with acquire, copies
/// the payload out and passes it.
///
/// Invariants:
///
/// 1. A claim succeeds only in a chunk whose word carries neither SEALED nor FINISHED nor CLOSED;
///    the memory is held then, and stays so until the frame is published and passed, or the log
///    closed.
/// 2. What is claimed is published, as an element or, if its producer failed, as a void frame.
///    Hence nobody waits for a frame longer than for the core of its producer.
/// 3. Bytes behind the claims are zero, so that a header is zero until it is published.
/// 4. A chunk is sealed under the growth lock, after it got its `next`, which alone is then the
///    tail. FINISHED and CLOSED are set under the same lock: in the tail, and in no chunk before
///    it.
/// 5. Elements are taken in the order of the claims, so those of one producer in the order of its
///    pushes.
/// 6. A chunk goes back only after the head has passed it and no snapshot stands in it or before
///    it.
/// 7. A taker sleeps only after it joined the queue of takers, then saw, under the interlock, that
///    all that was claimed was taken, and found or put WAITERS in that very word; every later claim
///    replaces the word, hence sees the flag, and wakes one taker after publishing. The push path
///    needs no fence for this. Who takes WAITERS away wakes all who had joined by then: claims that
///    follow do not see the flag, and wake nobody. Those that find nothing put it back.
///
/// Rejected: fetch-and-add on the tail (one instruction cheaper under contention, but a claim past
/// the end of a chunk, of memory, of the capacity or of the list's life cannot be taken back, and
/// consumers would have to understand such holes); one tail word for the whole log with a chunk
/// number in it (the number wraps; a producer that slept through exactly one round would write into
/// a chunk that is no longer its own); headers with a number of the round instead of wiping
/// (payload bytes of the round before can look like any header); claiming by consumers with
/// compare-and-set (a consumer that loses its core would hold back the recycling of all others'
/// chunks).
///
/// The producers of a frame that is claimed are waited for: `poll` must not say "empty" while a
/// push behind it is complete. In this the log is not lock-free.
///
/// The fields that threads share are in [LogChunk], [LogHead], [LogTail] and [ListHeap], each with
/// its table; all fields here are final.
@AnyThread
public final class FrameLog {
    /// The capacity of a log without one.
    public static final long UNBOUNDED = Long.MAX_VALUE;

    /// No frame now.
    public static final long EMPTY = LogPosition.EMPTY;

    /// No frame now or ever.
    public static final long FINISHED = LogPosition.FINISHED;

    private final ListHeap heap;
    private final LogHead head;
    private final LogTail tail;
    private final LogTakers takers;

    /// An empty log, which holds no memory.
    ///
    /// @param budget what its chunks are charged to
    /// @param capacity the most elements at a time, at least 1, or [#UNBOUNDED]
    public FrameLog(MemoryBudget budget, long capacity) {
        heap = new ListHeap(budget);
        head = new LogHead(new LogChunk(null));
        tail = new LogTail(heap, head, capacity);
        takers = new LogTakers(this, head, tail);
    }

    /// Appends eight bytes.
    ///
    /// @param value the bytes
    /// @param timeoutNanos how long to wait for room, 0 or less not at all
    /// @return false if there was no room in time
    /// @throws IllegalStateException if the log is finished or closed
    /// @throws ArenaExhaustedException if there is no memory for it; nothing has changed
    public boolean appendLong(long value, long timeoutNanos) {
        long claimed = tail.claim(FrameHeader.BYTES + Long.BYTES, timeoutNanos);
        if (claimed == LogTail.FULL) {
            return false;
        }
        RawMemory.write((claimed & -Long.BYTES) + FrameHeader.BYTES, value);
        publish(claimed, FrameHeader.element(Long.BYTES));
        return true;
    }

    /// Appends a copy of some bytes.
    ///
    /// @param source has them
    /// @param timeoutNanos how long to wait for room, 0 or less not at all
    /// @return false if there was no room in time
    /// @throws IllegalStateException if the log is finished or closed
    /// @throws ArenaExhaustedException if there is no memory for it; nothing has changed
    public boolean append(FrameSource source, long timeoutNanos) {
        long byteCount = source.byteCount();
        assert byteCount > 0;
        long claimed = tail.claim(FrameHeader.frameBytes(byteCount), timeoutNanos);
        if (claimed == LogTail.FULL) {
            return false;
        }
        long header = FrameHeader.nothing(byteCount);
        try {
            source.copyTo((claimed & -Long.BYTES) + FrameHeader.BYTES);
            header = FrameHeader.element(byteCount);
        } finally {
            publish(claimed, header);
        }
        return true;
    }

    /// Appends a copy of some bytes that refer to attachments.
    ///
    /// @param source has them
    /// @param attach takes the attachments over and returns their key, when there is room for the
    ///     frame and nothing else can refuse it; if it throws, there is no element
    /// @param timeoutNanos how long to wait for room, 0 or less not at all
    /// @return false if there was no room in time; nothing was attached
    /// @throws IllegalStateException if the log is finished or closed; nothing was attached
    /// @throws ArenaExhaustedException if there is no memory for it; nothing was attached
    public boolean append(FrameSource source, LongSupplier attach, long timeoutNanos) {
        long payloadBytes = Long.BYTES + source.byteCount();
        long claimed = tail.claim(FrameHeader.frameBytes(payloadBytes), timeoutNanos);
        if (claimed == LogTail.FULL) {
            return false;
        }
        long header = FrameHeader.nothing(payloadBytes);
        long payload = (claimed & -Long.BYTES) + FrameHeader.BYTES;
        try {
            source.copyTo(payload + Long.BYTES);
            RawMemory.write(payload, attach.getAsLong());
            header = FrameHeader.attached(payloadBytes);
        } finally {
            publish(claimed, header);
            if (!FrameHeader.isElement(header)) {
                passVoid();
            }
        }
        return true;
    }

    /// Finds the first element and, if there is one, holds the interlock until [#end]: the caller
    /// does nothing but read it in between.
    ///
    /// @return the frame, else [#EMPTY] or [#FINISHED]
    /// @throws IllegalStateException if the log is closed
    public long begin() {
        int round = 0;
        while (true) {
            head.lock();
            long frame = findElement();
            if (frame > 0) {
                return frame;
            }
            if (frame == FINISHED) {
                dropMemory();
            }
            unlock();
            if (frame == LogPosition.CLOSED) {
                throw LogTail.closed();
            }
            if (frame != LogPosition.UNPUBLISHED) {
                return frame;
            }
            round = Backoff.pause(round);
        }
    }

    /// As [#begin()], but waits.
    ///
    /// @param timeoutNanos how long, or [Blocking#FOREVER]
    /// @return the frame, else [#EMPTY] when the time is up, or [#FINISHED]
    /// @throws IllegalStateException if the log is closed, now or meanwhile
    public long begin(long timeoutNanos) {
        long frame = begin();
        return frame == EMPTY && timeoutNanos > 0
                ? takers.tryUntil(this::begin, timeoutNanos, FrameLog::never)
                : frame;
    }

    /// Takes the first element, if there is one. Memory for it is made while the interlock is free.
    ///
    /// @param copy where its bytes go
    /// @return more than [#EMPTY] if it was taken, else [#EMPTY] or [#FINISHED]
    /// @throws IllegalStateException if the log is closed
    public long take(FrameCopy copy) {
        while (true) {
            long frame = begin();
            if (frame <= EMPTY) {
                return frame;
            }
            if (copy.fill(frame)) {
                end(frame);
                return frame;
            }
            unlock();
            copy.grow();
        }
    }

    /// As [#take(FrameCopy)], but waits.
    ///
    /// @param copy where its bytes go
    /// @param timeoutNanos how long, or [Blocking#FOREVER]
    /// @param otherwise what else ends the wait; whoever makes it true calls [#wakeTaker]
    /// @return more than [#EMPTY] if it was taken, else [#EMPTY] when the time is up, or
    ///     [#FINISHED]
    /// @throws IllegalStateException if the log is closed, now or meanwhile
    public long take(FrameCopy copy, long timeoutNanos, BooleanSupplier otherwise) {
        long frame = take(copy);
        return frame == EMPTY && timeoutNanos > 0
                ? takers.tryUntil(() -> take(copy), timeoutNanos, otherwise)
                : frame;
    }

    /// {@return the first eight bytes of the element}
    ///
    /// @param frame what [#begin()] found
    public static long payloadLong(long frame) {
        return RawMemory.read(frame + FrameHeader.BYTES);
    }

    /// Takes the element away and lets the next consumer in.
    ///
    /// @param frame what [#begin()] found
    public void end(long frame) {
        head.pass(frame);
        unlock();
    }

    /// {@return a view of the elements that are here now, which stay}
    ///
    /// @throws IllegalStateException if the log is closed
    public LogSnapshot snapshot() {
        head.lock();
        try {
            checkOpen();
            return new LogSnapshot(this, head, size());
        } finally {
            unlock();
        }
    }

    /// Takes all elements that are here now, in one stroke.
    ///
    /// @param prepare is told how many there are at most, under the interlock; if it throws,
    ///     nothing was taken
    /// @return them
    /// @throws IllegalStateException if the log is closed
    public LogSnapshot detach(LongConsumer prepare) {
        LogSnapshot all;
        head.lock();
        try {
            checkOpen();
            LogChunk last = tail.chunk();
            long word = last.word();
            long claimedCount = last.claimedCount(word);
            long count = claimedCount - head.takenCount();
            prepare.accept(count);
            all = new LogSnapshot(this, head, count);
            head.position.moveTo(last, last.claimedAddress(word));
            head.takenCount(claimedCount);
        } finally {
            unlock();
        }
        tail.wakePushers(Long.MAX_VALUE);
        return all;
    }

    /// Refuses pushes from now on. Takers are told when all is taken. May be called again.
    ///
    /// @throws IllegalStateException if the log is closed
    public void finish() {
        tail.mark(LogChunk.FINISHED);
        takers.wakeAll();
        tail.wakePushers(Long.MAX_VALUE);
    }

    /// {@return whether [#finish] was called}
    public boolean isFinished() {
        return tail.has(LogChunk.FINISHED);
    }

    /// {@return whether [#close] was called}
    public boolean isClosed() {
        return tail.has(LogChunk.CLOSED);
    }

    /// Gives all memory back, with the elements in it. May be called again.
    ///
    /// Waits for pushes that are in the middle of their copy, and lets nobody in after them.
    public void close() {
        // From here on nothing is claimed. A claim before it is waited for.
        if (!tail.mark(LogChunk.CLOSED)) {
            return;
        }
        LogChunk first;
        LogChunk end = new LogChunk(null);
        head.lock();
        try {
            first = head.oldest;
            for (@Nullable LogChunk chunk = first; chunk != null; chunk = chunk.next) {
                chunk.awaitPublished();
            }
            tail.replace(end);
            head.position.moveTo(end, end.address);
            head.takenCount(end.startCount);
            head.oldest = end;
            head.closed = true;
        } finally {
            head.unlock();
        }
        for (LogChunk chunk = first; chunk != end; chunk = next(chunk)) {
            if (chunk.memory != null) {
                heap.giveBack(chunk.memory, LogChunk.offset(chunk.word()));
            }
        }
        heap.close();
        takers.wakeAll();
        tail.wakePushers(Long.MAX_VALUE);
    }

    /// {@return how many elements there are: pushed, perhaps not yet to the end, and not yet taken}
    public long size() {
        return tail.size();
    }

    /// {@return the same}
    ///
    /// @throws IllegalStateException if the log is closed
    public long sizeIfOpen() {
        if (isClosed()) {
            throw LogTail.closed();
        }
        return size();
    }

    /// {@return the bytes of the chunks held}
    public long heldBytes() {
        return heap.heldBytes();
    }

    /// {@return the number of chunks held}
    public int heldCount() {
        return heap.heldCount();
    }

    /// Wakes a taker that waits, if there is one.
    public void wakeTaker() {
        takers.wakeOne();
    }

    /// {@return those that wait for an element}
    LogTakers takers() {
        return takers;
    }

    /// Ends a consumer's turn. Chunks that it passed go back, and producers that wait for the room
    /// it made are woken, outside of the interlock.
    void unlock() {
        LogChunk first = head.oldest;
        int roomCount = head.roomCount;
        if (first == head.position.chunk && roomCount == 0) {
            head.unlock();
            return;
        }
        head.roomCount = 0;
        head.pushersWait = head.pushersWait && tail.pusherWaits();
        head.advanceOldest();
        LogChunk stop = head.oldest;
        head.unlock();
        for (LogChunk chunk = first; chunk != stop; chunk = next(chunk)) {
            if (chunk.memory != null) {
                heap.recycle(chunk.memory, LogChunk.offset(chunk.word()));
            }
        }
        tail.wakePushers(roomCount);
    }

    private void publish(long claimed, long header) {
        RawMemory.writeRelease(claimed & -Long.BYTES, header);
        if ((claimed & LogChunk.WAITERS) != 0) {
            wakeTaker();
        }
    }

    private void checkOpen() {
        if (head.closed) {
            throw LogTail.closed();
        }
    }

    /// Finds the first element under the interlock, passing void frames.
    private long findElement() {
        long frame = head.position.find();
        while (frame > 0 && !FrameHeader.isElement(RawMemory.read(frame))) {
            head.pass(frame);
            frame = head.position.find();
        }
        return frame;
    }

    /// Passes void frames in front, so that they take no room until a consumer comes.
    private void passVoid() {
        head.lock();
        findElement();
        unlock();
    }

    /// Under the interlock, when all is taken and nothing will come: the last chunk goes as well.
    private void dropMemory() {
        if (head.position.chunk.memory != null) {
            tail.replace(new LogChunk(null));
            head.position.find();
            heap.close();
        }
    }

    private static boolean never() {
        return false;
    }

    private static LogChunk next(LogChunk chunk) {
        LogChunk next = chunk.next;
        assert next != null : "passed without a next chunk";
        return next;
    }
}
