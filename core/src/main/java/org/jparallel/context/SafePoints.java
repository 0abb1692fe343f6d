// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.MainThread;

/// How the main thread of a runtime learns what all its contexts have left behind, and how it stops
/// them.
///
/// For the runtime itself; users meet it as [org.jparallel.protect.Published] and as
/// `stopTheWorld`.
///
/// **Algorithm.** There is one word, which the main thread writes and every parallel thread reads
/// between two contexts, where it has to look whether it may go on anyway:
///
/// ```text
///   word   | epoch ………………………………………… | halt | stop |
///   seen   | epoch ………………………………………… |  0   |  0   |     one of each thread
/// ```
///
/// As long as a thread's `seen` equals the word there is nothing to do.
///
/// **Epochs.** To find out when no context uses something any more, the main thread first makes it
/// unreachable, then advances the epoch. A thread that reads the new epoch between two contexts
/// notes it in `seen`. Once all have, or are idle, it can be freed.
///
/// 1. *A thread that has noted the epoch.* It read the word after the main thread had advanced it,
///    so whatever it reads later is what the main thread wrote before: never the old version. Its
///    uses of the old version come before the release of `seen`, which the main thread acquires.
///    No fence is needed: it is never concluded from an old `seen` that a context has *not* read.
///    That is where announcing the begin of each context would need one, between the announcement
///    and the first read.
/// 2. *A thread that was idle.* It says so by a volatile store of `state`, and takes it back by
///    another, after which it reads the word by a volatile load. The main thread advances the
///    epoch, then reads `state`, both volatile. In the one order of these four either the main
///    thread sees that the thread is not idle and waits for its `seen`, or the thread sees the new
///    epoch, and 1 holds. This store-load order costs a fence for each park, not for each context.
/// 3. *A thread that is new* takes the lock to be counted, then reads the word. The main thread
///    advances the epoch, then takes the lock to look. So it counts the thread, or the thread sees
///    the new epoch.
///
/// This is quiescent-state-based reclamation (P. McKenney, J. Slingwine: *Read-Copy Update*, 1998;
/// T. Hart and others: *Performance of memory reclamation for lockless synchronization*, 2007), the
/// ends of contexts being the quiescent states.
///
/// **Stopping** is the same word with its stop bit. A thread that finds the bit at a safe point
/// says that it is stopped and parks; one that leaves a wait, or begins, says that it runs and
/// reads the word then (2, with the stop bit for the epoch). The main thread waits until nobody
/// says that it runs. Safe points are: between two contexts; an allocation, whose one comparison
/// the main thread makes fail ([org.jparallel.arena.ContextArena#disturb]); a push that needs
/// another chunk; before and after each park in a wait.
///
/// Rejected: a fence at the begin of each context (a third of what a work costs); hazard pointers
/// (a fence a read); reference counts (a contended line a read); asking every thread by a handshake
/// of the JVM, such as the closing of a shared arena brings (50 µs for each version, and nothing in
/// its documentation promises the order).
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `word` | main thread; `halt` any | volatile add, or | parallel threads | volatile |
/// | `announced` | parallel threads; main thread clears it | volatile | main thread | volatile |
/// | `points` | parallel threads | under `lock` | main thread | under `lock` |
@AnyThread
public final class SafePoints {
    private static final long STOP = 1;
    private static final long HALT = 2;
    private static final long EPOCH = 4;

    /// How often the main thread looks before it parks: it may have the core of one it waits for.
    private static final int SPIN_LIMIT = 50;

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(SafePoints.class, "word", long.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private final Thread main;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<SafePoint> points = new LinkedHashSet<>();
    private volatile boolean announced;

    @SuppressWarnings("FieldMayBeFinal") // written through WORD
    private volatile long word;

    /// Creates those of a runtime.
    ///
    /// @param main its main thread
    public SafePoints(Thread main) {
        this.main = main;
    }

    /// {@return the main thread of the runtime}
    public Thread main() {
        return main;
    }

    // --- parallel threads ------------------------------------------------------------------------

    long word() {
        return word;
    }

    static boolean isStopped(long word) {
        return (word & STOP) != 0;
    }

    static long epoch(long word) {
        return word & -EPOCH;
    }

    boolean isStopped() {
        return isStopped(word);
    }

    void add(SafePoint point) {
        lock.lock();
        try {
            points.add(point);
        } finally {
            lock.unlock();
        }
    }

    void remove(SafePoint point) {
        lock.lock();
        try {
            points.remove(point);
        } finally {
            lock.unlock();
        }
        announced();
    }

    void announced() {
        announced = true;
        LockSupport.unpark(main);
    }

    void arrived() {
        LockSupport.unpark(main);
    }

    /// Has every thread look up between two contexts, from now on.
    public void halt() {
        WORD.getAndBitwiseOr(this, HALT);
    }

    // --- epochs ----------------------------------------------------------------------------------

    /// Begins a new epoch, after something was made unreachable.
    ///
    /// @return the epoch that all must have seen before it can be freed
    @MainThread
    public long advance() {
        long epoch = epoch((long) WORD.getAndAdd(this, EPOCH) + EPOCH);
        lock.lock();
        try {
            points.forEach(SafePoint::ask);
        } finally {
            lock.unlock();
        }
        return epoch;
    }

    /// {@return whether a thread has told that it saw another epoch since this was asked last}
    @MainThread
    public boolean takeAnnouncement() {
        if (!announced) {
            return false;
        }
        // Before anything is looked at: what is announced from now on is told next time.
        announced = false;
        return true;
    }

    /// The epoch that all have seen.
    ///
    /// @param worksHaveEnded whether no work is active, so that only event loops are looked at
    /// @return the epoch, `Long.MAX_VALUE` if no context runs
    @MainThread
    public long seenByAll(boolean worksHaveEnded) {
        long seen = Long.MAX_VALUE;
        lock.lock();
        try {
            for (SafePoint point : points) {
                if (point.isAsked() || !worksHaveEnded) {
                    seen = Math.min(seen, point.seen());
                }
            }
        } finally {
            lock.unlock();
        }
        return seen;
    }

    // --- stopping --------------------------------------------------------------------------------

    /// Has all contexts stop at their next safe point, until [#resume()].
    @MainThread
    public void stop() {
        WORD.getAndBitwiseOr(this, STOP);
        lock.lock();
        try {
            points.forEach(SafePoint::ask);
            points.forEach(SafePoint::disturb);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all have stopped.
    ///
    /// @param timeoutNanos how long at most
    /// @return those that have not; empty: from now on no context runs until [#resume()]
    /// @throws WaitInterruptedException if the thread is interrupted; the flag stays set
    @MainThread
    public List<SafePoint> awaitStopped(long timeoutNanos) {
        long startNanos = System.nanoTime();
        int round = 0;
        while (true) {
            List<SafePoint> left = running();
            long leftNanos = timeoutNanos - (System.nanoTime() - startNanos);
            if (left.isEmpty() || leftNanos <= 0) {
                return left;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new WaitInterruptedException();
            }
            if (round < SPIN_LIMIT) {
                round++;
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, leftNanos);
            }
        }
    }

    private List<SafePoint> running() {
        lock.lock();
        try {
            return points.stream().filter(point -> !point.hasArrived()).toList();
        } finally {
            lock.unlock();
        }
    }

    /// Lets all go on.
    @MainThread
    public void resume() {
        WORD.getAndBitwiseAnd(this, ~STOP);
        lock.lock();
        try {
            points.forEach(SafePoint::wake);
        } finally {
            lock.unlock();
        }
    }

    /// {@return whether the world is stopped, or about to}
    public boolean isWorldStopped() {
        return isStopped();
    }
}
