// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The consumers' end of a log, and the interlock that admits one of them at a time.
///
/// The interlock is one compare-and-set and one release store; who finds it taken backs off
/// ([Backoff]). It is held for the copy of a frame, never while user code runs, memory is wiped or
/// a thread waits for room, an element or the system. A queue of parked threads was rejected: its
/// release would have to be a second atomic read-modify-write, and cost every pop what the copy of
/// a long costs.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `interlock` | consumers | compare-and-set, then release | consumers | compare-and-set |
/// | `takenCount` | consumers, under the interlock | release | everybody | acquire |
/// | all others | consumers, under the interlock | plain | the same | plain |
///
/// The fields are written with every pop. The filling keeps them off the lines of their neighbours,
/// above all of the log's tail, which every push reads.
@SuppressWarnings("UnusedVariable") // the filling is there to take room
final class LogHead {
    private static final VarHandle INTERLOCK;
    private static final VarHandle TAKEN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            INTERLOCK = lookup.findVarHandle(LogHead.class, "interlock", int.class);
            TAKEN = lookup.findVarHandle(LogHead.class, "takenCount", long.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private long fill00, fill01, fill02, fill03, fill04, fill05, fill06, fill07;
    private long fill08, fill09, fill10, fill11, fill12, fill13, fill14, fill15;

    private long takenCount;
    private int interlock;

    /// Whether a producer waits for room.
    boolean pushersWait;

    /// How much room was made for them in this turn.
    int roomCount;

    boolean closed;

    /// The oldest chunk that is held: the head's, or one that a snapshot still reads.
    LogChunk oldest;

    final LogPosition position;

    private long fill20, fill21, fill22, fill23, fill24, fill25, fill26, fill27;
    private long fill28, fill29, fill30, fill31, fill32, fill33, fill34, fill35;

    LogHead(LogChunk first) {
        oldest = first;
        position = new LogPosition(first, first.address);
    }

    void lock() {
        // Pairs with the release in unlock(): the next one in sees what the one before did.
        if (!INTERLOCK.compareAndSet(this, 0, 1)) {
            lockContended();
        }
    }

    void unlock() {
        assert interlock == 1;
        // Pairs with the compare-and-set in lock().
        INTERLOCK.setRelease(this, 0);
    }

    /// {@return the frames taken so far, void ones included}
    long takenCount() {
        // Pairs with the release in takenCount(long): who reads the claims afterwards sees at least
        // the claims of these frames, so that a size is never negative.
        return (long) TAKEN.getAcquire(this);
    }

    /// Sets how many were taken; under the interlock.
    void takenCount(long count) {
        // Pairs with the acquire in takenCount().
        TAKEN.setRelease(this, count);
    }

    /// Passes a frame; under the interlock.
    void pass(long frame) {
        position.pass(RawMemory.read(frame));
        takenCount(takenCount + 1);
        if (pushersWait) {
            roomCount++;
        }
    }

    /// Moves `oldest` up to the head, or to the first chunk that a snapshot reads; under the
    /// interlock. What lies before is the caller's to recycle.
    void advanceOldest() {
        LogChunk chunk = oldest;
        while (chunk != position.chunk && chunk.pinCount == 0) {
            LogChunk next = chunk.next;
            assert next != null : "passed without a next chunk";
            chunk = next;
        }
        oldest = chunk;
    }

    private void lockContended() {
        int round = 0;
        do {
            round = Backoff.pause(round);
        } while (interlockTaken() || !INTERLOCK.compareAndSet(this, 0, 1));
    }

    /// {@return whether a compare-and-set would be in vain; a hint, so that those who wait only
    /// read}
    private boolean interlockTaken() {
        return (int) INTERLOCK.getOpaque(this) != 0;
    }
}
