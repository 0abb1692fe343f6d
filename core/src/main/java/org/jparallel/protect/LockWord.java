// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A read/write lock in one word, with a queue beside it for those who must wait.
///
/// ```text
///   31                                3   2         1        0
///  +-----------------------------------+---------+--------+--------+
///  | readers                           | HANDOFF | QUEUED | WRITER |
///  +-----------------------------------+---------+--------+--------+
/// ```
///
/// 1. A writer takes a word without readers and writer, a reader one without writer and queue. So
///    readers that come while somebody waits wait too, and cannot keep a writer waiting for ever.
/// 2. A writer may take a free word although others wait (it is awake, they are not: handing the
///    lock over would cost a wake-up each time) unless HANDOFF is set. The head of the queue sets
///    it when it has been overtaken for a millisecond; from then on only the head takes the word.
/// 3. Who must wait enters the queue, sets QUEUED, and only then looks again. Whoever frees the
///    word changes it first, and wakes the head if it saw QUEUED. Both are atomic operations on one
///    word: either the one that frees it sees QUEUED, or the waiter sees it free. No wake-up is
///    lost.
/// 4. Only the head takes the word out of the queue. If it is a reader it wakes the next, which is
///    the new head and takes its share if it is a reader too. A head that gives up wakes the next.
///
/// Rejected: handing the lock to the head at each release (two threads that take turns then pay a
/// wake-up each time); a `StampedLock` (the main thread could not serve its calls in its queue);
/// counting readers by thread as `ReentrantReadWriteLock` does (nothing here is recursive, and
/// [HeldLocks] knows what a thread holds). Barging with a bounded wait is that of WebKit's
/// `WTF::Lock` and of CPython's `PyMutex`.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `state` | any | compare-and-set, atomic add, and, or | any | volatile |
/// | `writerId` | the writer | plain | any, which only looks for itself | plain |
/// | `waiters`, fields of `Waiter` | any | under this object's monitor | any | the same |
final class LockWord {
    private static final int WRITER = 1;
    private static final int QUEUED = 1 << 1;
    private static final int HANDOFF = 1 << 2;
    private static final int READER = 1 << 3;
    private static final int HELD = -READER | WRITER;
    private static final long OVERTAKEN_NANOS = Duration.ofMillis(1).toNanos();
    private static final int SPIN_COUNT = 50;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(LockWord.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// How a thread waits.
    @FunctionalInterface
    interface Waiting {
        /// Waits until `ready` holds.
        ///
        /// @param ready tested after each wake-up
        /// @param timeoutNanos how long at most
        /// @return whether it held in time
        boolean await(BooleanSupplier ready, long timeoutNanos);
    }

    private static final class Waiter {
        private final Thread thread = Thread.currentThread();
        private final boolean reads;
        private long overtakenNanos;
        private boolean overtaken;
        private boolean woken;

        Waiter(boolean reads) {
            this.reads = reads;
        }
    }

    @SuppressWarnings("unused") // by STATE
    private volatile int state;

    /// The thread that has the word for writing, by its number: that is stored without a barrier.
    private long writerId;

    private @Nullable Deque<Waiter> waiters;

    /// {@return whether the current thread is the writer}
    boolean isMine() {
        return writerId == Thread.currentThread().threadId();
    }

    /// {@return whether the word was taken; see 1 and 2}
    ///
    /// @param reads whether for reading
    boolean tryTake(boolean reads) {
        return reads ? tryRead(WRITER | QUEUED) : tryWrite(QUEUED);
    }

    /// Takes a share unless one of some bits is set.
    private boolean tryRead(int forbidden) {
        int seen = state;
        while ((seen & forbidden) == 0) {
            if (STATE.compareAndSet(this, seen, seen + READER)) {
                return true;
            }
            seen = state;
        }
        return false;
    }

    /// Takes the word if it is free and nothing but some bits is set.
    private boolean tryWrite(int allowed) {
        int seen = state;
        while ((seen & ~allowed) == 0) {
            if (STATE.compareAndSet(this, seen, seen | WRITER)) {
                writerId = Thread.currentThread().threadId();
                return true;
            }
            seen = state;
        }
        return false;
    }

    /// Gives back what was taken.
    ///
    /// @param reads whether it was for reading
    void release(boolean reads) {
        int left;
        if (reads) {
            left = (int) STATE.getAndAdd(this, -READER) - READER;
        } else {
            writerId = 0;
            left = (int) STATE.getAndBitwiseAnd(this, ~WRITER) & ~WRITER;
        }
        // Pairs with the setting of QUEUED in enter(), see 3.
        if ((left & HELD) == 0 && left != 0) {
            wakeHead();
        }
    }

    /// Takes the word; waits while it cannot.
    ///
    /// @param reads whether for reading
    /// @param waiting how to wait
    /// @param timeoutNanos how long at most
    /// @return whether it was taken in time
    boolean take(boolean reads, Waiting waiting, long timeoutNanos) {
        for (int i = 0; i < SPIN_COUNT; i++) {
            if (tryTake(reads)) {
                return true;
            }
            Thread.onSpinWait();
        }
        if (timeoutNanos <= 0) {
            return false;
        }
        Waiter waiter = new Waiter(reads);
        enter(waiter);
        boolean taken = false;
        try {
            taken = waiting.await(() -> takeAsHead(waiter), timeoutNanos);
            return taken;
        } finally {
            if (!taken) {
                leave(waiter);
            }
        }
    }

    // --- the queue -------------------------------------------------------------------------------

    private synchronized void enter(Waiter waiter) {
        if (waiters == null) {
            waiters = new ArrayDeque<>(2);
        }
        waiters.addLast(waiter);
        // Pairs with the atomic operation in release(), see 3.
        STATE.getAndBitwiseOr(this, QUEUED);
    }

    private boolean takeAsHead(Waiter waiter) {
        Waiter next;
        synchronized (this) {
            if (head() != waiter) {
                return false;
            }
            waiter.woken = false;
            if (!(waiter.reads ? tryRead(WRITER) : tryWrite(QUEUED | HANDOFF))) {
                demandHandoff(waiter);
                return false;
            }
            removeHead();
            next = waiter.reads ? wokenHead() : null;
        }
        if (next != null) {
            LockSupport.unpark(next.thread);
        }
        return true;
    }

    private void demandHandoff(Waiter waiter) {
        long now = System.nanoTime();
        if (!waiter.overtaken) {
            waiter.overtaken = true;
            waiter.overtakenNanos = now;
        } else if (now - waiter.overtakenNanos > OVERTAKEN_NANOS) {
            STATE.getAndBitwiseOr(this, HANDOFF);
        }
    }

    private void leave(Waiter waiter) {
        Waiter next = null;
        synchronized (this) {
            if (head() == waiter) {
                removeHead();
                next = wokenHead();
            } else if (waiters != null) {
                waiters.remove(waiter);
            }
        }
        if (next != null) {
            LockSupport.unpark(next.thread);
        }
    }

    private void wakeHead() {
        Waiter head;
        synchronized (this) {
            head = wokenHead();
        }
        if (head != null) {
            LockSupport.unpark(head.thread);
        }
    }

    private @Nullable Waiter head() {
        return waiters == null ? null : waiters.peekFirst();
    }

    private void removeHead() {
        assert waiters != null;
        waiters.removeFirst();
        STATE.getAndBitwiseAnd(this, waiters.isEmpty() ? ~(QUEUED | HANDOFF) : ~HANDOFF);
    }

    /// {@return the head, to be unparked; null if there is none, or it is awake and has not looked
    /// since}
    private @Nullable Waiter wokenHead() {
        Waiter head = head();
        if (head == null || head.woken) {
            return null;
        }
        head.woken = true;
        return head;
    }
}
