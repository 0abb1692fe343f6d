// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.jparallel.context.ContextSlot;
import org.jparallel.context.ContextThread;
import org.jparallel.context.SafePoints;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.MainThread;
import org.jspecify.annotations.Nullable;

/// Both directions of the crossing, and the threads in between, for one main thread.
///
/// Whether everything has ended is told without a message: `submitted` is the ring's TAIL, the
/// spill's count and what was armed (waits and timers, which become works later); `completed` is
/// the sum of the tallies and what was disarmed. A work is counted as completed after everything it
/// submitted or armed was counted, an armed one as disarmed after its work was submitted. So if
/// `completed`, read first, equals `submitted`, read second, there was a moment in between at which
/// nothing was active; and then nothing but the main thread can submit anything.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `mainWaiting` | main thread; parallel threads clear it | volatile | those | volatile |
/// | `roomWanted` | main thread; parallel threads clear it | volatile | those | volatile |
/// | `armedCount`, `disarmedCount` | any | atomic add | any | volatile |
public final class Dispatcher {
    /// How long the main thread waits for room before it looks again.
    private static final long ROOM_NANOS = 1_000_000;

    private final Thread main;
    private final DispatchLimits limits;
    private final SafePoints safePoints;
    private final WorkRing ring;
    private final WorkSpill spill = new WorkSpill();
    private final CompletionRing completions;
    private final Crew crew;
    private final StallMonitor monitor;
    private final AtomicLong armedCount = new AtomicLong();
    private final AtomicLong disarmedCount = new AtomicLong();
    private volatile boolean mainWaiting;
    private volatile boolean roomWanted;

    /// Creates a dispatcher; its threads start with the first works.
    ///
    /// @param limits its limits
    /// @param safePoints how its contexts are stopped, and how it is known what they have left
    ///     behind
    /// @param name begins the names of its threads
    @MainThread
    public Dispatcher(DispatchLimits limits, SafePoints safePoints, String name) {
        this.main = safePoints.main();
        this.limits = limits;
        this.safePoints = safePoints;
        ring = new WorkRing(limits.ringWorkCount());
        completions = new CompletionRing(main);
        crew = new Crew(this, name, limits.parallelThreadCount(), limits.spareThreadCount());
        monitor = new StallMonitor(this, crew, name, limits.parallelThreadCount());
        monitor.thread().start();
    }

    /// {@return whether the current thread runs contexts of this runtime}
    @AnyThread
    public boolean ownsCurrentThread() {
        return Thread.currentThread() instanceof ContextThread thread
                && thread.owner().equals(this);
    }

    /// Offers a work to the parallel threads.
    ///
    /// @param function a `Work` if there is no argument, else a `WorkFunction`
    /// @param argument its argument, [#nullArgument] for null, or null for none
    /// @param callback a `Callback` or null
    /// @param errback an `Errback` or null
    /// @return false if the ring is full
    @AnyThread
    public boolean offer(
            Object function,
            @Nullable Object argument,
            @Nullable Object callback,
            @Nullable Object errback) {
        if (!ring.offer(function, argument, callback, errback)) {
            return false;
        }
        crew.workOffered();
        return true;
    }

    /// Offers a work from a thread that must not wait for room.
    ///
    /// @param function as in [#offer]
    /// @param argument as in [#offer]
    /// @param callback as in [#offer]
    /// @param errback as in [#offer]
    @AnyThread
    public void offerOrSpill(
            Object function,
            @Nullable Object argument,
            @Nullable Object callback,
            @Nullable Object errback) {
        if (!spill.isEmpty() || !ring.offer(function, argument, callback, errback)) {
            spill.add(function, argument, callback, errback);
        }
        crew.workOffered();
    }

    /// {@return what stands for an argument that is null}
    @AnyThread
    public static Object nullArgument() {
        return WorkThread.NULL_ARGUMENT;
    }

    /// Parks the main thread until there may be room in the ring, or a message, or some time has
    /// passed.
    @MainThread
    public void awaitRoom() {
        roomWanted = true;
        if (completions.isEmpty() && ring.unclaimedCount() > ring.capacity() / 2) {
            LockSupport.parkNanos(this, ROOM_NANOS);
        } else {
            Thread.onSpinWait();
        }
        roomWanted = false;
    }

    /// Parks the main thread until a message is there, or everything has ended, or the time is up.
    ///
    /// @param timeoutNanos the most time to wait
    @MainThread
    public void awaitMessageOrEnd(long timeoutNanos) {
        mainWaiting = true;
        // Pairs with signalMain(): either we see the last completion here or that thread sees the
        // flag.
        if (completions.isEmpty() && activeCount() != 0) {
            LockSupport.parkNanos(this, timeoutNanos);
        }
        mainWaiting = false;
    }

    /// Called by a thread that has nothing to do, after an atomic operation on the crew's state,
    /// which orders its tally before the flag read here.
    void signalMain() {
        if (mainWaiting) {
            mainWaiting = false;
            LockSupport.unpark(main);
        }
    }

    /// Called by a thread that has taken works out of the ring.
    void roomMade() {
        if (roomWanted && ring.unclaimedCount() <= ring.capacity() / 2) {
            roomWanted = false;
            LockSupport.unpark(main);
        }
    }

    /// Sends something to the main thread and wakes it.
    ///
    /// @param message what it runs or throws
    @AnyThread
    public void send(MainMessage message) {
        completions.publish(message);
    }

    void failed(Throwable failure) {
        send(new MainMessage.Failure(failure));
    }

    /// Moves what has arrived to the main thread's own queue.
    ///
    /// @param inbox takes it, in order
    @MainThread
    public void drainTo(Deque<MainMessage> inbox) {
        completions.drainTo(inbox);
    }

    /// {@return whether nothing has arrived that was not drained}
    @MainThread
    public boolean isDrained() {
        return completions.isEmpty();
    }

    /// Counts a work that will be offered later as active from now on.
    @AnyThread
    public void arm() {
        armedCount.getAndIncrement();
    }

    /// Ends what [#arm] began, after the work was offered, or will not be.
    @AnyThread
    public void disarm() {
        disarmedCount.getAndIncrement();
        signalMain();
    }

    /// {@return how many works are active: submitted, or armed, and not completed}
    @AnyThread
    public long activeCount() {
        long completed = disarmedCount.get() + completedCount();
        return armedCount.get() + submittedCount() - completed;
    }

    /// {@return how many works are submitted, not only armed, and not completed}
    @AnyThread
    public long workCount() {
        long completed = completedCount();
        return submittedCount() - completed;
    }

    /// {@return whether nothing was ever submitted or armed}
    @AnyThread
    public boolean isUnused() {
        return submittedCount() == 0 && armedCount.get() == 0;
    }

    /// {@return what was done so far; while works run the figures may be a little apart}
    @AnyThread
    public DispatchCounts counts() {
        long failed = sum(Tally::failedCount);
        long completed = completedCount();
        return new DispatchCounts(submittedCount(), completed, failed, spill.spilledCount());
    }

    private long submittedCount() {
        return ring.offeredCount() + spill.spilledCount();
    }

    long completedCount() {
        return sum(Tally::completedCount);
    }

    private long sum(ToLongFunction<Tally> count) {
        long total = 0;
        for (Tally tally : crew.tallies()) {
            total += count.applyAsLong(tally);
        }
        return total;
    }

    /// {@return whether works were submitted that nobody has looked at}
    @AnyThread
    public boolean hasUnclaimed() {
        return ring.unclaimedCount() > 0 || !spill.isEmpty();
    }

    boolean hasPending() {
        if (hasUnclaimed()) {
            return true;
        }
        for (WorkThread thread : crew.threads()) {
            if (thread.batch.next() < thread.batch.end()) {
                return true;
            }
        }
        return false;
    }

    /// {@return the parallel threads there are now, parked ones and spares too}
    @AnyThread
    public List<? extends Thread> threads() {
        return crew.threads();
    }

    /// Starts no further work; those that run go on.
    @AnyThread
    public void halt() {
        crew.halt();
    }

    /// {@return whether no further work may start}
    @AnyThread
    public boolean isHalted() {
        return crew.isHalted();
    }

    /// {@return the threads that are inside of a work now}
    @AnyThread
    public List<? extends Thread> busyThreads() {
        return crew.threads().stream().filter(WorkThread::isBusy).toList();
    }

    /// {@return the threads that are inside of a work now and do not wait, as far as they told}
    @AnyThread
    public List<? extends Thread> runningThreads() {
        return crew.threads().stream()
                .filter(thread -> thread.isBusy() && !thread.isWaiting())
                .toList();
    }

    /// {@return how often contexts began to wait: as long as it grows, some go on}
    @AnyThread
    public long waitCount() {
        return sum(Tally::waitCount);
    }

    /// Tells all threads to end as soon as they have nothing to do. Works that are still in the
    /// ring are run by nobody once the threads have ended.
    @MainThread
    public void stop() {
        crew.stop();
        monitor.stop();
    }

    /// {@return whether the counts of threads add up, now that they have ended}
    @MainThread
    public boolean isBalanced() {
        return crew.isBalanced();
    }

    /// {@return the thread that watches the others}
    @AnyThread
    public Thread monitorThread() {
        return monitor.thread();
    }

    SafePoints safePoints() {
        return safePoints;
    }

    WorkRing ring() {
        return ring;
    }

    WorkSpill spill() {
        return spill;
    }

    StallMonitor monitor() {
        return monitor;
    }

    ContextSlot newSlot() {
        return limits.newSlot();
    }
}
