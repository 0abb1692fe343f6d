// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The bounded ring on which works travel to the parallel threads.
///
/// ```text
///             HEAD: next to claim          TAIL: next to offer
///               ▼                            ▼
///   │ t │ t │ 4 │ 5 │ 6 │ 7 │ 8 │ 9 │ … │ w │ . │ . │      one sequence a slot
///       └─batch─┘
/// ```
///
/// Each slot has a sequence that tells its state for position `p` of the ring:
///
/// | sequence | the slot is |
/// |---|---|
/// | `p` | free, for the producer that claims `p` |
/// | `p + 1` | published: it holds the work of position `p` |
/// | `~p` | taken: one thread is moving that work out |
/// | `p + capacity` | free for the next lap |
///
/// 1. A position is owned by the producer that moved TAIL over it, then by nobody, then by the
///    thread whose compare-and-set turned `p + 1` into `~p`. Exactly one succeeds, so a work runs
///    once.
/// 2. Moving HEAD over a batch only shares out who looks where. It gives no right to the works in
///    it: a thread that has nothing to do takes from the batch of one that is busy, so that a work
///    of seconds holds back none of those claimed together with it.
/// 3. Positions only grow. A sequence keeps their low 32 bits: a thread that slept through exactly
///    2^32 positions may find its value again, in `take` and `steal`. It then takes the work that
///    is published there now, which is as good; `offer` compares all 64 bits of TAIL.
/// 4. The slot is free before its work starts to run.
///
/// What costs time is the cache lines that go from core to core. So sequences and functions, which
/// every work needs, lie 16 to a line and in arrays of their own; the lines of arguments, callbacks
/// and errbacks that nobody uses stay where they are; and parallel threads stay some way behind the
/// producer (see [WorkThread]).
///
/// The sequence per slot is that of D. Vyukov's bounded MPMC queue. Rejected: the claim itself as
/// the right to run (a long work holds back its batch); one claim per work (the two cores then
/// fight for HEAD on every work).
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `cursors[TAIL]` | producers | compare-and-set | all | acquire, volatile |
/// | `cursors[HEAD]` | parallel threads | compare-and-set | all | acquire, volatile |
/// | `sequences[i]` | the owner of the position | release, compare-and-set | all | acquire |
/// | `functions[i]` … `errbacks[i]` | the position's owner | plain | the position's owner | plain |
final class WorkRing {
    /// The most positions claimed at a time.
    static final int BATCH_LIMIT = 256;

    private static final int SPIN_LIMIT = 100;
    private static final long PAUSE_NANOS = 1_000;
    private static final int HEAD = 16;
    private static final int TAIL = 32;
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

    private final long[] cursors = new long[48];
    private final int[] sequences;
    private final @Nullable Object[] functions;
    private final @Nullable Object[] arguments;
    private final @Nullable Object[] callbacks;
    private final @Nullable Object[] errbacks;
    private final int mask;

    /// @param capacity how many works fit, a power of two
    WorkRing(int capacity) {
        assert Integer.bitCount(capacity) == 1 : capacity;
        mask = capacity - 1;
        sequences = new int[capacity];
        functions = new Object[capacity];
        arguments = new Object[capacity];
        callbacks = new Object[capacity];
        errbacks = new Object[capacity];
        for (int i = 0; i < capacity; i++) {
            sequences[i] = i;
        }
    }

    /// Offers a work.
    ///
    /// @return false if the ring is full
    boolean offer(
            Object function,
            @Nullable Object argument,
            @Nullable Object callback,
            @Nullable Object errback) {
        while (true) {
            // Pairs with the compare-and-set below of other producers.
            long position = (long) LONGS.getAcquire(cursors, TAIL);
            int index = (int) position & mask;
            // Pairs with the release in take(): who sees the slot free also sees it emptied.
            int ahead = (int) INTS.getAcquire(sequences, index) - (int) position;
            if (ahead == 0) {
                if (LONGS.compareAndSet(cursors, TAIL, position, position + 1)) {
                    write(index, function, argument, callback, errback);
                    // Pairs with the compare-and-set in take(): who takes the work sees all of it.
                    INTS.setRelease(sequences, index, (int) position + 1);
                    return true;
                }
            } else if (ahead < 0 && (long) LONGS.getAcquire(cursors, TAIL) == position) {
                return false;
            }
        }
    }

    private void write(
            int index,
            Object function,
            @Nullable Object argument,
            @Nullable Object callback,
            @Nullable Object errback) {
        functions[index] = function;
        if (argument != null) {
            arguments[index] = argument;
        }
        if (callback != null) {
            callbacks[index] = callback;
        }
        if (errback != null) {
            errbacks[index] = errback;
        }
    }

    /// Claims the next positions for a thread: fewer the emptier the ring and the more threads
    /// share it.
    ///
    /// @param batch filled with the positions
    /// @param sharerCount how many threads share the ring
    /// @return false if nothing is left to claim
    boolean claim(WorkBatch batch, int sharerCount) {
        while (true) {
            // Pairs with the compare-and-set below of other threads.
            long head = (long) LONGS.getAcquire(cursors, HEAD);
            // Pairs with the compare-and-set in offer().
            long tail = (long) LONGS.getAcquire(cursors, TAIL);
            long readyCount = tail - head;
            if (readyCount <= 0) {
                return false;
            }
            long count = Math.clamp(readyCount / (2L * sharerCount), 1, BATCH_LIMIT);
            if (LONGS.compareAndSet(cursors, HEAD, head, head + count)) {
                batch.claimed(head, head + count);
                return true;
            }
        }
    }

    /// Takes the work at a claimed position, if it is still there.
    ///
    /// @param into receives it
    /// @return false if another thread took it
    boolean take(long position, TakenWork into) {
        int index = (int) position & mask;
        int published = (int) position + 1;
        // Pairs with the release in offer(). Tried before the sequence is read, so that the cache
        // line comes over once, to be written.
        if (!INTS.compareAndSet(sequences, index, published, ~(int) position)
                && !takeLate(position, index)) {
            return false;
        }
        move(index, into);
        // Pairs with the acquire in offer(): the producer of the next lap finds the slot emptied.
        INTS.setRelease(sequences, index, (int) position + mask + 1);
        return true;
    }

    /// Takes a work whose producer has moved TAIL and is about to publish it, if that is so.
    private boolean takeLate(long position, int index) {
        // Pairs with the release in offer().
        for (int i = 0; (int) INTS.getAcquire(sequences, index) == (int) position; i++) {
            if (i < SPIN_LIMIT) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
        return INTS.compareAndSet(sequences, index, (int) position + 1, ~(int) position);
    }

    private void move(int index, TakenWork into) {
        into.function = functions[index];
        functions[index] = null;
        Object argument = arguments[index];
        if (argument != null) {
            arguments[index] = null;
        }
        into.argument = argument;
        Object callback = callbacks[index];
        if (callback != null) {
            callbacks[index] = null;
        }
        into.callback = callback;
        Object errback = errbacks[index];
        if (errback != null) {
            errbacks[index] = null;
        }
        into.errback = errback;
    }

    /// Takes the last work that is left in another thread's batch.
    ///
    /// @param victim the batch, read while its owner works on it: a hint, checked by [#take]
    /// @param into receives the work
    /// @return false if nothing was left
    boolean steal(WorkBatch victim, TakenWork into) {
        long next = victim.next();
        long end = Math.min(victim.end(), next + BATCH_LIMIT);
        for (long position = end - 1; position >= next; position--) {
            int index = (int) position & mask;
            // Pairs with the release in offer().
            if ((int) INTS.getAcquire(sequences, index) == (int) position + 1
                    && take(position, into)) {
                return true;
            }
        }
        return false;
    }

    /// {@return how many works were ever offered}
    long offeredCount() {
        // Pairs with the compare-and-set in offer(); volatile as in unclaimedCount().
        return (long) LONGS.getVolatile(cursors, TAIL);
    }

    /// {@return how many works nobody has claimed}
    long unclaimedCount() {
        // Both pair with the compare-and-sets in claim() and offer(); head first, so never
        // negative. Volatile: whoever looks here has just changed the crew's state or a flag.
        long head = (long) LONGS.getVolatile(cursors, HEAD);
        return (long) LONGS.getVolatile(cursors, TAIL) - head;
    }

    /// {@return how many works fit}
    int capacity() {
        return mask + 1;
    }
}
