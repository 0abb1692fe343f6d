// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// The parallel threads: who is active, who is parked, and when there is one more.
///
/// A thread is *active* while it looks for works or runs one; it is not while it is parked and not
/// while its context waits. As many may be active as there are cores (`allowedCount`).
///
/// 1. Whoever offers a work first moves the ring's TAIL (or the spill's count) by an atomic
///    operation and then reads `state`. Whoever parks first changes `state` by an atomic operation
///    and then looks for works. So either the one sees the thread parked and wakes it, or the other
///    sees the work: no wake-up is lost, and offering a work costs no fence.
/// 2. A woken thread counts as searching from the moment it is woken. While one searches nobody
///    else is woken; the last one to find something wakes the next. So a burst of works wakes the
///    threads one after the other, and a trickle only one.
/// 3. A context that waits gives up its place; if works are pending another thread takes it, parked
///    or new. When it goes on there may be one too many: the next thread that looks for work parks.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `state` | any | atomic add | any | volatile |
/// | `allowedCount` | monitor | volatile | any | volatile |
/// | `threads`, `tallies` | under `lock` | copy on write | any | volatile |
/// | `idle`, `freeTallies` | under `lock` | plain | under `lock` | plain |
/// | `stopping` | main thread, under `lock` | volatile | any | volatile |
/// | `halted` | any | volatile | any | volatile |
final class Crew {
    private static final int ACTIVE = 1;
    private static final int SEARCHING = 1 << 16;
    private static final int ACTIVE_MASK = SEARCHING - 1;
    private static final long KEEP_ALIVE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Crew.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Dispatcher dispatcher;
    private final String name;
    private final int parallelCount;
    private final int limitCount;
    private final ReentrantLock lock = new ReentrantLock();
    private final CopyOnWriteArrayList<WorkThread> threads = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Tally> tallies = new CopyOnWriteArrayList<>();
    private final Deque<Tally> freeTallies = new ArrayDeque<>();
    private final Deque<WorkThread> idle = new ArrayDeque<>();
    private int createdCount;
    private volatile int allowedCount;
    private volatile boolean stopping;
    private volatile boolean halted;

    @SuppressWarnings("unused") // by STATE
    private volatile int state;

    Crew(Dispatcher dispatcher, String name, int parallelCount, int spareCount) {
        this.dispatcher = dispatcher;
        this.name = name;
        this.parallelCount = parallelCount;
        this.limitCount = parallelCount + spareCount;
        this.allowedCount = parallelCount;
    }

    /// Called after a work was offered; see 1.
    void workOffered() {
        int now = state;
        if (now < SEARCHING && now < allowedCount) {
            wakeOne();
        }
    }

    private void wakeOne() {
        WorkThread woken;
        boolean created = false;
        lock.lock();
        try {
            int now = state;
            if (stopping || halted || now >= SEARCHING || now >= allowedCount) {
                return;
            }
            woken = idle.pollLast();
            if (woken == null) {
                if (threads.size() >= limitCount) {
                    return;
                }
                woken = create();
                created = true;
            } else {
                woken.parked = false;
            }
            STATE.getAndAdd(this, ACTIVE + SEARCHING);
        } finally {
            lock.unlock();
        }
        if (created) {
            start(woken);
        } else {
            LockSupport.unpark(woken);
        }
    }

    private WorkThread create() {
        Tally tally = freeTallies.pollFirst();
        if (tally == null) {
            tally = new Tally();
            tallies.add(tally);
        }
        createdCount++;
        WorkThread thread = new WorkThread(name + "-" + createdCount, dispatcher, this, tally);
        threads.add(thread);
        return thread;
    }

    /// A thread that the system refuses is a failure that `run()` throws; the works stay in the
    /// ring for the threads there are, and the monitor tries again.
    private void start(WorkThread thread) {
        try {
            thread.start();
        } catch (OutOfMemoryError failure) {
            STATE.getAndAdd(this, -(ACTIVE + SEARCHING));
            ended(thread);
            dispatcher.failed(failure);
            dispatcher.monitor().workBegins();
        }
    }

    /// The thread has found nothing and looks on. Whoever waits for all works to end looks again.
    void searches() {
        STATE.getAndAdd(this, SEARCHING);
        dispatcher.signalMain();
    }

    /// A searching thread has found something; see 2.
    void foundWork() {
        int before = (int) STATE.getAndAdd(this, -SEARCHING);
        if (before < 2 * SEARCHING && dispatcher.hasPending()) {
            workOffered();
        }
        dispatcher.monitor().workBegins();
    }

    /// {@return whether more than one thread looks for works}
    boolean severalSearch() {
        return state >= 2 * SEARCHING;
    }

    /// {@return whether more threads are active than may be}
    boolean isSurplus() {
        return (state & ACTIVE_MASK) > allowedCount || halted;
    }

    /// {@return whether no further work may start}
    boolean isHalted() {
        return halted;
    }

    void halt() {
        halted = true;
        dispatcher.safePoints().halt();
    }

    /// Parks the thread until there is work for it.
    ///
    /// @return false if it has to end
    boolean park(WorkThread thread, boolean searching) {
        thread.slot().release();
        lock.lock();
        try {
            thread.parked = true;
            idle.addLast(thread);
        } finally {
            lock.unlock();
        }
        STATE.getAndAdd(this, searching ? -(ACTIVE + SEARCHING) : -ACTIVE);
        dispatcher.signalMain();
        if (dispatcher.hasPending()) {
            workOffered();
        }
        long start = System.nanoTime();
        while (thread.parked) {
            if (stopping || System.nanoTime() - start > KEEP_ALIVE_NANOS) {
                if (leave(thread)) {
                    return false;
                }
                start = System.nanoTime();
            }
            LockSupport.parkNanos(this, KEEP_ALIVE_NANOS);
            Thread.interrupted(); // meant for a work that has ended meanwhile
        }
        return true;
    }

    private boolean leave(WorkThread thread) {
        lock.lock();
        try {
            boolean leaves = thread.parked && (stopping || threads.size() > parallelCount);
            return leaves && idle.remove(thread);
        } finally {
            lock.unlock();
        }
    }

    /// A context is about to wait; see 3.
    ///
    /// @throws TooManyThreadsException if nobody could take its place; it does not wait then
    void blockingBegins(WorkThread thread) {
        if (threads.size() >= limitCount && idleIsEmpty()) {
            throw new TooManyThreadsException(threads.size(), limitCount);
        }
        STATE.getAndAdd(this, -ACTIVE);
        if (dispatcher.hasUnclaimed() || thread.batch.hasNext()) {
            workOffered();
        }
    }

    private boolean idleIsEmpty() {
        lock.lock();
        try {
            return idle.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void blockingEnds() {
        STATE.getAndAdd(this, ACTIVE);
    }

    /// Takes a work out of another thread's batch.
    boolean steal(WorkThread thief, TakenWork into) {
        for (WorkThread victim : threads) {
            if (victim != thief && dispatcher.ring().steal(victim.batch, into)) {
                return true;
            }
        }
        return false;
    }

    /// Lets more or fewer threads be active than there are cores; for the monitor.
    void allow(int extraCount) {
        allowedCount = Math.min(parallelCount + extraCount, limitCount);
        if (extraCount > 0) {
            workOffered();
        }
    }

    /// The thread runs nothing any more.
    void ended(WorkThread thread) {
        lock.lock();
        try {
            threads.remove(thread);
            freeTallies.addLast(thread.tally);
        } finally {
            lock.unlock();
        }
    }

    /// Ends all threads that have nothing to do, now and from now on.
    void stop() {
        lock.lock();
        try {
            stopping = true;
        } finally {
            lock.unlock();
        }
        threads.forEach(LockSupport::unpark);
    }

    /// {@return whether nobody counts as active or searching once all threads have ended}
    boolean isBalanced() {
        return !threads.isEmpty() || state == 0;
    }

    int sharerCount() {
        return parallelCount;
    }

    List<WorkThread> threads() {
        return threads;
    }

    List<Tally> tallies() {
        return tallies;
    }
}
