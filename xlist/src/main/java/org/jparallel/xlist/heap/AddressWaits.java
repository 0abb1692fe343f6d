// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jparallel.context.Blocking;
import org.jparallel.context.WaitInterruptedException;
import org.jparallel.guard.AnyThread;

/// Threads and stages that wait until they are woken at an offset of a shared region: the waiter
/// lists of ECMAScript's `Atomics.wait`, `waitAsync` and `notify` (ECMA-262, section "The Atomics
/// Object").
///
/// The value is compared and the waiter enqueued under the lock under which others wake. So who
/// found the value as expected is in the list before anybody who changed the value after that comes
/// to wake. Each is woken once, by somebody who meant it, first come first served.
///
/// The list decides how a wait ends: who is no longer in it was woken, and was counted by who woke
/// it, or the memory was freed. So a timer that finds its stage gone does nothing; a thread that is
/// interrupted, but finds itself woken, has not waited in vain; and one whose wait fails otherwise
/// passes its wake-up on.
///
/// Waiters are marked under the lock, and told after it was left: a thread is unparked, a stage is
/// completed by the common pool, so that what depends on it never runs on the thread that wakes.
///
/// **Memory.** The waiters refer to no memory of the region and hold none of it.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `byOffset`, `stageCount`, `freed` | any | under `lock` | any | under `lock` |
@AnyThread
public final class AddressWaits {
    /// How a wait ended.
    public enum Ending {
        /// Woken.
        WOKEN,

        /// It was not as expected; nobody waited.
        NOT_EQUAL,

        /// Not woken in time.
        TIMED_OUT
    }

    /// The most stages that wait at a time.
    static final int LIMIT_STAGES = 1 << 20;

    private final int limitStages;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, LinkedHashSet<AddressWaiter>> byOffset = new HashMap<>();
    private int stageCount;
    private boolean freed;

    /// Creates one in which nobody waits.
    AddressWaits() {
        this(LIMIT_STAGES);
    }

    /// Creates one with another limit; tests do.
    AddressWaits(int limitStages) {
        this.limitStages = limitStages;
    }

    /// Waits at an offset, if the value there is as expected.
    ///
    /// @param offsetBytes where
    /// @param isExpected asked once, under the lock: looks at memory and does nothing else
    /// @param timeoutNanos how long, or [Blocking#FOREVER]
    /// @return how it ended; woken also if the thread was interrupted, but woken before it had left
    /// @throws WaitInterruptedException if it was interrupted before it was woken
    /// @throws IllegalStateException if the memory was freed meanwhile
    public Ending await(long offsetBytes, BooleanSupplier isExpected, long timeoutNanos) {
        ThreadWaiter waiter = new ThreadWaiter(offsetBytes);
        if (!join(waiter, isExpected)) {
            return Ending.NOT_EQUAL;
        }
        boolean isOver = false;
        try {
            boolean isTold = Blocking.await(waiter::isTold, timeoutNanos);
            isOver = true;
            return isTold || !leave(waiter) ? waiter.ending() : Ending.TIMED_OUT;
        } catch (WaitInterruptedException interrupted) {
            isOver = true;
            if (leave(waiter)) {
                throw interrupted;
            }
            return waiter.ending();
        } finally {
            if (!isOver && !leave(waiter)) {
                wake(offsetBytes, 1);
            }
        }
    }

    /// Waits at an offset as [#await] does, but no thread does.
    ///
    /// @param <R> what the stage tells
    /// @param offsetBytes where
    /// @param isExpected asked once, now, under the lock: looks at memory and does nothing else
    /// @param timeoutNanos how long, or [Blocking#FOREVER]
    /// @param outcome what the stage tells of an ending
    /// @return completed if the value is not as expected or there is no time to wait; else the
    ///     common pool completes it, with an [IllegalStateException] if the memory is freed before
    /// @throws IllegalStateException if as many stages wait as may; nothing has changed
    public <R> CompletionStage<R> awaitAsync(
            long offsetBytes,
            BooleanSupplier isExpected,
            long timeoutNanos,
            Function<Ending, R> outcome) {
        lock.lock();
        try {
            if (!isExpected.getAsBoolean()) {
                return CompletableFuture.completedStage(outcome.apply(Ending.NOT_EQUAL));
            }
            if (timeoutNanos <= 0) {
                return CompletableFuture.completedStage(outcome.apply(Ending.TIMED_OUT));
            }
            checkStages();
            StageWaiter<R> waiter = new StageWaiter<>(this, offsetBytes, outcome);
            // Before it stands in the list: if there can be no timer, nobody waits. If the time is
            // up at once, the timer waits for the lock.
            waiter.startTimer(timeoutNanos);
            add(waiter);
            return waiter.stage();
        } finally {
            lock.unlock();
        }
    }

    /// Wakes those that wait at an offset, first those that have waited longest.
    ///
    /// @param offsetBytes where
    /// @param limitCount how many at most
    /// @return how many
    public int wake(long offsetBytes, int limitCount) {
        List<AddressWaiter> woken = new ArrayList<>();
        lock.lock();
        try {
            LinkedHashSet<AddressWaiter> waiters = byOffset.get(offsetBytes);
            while (waiters != null && woken.size() < limitCount && !waiters.isEmpty()) {
                AddressWaiter first = waiters.getFirst();
                woken.add(first);
                remove(first);
                first.mark(AddressWaiter.Told.WOKEN);
            }
        } finally {
            lock.unlock();
        }
        woken.forEach(AddressWaiter::tell);
        return woken.size();
    }

    /// Fails all that wait, because the last who could wake them has gone. Nobody comes after that.
    void free() {
        List<AddressWaiter> left = new ArrayList<>();
        lock.lock();
        try {
            freed = true;
            byOffset.values().forEach(left::addAll);
            for (AddressWaiter waiter : left) {
                remove(waiter);
                waiter.mark(AddressWaiter.Told.FREED);
            }
        } finally {
            lock.unlock();
        }
        left.forEach(AddressWaiter::tell);
    }

    /// {@return whether it was still waiting; if not, it is told otherwise}
    boolean leave(AddressWaiter waiter) {
        lock.lock();
        try {
            return remove(waiter);
        } finally {
            lock.unlock();
        }
    }

    static IllegalStateException freed() {
        return new IllegalStateException("shared region is freed");
    }

    private boolean join(AddressWaiter waiter, BooleanSupplier isExpected) {
        lock.lock();
        try {
            if (!isExpected.getAsBoolean()) {
                return false;
            }
            add(waiter);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void add(AddressWaiter waiter) {
        assert !freed : "who waits has a handle";
        byOffset.computeIfAbsent(waiter.offsetBytes(), _ -> new LinkedHashSet<>()).add(waiter);
        stageCount += waiter.stageCount();
    }

    private boolean remove(AddressWaiter waiter) {
        LinkedHashSet<AddressWaiter> waiters = byOffset.get(waiter.offsetBytes());
        if (waiters == null || !waiters.remove(waiter)) {
            return false;
        }
        if (waiters.isEmpty()) {
            byOffset.remove(waiter.offsetBytes());
        }
        stageCount -= waiter.stageCount();
        return true;
    }

    private void checkStages() {
        if (stageCount >= limitStages) {
            throw new IllegalStateException(
                    "too many stages wait at a shared region: stageCount="
                            + stageCount
                            + " limitStages="
                            + limitStages);
        }
    }
}
