// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jparallel.context.Blocking;

/// The consumers that wait for an element of a log: invariant 7 of [FrameLog].
///
/// **Threads.** Any; the queue is safe by itself, WAITERS is put under the interlock.
final class LogTakers {
    private static final int IDLE_SPINS = 64;

    private final FrameLog log;
    private final LogHead head;
    private final LogTail tail;
    private final WaitQueue takers = new WaitQueue();

    LogTakers(FrameLog log, LogHead head, LogTail tail) {
        this.log = log;
        this.head = head;
        this.tail = tail;
    }

    /// Tries to take an element until there is one, or the time is up.
    ///
    /// @param attempt returns EMPTY while there is none
    /// @param timeoutNanos how long, or [Blocking#FOREVER]
    /// @param otherwise what else ends the wait; whoever makes it true calls [#wakeOne]
    /// @return what the last attempt did
    long tryUntil(LongSupplier attempt, long timeoutNanos, BooleanSupplier otherwise) {
        long startNanos = System.nanoTime();
        long frame = LogPosition.EMPTY;
        for (int i = 0; i < IDLE_SPINS && frame == LogPosition.EMPTY; i++) {
            Thread.onSpinWait();
            frame = attempt.getAsLong();
        }
        while (frame == LogPosition.EMPTY
                && !otherwise.getAsBoolean()
                && await(otherwise, Deadlines.leftNanos(startNanos, timeoutNanos))) {
            frame = attempt.getAsLong();
        }
        return frame;
    }

    /// {@return whether there may be something now; false if the time is up}
    private boolean await(BooleanSupplier otherwise, long timeoutNanos) {
        WaitQueue.Waiter waiter = takers.join();
        boolean ready = false;
        try {
            ready =
                    !announce()
                            || Blocking.await(
                                    () -> waiter.isSignalled() || otherwise.getAsBoolean(),
                                    timeoutNanos);
            return ready;
        } finally {
            if (!takers.leave(waiter) && !ready) {
                wakeOne();
            }
        }
    }

    /// Wakes one, if there is one.
    void wakeOne() {
        if (!takers.signalOne()) {
            forget();
        }
    }

    /// Wakes all, when no element will come any more.
    void wakeAll() {
        takers.signalAll();
    }

    /// Takes WAITERS away, because nobody waits, and wakes whoever has joined since. All of them:
    /// each relied on the flag, and there may be many claims that no longer see it.
    void forget() {
        tail.forgetWaiters();
        takers.signalPresent();
    }

    /// {@return whether WAITERS stands in the word behind which there is nothing}
    private boolean announce() {
        head.lock();
        try {
            while (head.position.find() == LogPosition.EMPTY) {
                LogChunk chunk = head.position.chunk;
                long word = chunk.word();
                if (chunk.claimedAddress(word) != head.position.address
                        || LogChunk.has(word, LogChunk.REFUSING)) {
                    continue;
                }
                if (LogChunk.has(word, LogChunk.WAITERS) || chunk.mark(word, LogChunk.WAITERS)) {
                    return true;
                }
            }
            return false;
        } finally {
            log.unlock();
        }
    }
}
