// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jparallel.arena.Chunk;
import org.jspecify.annotations.Nullable;

/// One chunk of a log, for one pass through its memory: frames are only ever appended.
///
/// ```
/// claim word  63                32 31                  4   3      2        1        0
///            +--------------------+---------------------+------+------+--------+-------+
///            | claimed bytes / 8  | claimed frames      |sealed|closed|finished|waiters|
///            +--------------------+---------------------+------+------+--------+-------+
/// ```
///
/// The word belongs to this object, and the object is never used again for another pass: an offset
/// only grows, so that a compare-and-set that succeeds means what its reader thought, however long
/// it slept in between (no ABA), and a claim succeeds only while the memory is this chunk's.
///
/// 32 bits for units of 8 bytes: a chunk is used up to [#LARGEST_BYTES], and no frame is larger.
/// The count of frames has room for all of them, because what is larger than a pooled chunk has
/// been taken for one large frame, with less than a pooled chunk behind it.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `word` | producers, waiting takers, finish, close | atomic | everybody | volatile |
/// | `next` | who grows, before it seals | plain | who saw the seal | plain |
/// | `startCount` | who grows, before it is the tail | plain | who found it as the tail | plain |
/// | `pinCount`, `retired` | consumers, under the interlock | plain | the same | plain |
final class LogChunk {
    /// A taker waits: whoever claims wakes one.
    static final long WAITERS = 1;

    /// No more pushes.
    static final long FINISHED = 2;

    /// No more anything.
    static final long CLOSED = 4;

    /// No more claims here; there is a next chunk.
    static final long SEALED = 8;

    /// No claims.
    static final long REFUSING = FINISHED | CLOSED | SEALED;
    private static final int COUNT_SHIFT = 4;
    private static final int COUNT_BITS = 28;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
    private static final int OFFSET_SHIFT = COUNT_SHIFT + COUNT_BITS;
    private static final int UNIT_SHIFT = 3;

    /// The most bytes that can be claimed in a chunk.
    static final long LARGEST_BYTES = (1L << (Long.SIZE - OFFSET_SHIFT + UNIT_SHIFT)) - Long.BYTES;

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(LogChunk.class, "word", long.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    /// The address of the first frame, 0 if there is no memory.
    final long address;

    final long byteCount;

    /// Absent in a chunk that has room for nothing: the one an empty list begins with.
    final @Nullable Chunk memory;

    /// The frames that were claimed in the chunks before this one.
    long startCount;

    @Nullable LogChunk next;

    /// How many snapshots stand in this chunk.
    int pinCount;

    @SuppressWarnings("UnusedVariable") // accessed through WORD
    private long word;

    /// A chunk with memory that is all zero, or without any.
    LogChunk(@Nullable Chunk memory) {
        this.memory = memory;
        address = memory == null ? 0 : memory.address();
        byteCount = memory == null ? 0 : usableBytes(memory.byteCount());
    }

    /// {@return how much of a chunk's memory can be claimed}
    static long usableBytes(long memoryBytes) {
        return Math.min(memoryBytes, LARGEST_BYTES);
    }

    /// {@return the claim word}
    long word() {
        // Volatile, not acquire: a taker that joined the queue of takers, then finds no FINISHED
        // here, is in the queue when finish(), which sets it, looks there afterwards.
        return (long) WORD.getVolatile(this);
    }

    /// {@return whether a frame may be claimed and has room}
    boolean admits(long word, long frameBytes) {
        return (word & REFUSING) == 0 && offset(word) + frameBytes <= byteCount;
    }

    /// {@return whether the frame behind the claims of that word is now the caller's}
    boolean claim(long word, long frameBytes) {
        assert admits(word, frameBytes) && frameBytes % Long.BYTES == 0 && frameBytes > 0;
        return WORD.compareAndSet(this, word, word + step(frameBytes));
    }

    /// {@return what a claim adds to the word}
    static long step(long frameBytes) {
        return (frameBytes >>> UNIT_SHIFT << OFFSET_SHIFT) | (1L << COUNT_SHIFT);
    }

    /// {@return whether a flag was set while nothing else had changed}
    boolean mark(long word, long flag) {
        return WORD.compareAndSet(this, word, word | flag);
    }

    /// {@return whether a flag was taken away while nothing else had changed}
    boolean unmark(long word, long flag) {
        return WORD.compareAndSet(this, word, word & ~flag);
    }

    /// Sets flags.
    ///
    /// @return the word before
    long mark(long flags) {
        return (long) WORD.getAndBitwiseOr(this, flags);
    }

    /// {@return the address behind the last claimed frame}
    long claimedAddress(long word) {
        return address + offset(word);
    }

    /// {@return how many frames were claimed up to the end of these claims}
    long claimedCount(long word) {
        return startCount + ((word >>> COUNT_SHIFT) & COUNT_MASK);
    }

    /// Waits until all claimed frames are published; under the interlock, after the last claim.
    void awaitPublished() {
        long end = claimedAddress(word());
        long frame = address;
        int round = 0;
        while (frame < end) {
            long header = RawMemory.readAcquire(frame);
            if (header == 0) {
                round = Backoff.pause(round);
            } else {
                frame += FrameHeader.frameBytes(FrameHeader.payloadBytes(header));
            }
        }
    }

    static long offset(long word) {
        return word >>> OFFSET_SHIFT << UNIT_SHIFT;
    }

    static boolean has(long word, long flag) {
        return (word & flag) != 0;
    }
}
