// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import net.openhft.chronicle.bytes.Bytes;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.ParallelThread;
import org.jspecify.annotations.Nullable;

/// The memory of the contexts that one thread runs, one after the other: a bump allocator whose
/// segments all die when their context ends.
///
/// **Algorithm.** An allocation moves an offset through a chunk of pooled memory and hands out a
/// slice. Chunks come in growing sizes: page, 64 KiB, 2 MiB; what is larger gets one of its own.
///
/// ```
/// start of context      mark a          mark b
///   | scope 0             | scope a       | scope b            each a confined JDK arena
///   v                     v               v
/// [ page: .used..used.|used.]   [ 64 KiB: |used.used......free ]
///                                                   ^offset    ^limit
/// ```
///
/// 1. Chunk memory behind `offset` is in use, and what lies before it is zero: memory is wiped when
///    it is given up, over the used bytes only, and costs nothing when it is handed out.
/// 2. What is handed out is a slice of the chunk re-scoped to a confined JDK arena, the *scope* of
///    the newest mark. Rewinding closes the scopes opened after the mark, ending closes all. So a
///    stale segment is refused by the JDK with its `IllegalStateException`, and a foreign thread
///    with its `WrongThreadException`, while the memory itself stays pooled.
/// 3. A scope is opened by the first allocation after a mark; until then the limit is [#CLOSED], so
///    that the fast path has one comparison for: no chunk yet, chunk full, context limit reached,
///    scope to be opened, somebody has called [#disturb()].
/// 4. Scopes close before anything is wiped. If the JDK refuses (native code holds a segment), all
///    memory stays as it is.
///
/// Rejected: a shared JDK arena per context, whose close stops every thread; a fresh allocation per
/// context, which pays malloc and zeroing; a check of an epoch at each access, which the JDK's own
/// check of the scope does already.
///
/// **Threads.** The first thread that allocates or marks owns the arena, until [#release]. Others
/// are refused with `WrongThreadException`.
///
/// **Memory.** Between contexts the thread keeps at most one chunk of each size. A context that
/// allocates nothing takes no chunk and creates no object.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `owner` | first user; owner in `release()` | CAS; release | any thread | plain, opaque |
/// | `limit` | owner; any in `disturb()` | plain, volatile; volatile | owner | plain, opaque |
/// | all others | owner | plain | owner | plain |
///
/// The plain read of `owner` is right for every thread: only a thread itself ever writes itself
/// there, so it sees itself exactly if it is the owner.
@ParallelThread
public final class ContextArena implements SegmentAllocator {
    /// The limit while no scope is open: every allocation goes the slow way.
    private static final long CLOSED = -1;

    private static final VarHandle OWNER;
    private static final VarHandle LIMIT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OWNER = lookup.findVarHandle(ContextArena.class, "owner", Thread.class);
            LIMIT = lookup.findVarHandle(ContextArena.class, "limit", long.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private final HeldChunks held;
    private final long limitBytes;
    private final Runnable safePoint;
    private final Mark start = new Mark(this, null, 0, ArenaPosition.START);

    private @Nullable Thread owner;

    // The fast path: the current chunk, re-scoped, and the part of it that is free.
    private MemorySegment scoped = MemorySegment.NULL;
    private long offset;
    private long limit = CLOSED;
    private long allocationCount;

    // The rest, only accessed by the owner thread as well.
    private Mark newest = start;
    private long earlierBytes;
    private long peakBytes;
    private long rewindCount;
    private long pinnedBytes;
    private long epoch;
    private @Nullable KeptMemory kept;

    /// Creates an arena that holds nothing yet.
    ///
    /// @param pool where chunks come from
    /// @param runtimeBudget what they are charged to
    /// @param limitBytes the most bytes that a context has in use at a time, at least 1
    /// @throws IllegalArgumentException if the limit is smaller than 1
    public ContextArena(ChunkPool pool, MemoryBudget runtimeBudget, long limitBytes) {
        this(pool, runtimeBudget, limitBytes, () -> {});
    }

    /// Creates an arena that holds nothing yet.
    ///
    /// @param pool where chunks come from
    /// @param runtimeBudget what they are charged to
    /// @param limitBytes the most bytes that a context has in use at a time, at least 1
    /// @param safePoint called by allocations that are not quick, when nothing is half done; an
    ///     allocation after [#disturb()] is never quick
    /// @throws IllegalArgumentException if the limit is smaller than 1
    public ContextArena(
            ChunkPool pool, MemoryBudget runtimeBudget, long limitBytes, Runnable safePoint) {
        if (limitBytes < 1) {
            throw new IllegalArgumentException(
                    "limit too small: limitBytes=" + limitBytes + " minimumBytes=1");
        }
        this.held = new HeldChunks(pool, runtimeBudget);
        this.limitBytes = limitBytes;
        this.safePoint = safePoint;
    }

    /// Allocates memory that lives until the context ends or is rewound to a mark taken before.
    ///
    /// **Cost.** A few instructions, and no object unless the segment escapes; the first allocation
    /// of a context or after a mark opens a scope.
    ///
    /// @param byteCount how many bytes, 0 or more
    /// @param byteAlignment their alignment, a power of two up to 4,096
    /// @return the memory, all zero, for this thread only
    /// @throws IllegalArgumentException if the size is negative or the alignment is none of these
    /// @throws WrongThreadException if another thread owns the arena
    /// @throws ArenaExhaustedException if the limit of the context or of the runtime would be
    ///     passed; the context stays as it was and can go on, best after a rewind
    @Override
    public MemorySegment allocate(long byteCount, long byteAlignment) {
        long from = (offset + byteAlignment - 1) & -byteAlignment;
        if (byteCount < 0
                || byteCount > (long) LIMIT.getOpaque(this) - from
                || !isAlignment(byteAlignment)
                || !isOwner(Thread.currentThread())) {
            from = makeRoom(byteCount, byteAlignment);
        }
        offset = from + byteCount;
        allocationCount++;
        // The only place where a slice is born: with a second one that joins it here, the JIT would
        // no longer see that most of them never escape, and would create them all.
        return scoped.asSlice(from, byteCount);
    }

    /// Allocates memory for what a library builds and sends itself, without a segment: nobody
    /// refuses a stale access to it, so it is never handed to users.
    ///
    /// **Memory.** It is zero, and dies as that of [#allocate] does: at the end of the context, or
    /// at a rewind to a mark taken before.
    ///
    /// **Cost.** No object and no scope.
    ///
    /// @param byteCount how many bytes, 0 or more
    /// @return the address of the first byte, a multiple of 8
    /// @throws IllegalArgumentException if the size is negative
    /// @throws WrongThreadException if another thread owns the arena
    /// @throws ArenaExhaustedException if the limit of the context or of the runtime would be
    ///     passed; the context stays as it was
    public long reserve(long byteCount) {
        own();
        checkRequest(byteCount, Long.BYTES);
        if (byteCount > limitBytes - usedBytes()) {
            throw new ArenaExhaustedException("context", byteCount, usedBytes(), limitBytes);
        }
        long from = (offset + Long.BYTES - 1) & -Long.BYTES;
        if (byteCount > openLimit() - from) {
            enterNextChunk(byteCount);
            from = 0;
        }
        offset = from + byteCount;
        allocationCount++;
        return held.last().address() + from;
    }

    /// Keeps memory of this context until the context ends: it is on its way out, so a rewind must
    /// not wipe it.
    ///
    /// @param segment what is to be kept
    /// @return whether it was; false if it is not memory of this context, or is dead
    public boolean pin(MemorySegment segment) {
        if (!segment.isNative()
                || !segment.scope().isAlive()
                || !segment.isAccessibleBy(Thread.currentThread())) {
            return false;
        }
        long end = held.endOf(segment.address(), segment.byteSize(), offset);
        pinnedBytes = Math.max(pinnedBytes, end);
        return end >= 0;
    }

    /// Keeps a value that lies in memory of this context for others to read, until they release it:
    /// also when the context has ended. It is [pinned][#pin] as well.
    ///
    /// @param value a segment, or a collection over segments
    /// @return the same value in another view, read-only and for every thread, and a hold on its
    ///     memory; nothing if the value does not lie in memory of this context
    /// @throws WrongThreadException if another thread owns the arena
    public Optional<KeptValue> keep(Object value) {
        MemorySegment memory = MemoryViews.memory(value);
        if (memory == null || !pin(memory)) {
            return Optional.empty();
        }
        KeptMemory present = kept;
        if (present == null || !present.hold()) {
            present = new KeptMemory(held.pool(), present);
            kept = present;
        }
        try {
            return Optional.of(new KeptValue(present, MemoryViews.over(value, this::view)));
        } catch (Throwable failure) {
            if (present.release()) {
                present.close();
            }
            throw failure;
        }
    }

    private MemorySegment view(MemorySegment segment) {
        MemorySegment view = kept != null && pin(segment) ? held.view(segment, kept) : null;
        return view == null ? segment.asReadOnly() : view;
    }

    /// Allocates a byte stream of fixed capacity, with all of Chronicle's reading and writing.
    ///
    /// Its limits hold always: reading or writing outside them throws `BufferUnderflowException` or
    /// `BufferOverflowException` and changes nothing outside, and it gives no address away.
    ///
    /// **Memory.** As [#allocate]: it dies when the context ends or is rewound to a mark taken
    /// before, and is then an `IllegalStateException`. Releasing it is allowed and not needed.
    ///
    /// @param capacityBytes how many bytes it holds at most, 0 or more
    /// @return the stream, empty, for this thread only
    /// @throws IllegalArgumentException if the capacity is negative
    /// @throws WrongThreadException if another thread owns the arena
    /// @throws ArenaExhaustedException if the limit of the context or of the runtime would be
    ///     passed
    public Bytes<?> bytes(long capacityBytes) {
        return ByteStreams.over(allocate(capacityBytes, Long.BYTES));
    }

    /// Remembers this point. Marks nest; two with no allocation between them are one.
    ///
    /// **Cost.** One small object, and a scope at the next allocation.
    ///
    /// @return a mark to rewind to, as often as needed
    /// @throws WrongThreadException if another thread owns the arena
    public Mark mark() {
        own();
        if (newest == start || newest.hasScope()) {
            ArenaPosition position =
                    new ArenaPosition(held.chunkCount(), offset, earlierBytes);
            newest = new Mark(this, newest, epoch, position);
            limit = CLOSED;
        }
        return newest;
    }

    /// Gives up everything allocated since the mark: those segments die, their memory is wiped and
    /// used again. The mark stays good; later marks die.
    ///
    /// **Cost.** The wiping, and the closing of a scope for each mark with allocations that goes.
    ///
    /// @param mark taken from this arena in this context and not rewound past since
    /// @throws IllegalStateException if the mark is not such a one, or memory since then is
    ///     [pinned][#pin], and nothing happens; or if native code is using a segment that would
    ///     die, and then that and older segments stay alive
    /// @throws WrongThreadException if another thread owns the arena
    public void rewind(Mark mark) {
        own();
        checkMark(mark);
        rewindTo(mark);
        rewindCount++;
    }

    /// Ends the context: all its segments and marks die and its memory is wiped. At most one chunk
    /// of each size is kept for the next context, which may begin at once.
    ///
    /// **Cost.** One comparison if the context allocated nothing; else that of a rewind.
    ///
    /// @throws IllegalStateException if native code is using a segment; it stays alive then
    /// @throws WrongThreadException if another thread owns the arena
    public void end() {
        if (isUntouched()) {
            return;
        }
        own();
        endContext();
    }

    /// Ends the context and gives every chunk back to the pool. The arena can be used again, also
    /// by another thread.
    ///
    /// Called by the owner; or by any thread, if the context has ended and that happened before, or
    /// if the owner has died.
    ///
    /// @throws IllegalStateException if native code is using a segment; nothing is given back then
    /// @throws WrongThreadException if another thread owns the arena and its context has not ended
    public void release() {
        if (ownerHasDied()) {
            dropScopes();
            endContext();
        } else {
            end();
        }
        held.releaseSpares();
        // Pairs with the compare-and-set in own(): who owns the arena next finds it empty.
        OWNER.setRelease(this, null);
    }

    /// {@return what the context did with its memory so far}
    ///
    /// @throws WrongThreadException if another thread owns the arena
    public ArenaStatistics statistics() {
        if (owner != null) {
            own();
        }
        return new ArenaStatistics(
                usedBytes(),
                Math.max(peakBytes, usedBytes()),
                held.chunkCount(),
                allocationCount,
                rewindCount,
                limitBytes);
    }

    /// Has the next allocation call the safe point. It costs that one the slow way, nothing else.
    @AnyThread
    public void disturb() {
        // Pairs with the opaque read in allocate(), which sees it some time, and with the volatile
        // store in makeRoom().
        LIMIT.setVolatile(this, CLOSED);
    }

    /// Opens a scope and takes a chunk as needed.
    ///
    /// @return the offset in the current chunk from which the bytes are free
    private long makeRoom(long byteCount, long byteAlignment) {
        own();
        checkRequest(byteCount, byteAlignment);
        if (byteCount > limitBytes - usedBytes()) {
            throw new ArenaExhaustedException("context", byteCount, usedBytes(), limitBytes);
        }
        long from = (offset + byteAlignment - 1) & -byteAlignment;
        if (byteCount > openLimit() - from) {
            enterNextChunk(byteCount);
            from = 0;
        }
        if (limit == CLOSED) {
            scoped = held.last().scopedTo(newest.openScope());
            // Pairs with the volatile store in disturb(): either that comes later, or the safe
            // point below sees what it was called for.
            LIMIT.setVolatile(this, openLimit());
        }
        safePoint.run();
        return from;
    }

    /// Goes on in a further chunk. What is left of the one before stays unused.
    private void enterNextChunk(long byteCount) {
        held.add(byteCount, limitBytes - usedBytes(), offset);
        earlierBytes += offset;
        offset = 0;
        limit = CLOSED;
    }

    /// {@return how far allocations may go in the current chunk: to its end or to the context's
    /// limit}
    private long openLimit() {
        return held.isEmpty()
                ? CLOSED
                : Math.min(held.last().byteCount(), limitBytes - earlierBytes);
    }

    private void endContext() {
        rewindTo(start);
        epoch++;
        allocationCount = 0;
        peakBytes = 0;
        pinnedBytes = 0;
        rewindCount = 0;
    }

    private boolean ownerHasDied() {
        Thread thread = (Thread) OWNER.getOpaque(this);
        return thread != null && !thread.isAlive();
    }

    /// Leaves the scopes of a dead owner open: nobody else could close them, nor read through them.
    private void dropScopes() {
        for (Mark mark = newest; mark != start; mark = mark.previous()) {
            mark.dropScope();
        }
        start.dropScope();
    }

    private void rewindTo(Mark mark) {
        peakBytes = Math.max(peakBytes, usedBytes());
        limit = CLOSED;
        while (newest != mark) {
            assert newest != start : "mark is alive and not among the marks: " + describe(mark);
            newest.closeScope();
            newest.die();
            newest = newest.previous();
        }
        mark.closeScope();
        scoped = MemorySegment.NULL;
        if (kept != null && mark == start) {
            held.handOver(kept, offset);
            kept = null;
            offset = held.lastUsedBytes();
        }
        held.rewind(mark.position().chunkCount(), offset, mark.position().offset());
        offset = mark.position().offset();
        earlierBytes = mark.position().earlierBytes();
    }

    private boolean isUntouched() {
        return newest == start && held.isEmpty();
    }

    private long usedBytes() {
        return earlierBytes + offset;
    }

    /// Makes the calling thread the owner if there is none.
    private void own() {
        Thread thread = Thread.currentThread();
        // Pairs with the release in release(): a new owner sees all that the last one wrote.
        if (!isOwner(thread) && !OWNER.compareAndSet(this, null, thread)) {
            Thread other = (Thread) OWNER.getOpaque(this);
            throw new WrongThreadException(
                    "arena of another thread: owner=" + name(other) + " thread=" + name(thread));
        }
    }

    // A thread may override equals, and this is the fast path.
    @SuppressWarnings("ReferenceEquality")
    private boolean isOwner(Thread thread) {
        return owner == thread;
    }

    private void checkMark(Mark mark) {
        if (mark.arena() != this) {
            throw new IllegalStateException("mark of another arena: " + describe(mark));
        }
        if (mark.epoch() != epoch) {
            throw new IllegalStateException("mark of an ended context: " + describe(mark));
        }
        if (mark.isDead()) {
            throw new IllegalStateException("mark was rewound past: " + describe(mark));
        }
        if (mark.position().usedBytes() < pinnedBytes) {
            throw new IllegalStateException(
                    "memory behind the mark is in use by others: pinnedBytes="
                            + pinnedBytes
                            + " "
                            + describe(mark));
        }
    }

    private String describe(Mark mark) {
        return "markBytes="
                + mark.position().usedBytes()
                + " markEpoch="
                + mark.epoch()
                + " usedBytes="
                + usedBytes()
                + " epoch="
                + epoch;
    }

    private static void checkRequest(long byteCount, long byteAlignment) {
        if (byteCount < 0) {
            throw new IllegalArgumentException("negative size: byteCount=" + byteCount);
        }
        if (!isAlignment(byteAlignment)) {
            throw new IllegalArgumentException(
                    "alignment not a power of two up to 4096: byteAlignment=" + byteAlignment);
        }
    }

    private static boolean isAlignment(long byteAlignment) {
        return (byteAlignment & (byteAlignment - 1)) == 0
                && Long.compareUnsigned(byteAlignment - 1, ChunkPool.PAGE_BYTES) < 0;
    }

    private static String name(@Nullable Thread thread) {
        return thread == null ? "none" : thread.getName();
    }
}
