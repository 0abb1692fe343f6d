// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import java.util.concurrent.TimeUnit;
import org.jparallel.context.ContextSlot;
import org.jparallel.context.ContextThread;
import org.jparallel.context.Holds;
import org.jparallel.context.SafePoint;
import org.jparallel.work.Callback;
import org.jparallel.work.Errback;
import org.jparallel.work.Work;
import org.jparallel.work.WorkFunction;
import org.jspecify.annotations.Nullable;

/// A parallel thread: looks for works and runs them, each in a context of its own.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `batch` | itself | see [WorkBatch] | thieves | see [WorkBatch] |
/// | `tally` | itself | see [Tally] | any | see [Tally] |
/// | `parked` | itself and the crew, under the crew's lock | volatile | itself | volatile |
/// | `waiting` | itself | volatile | monitor | volatile |
/// | `seenStartedCount` | monitor | plain | monitor | plain |
/// | `stuckTickCount` | monitor | volatile | monitor, main thread | volatile |
/// | the rest | itself | plain | itself | plain |
final class WorkThread extends Thread implements ContextThread {
    /// How often it looks again, with a pause between, before it parks: some 15 microseconds. Only
    /// one thread does so at a time.
    private static final int SEARCH_LIMIT = 25;

    private static final int STEAL_INTERVAL = 8;

    /// The longest pause between two looks: each takes a cache line away from the producer.
    private static final int POLL_SPIN_COUNT = 40;

    /// While fewer works than these are in the ring and more are coming it waits, this often at
    /// most: taken one by one, each costs both cores a cache line or two.
    private static final int GATHER_COUNT = 512;

    private static final int GATHER_LIMIT = 16;

    /// Stands for an argument that is null; no argument at all is null in the ring.
    static final Object NULL_ARGUMENT = new Object();

    final WorkBatch batch = new WorkBatch();
    final Tally tally;
    volatile boolean parked;

    private final Dispatcher dispatcher;
    private final Crew crew;
    private final ContextSlot slot;
    private final SafePoint safePoint;
    private final TakenWork taken = new TakenWork();
    private boolean searching = true;
    private volatile boolean waiting;
    private long seenStartedCount;
    private volatile int stuckTickCount;
    private int blockingDepth;
    private @Nullable Holds holds;

    WorkThread(String name, Dispatcher dispatcher, Crew crew, Tally tally) {
        super(name);
        this.dispatcher = dispatcher;
        this.crew = crew;
        this.tally = tally;
        this.slot = dispatcher.newSlot();
        this.safePoint = SafePoint.ofWorks(dispatcher.safePoints(), this, slot);
        setDaemon(true);
    }

    @Override
    public ContextSlot slot() {
        return slot;
    }

    @Override
    public SafePoint safePoint() {
        return safePoint;
    }

    @Override
    public Object owner() {
        return dispatcher;
    }

    @Override
    public void holds(Holds told) {
        holds = told;
    }

    /// Waits may be nested; the outermost gives the core away.
    @Override
    public void blockingBegins() {
        if (blockingDepth == 0) {
            crew.blockingBegins(this);
            tally.waitBegan();
            waiting = true;
        }
        blockingDepth++;
    }

    @Override
    public void blockingEnds() {
        blockingDepth--;
        if (blockingDepth == 0) {
            waiting = false;
            crew.blockingEnds();
        }
    }

    /// {@return for how many ticks of the monitor, which alone calls this, it has been in the same
    /// work}
    int tickStuck() {
        long startedCount = tally.startedCount();
        boolean inWork = startedCount != tally.completedCount() && !waiting;
        int tickCount = inWork && startedCount == seenStartedCount ? stuckTickCount + 1 : 0;
        seenStartedCount = startedCount;
        stuckTickCount = tickCount;
        return tickCount;
    }

    @Override
    public long stuckMillis() {
        return TimeUnit.NANOSECONDS.toMillis(stuckTickCount * StallMonitor.TICK_NANOS);
    }

    /// {@return whether it is inside of a work; for any thread, true until the work is counted}
    boolean isBusy() {
        long completedCount = tally.completedCount();
        return tally.startedCount() != completedCount;
    }

    /// {@return whether its context waits and has told so}
    boolean isWaiting() {
        return waiting;
    }

    /// {@return whether it stands in a wait that the runtime was not told of}
    boolean standsStill() {
        return switch (getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }

    @Override
    public void run() {
        safePoint.register();
        try {
            boolean ends = false;
            while (!ends) {
                ends = endsInOrder();
            }
        } finally {
            safePoint.unregister();
            crew.ended(this);
        }
    }

    /// {@return whether it has ended as it should; an error of its own (no memory, say) is
    /// reported, and it goes on with its batch, which nobody else knows of once it is gone}
    private boolean endsInOrder() {
        try {
            loop();
            slot.release();
            return true;
        } catch (Throwable failure) {
            parked = false;
            dispatcher.failed(failure);
            return false;
        }
    }

    private void loop() {
        int searchCount = 0;
        while (true) {
            safePoint.pass();
            if (crew.isSurplus()
                    || searchCount >= SEARCH_LIMIT
                    || (searchCount > 0 && crew.severalSearch())) {
                safePoint.idles();
                if (!crew.park(this, searching)) {
                    return;
                }
                safePoint.begins();
                searching = true;
                searchCount = 0;
            }
            if (findWork(searchCount)) {
                if (searching) {
                    searching = false;
                    crew.foundWork();
                }
                searchCount = 0;
                runFound();
            } else {
                if (!searching) {
                    searching = true;
                    crew.searches();
                }
                searchCount++;
                pause(Math.min(POLL_SPIN_COUNT, 8 << Math.min(searchCount, 3)));
            }
        }
    }

    /// Finds works: what an error of its own has left of its batch; a spilled one and a batch of
    /// the ring, so that neither starves the other; one of another thread's batch. A single one is
    /// in `taken` already.
    private boolean findWork(int searchCount) {
        if (batch.hasNext()) {
            return true;
        }
        boolean spilled = dispatcher.spill().take(taken);
        boolean claimed = gathered() && dispatcher.ring().claim(batch, crew.sharerCount());
        return spilled
                || claimed
                || (searchCount % STEAL_INTERVAL == 0 && crew.steal(this, taken));
    }

    /// {@return whether the ring has works, as many as are worth a claim if more are coming}
    private boolean gathered() {
        WorkRing ring = dispatcher.ring();
        long count = ring.unclaimedCount();
        for (int i = 0; count > 0 && count < GATHER_COUNT && i < GATHER_LIMIT; i++) {
            pause(Math.min(POLL_SPIN_COUNT, 4 << Math.min(i, 4)));
            long now = ring.unclaimedCount();
            if (now <= count) {
                return now > 0;
            }
            count = now;
        }
        return count > 0;
    }

    private static void pause(int spinCount) {
        for (int i = 0; i < spinCount; i++) {
            Thread.onSpinWait();
        }
    }

    private void runFound() {
        if (taken.function != null) {
            execute();
        }
        WorkRing ring = dispatcher.ring();
        while (batch.hasNext() && goesOn()) {
            if (ring.take(batch.advance(), taken)) {
                execute();
            }
        }
        dispatcher.roomMade();
    }

    /// Between two contexts. The halt of the crew disturbs the safe point too, for good.
    private boolean goesOn() {
        if (safePoint.isUndisturbed()) {
            return true;
        }
        safePoint.pass();
        return !crew.isHalted();
    }

    private void execute() {
        if (isInterrupted()) {
            // Meant for a work that has ended. Cleared before the start is counted: whoever
            // interrupts because of that count interrupts this work.
            Thread.interrupted();
        }
        tally.workStarted();
        Object function = taken.function;
        Object argument = taken.argument;
        Object callback = taken.callback;
        Object errback = taken.errback;
        taken.clear();
        try {
            perform(function, argument, callback);
        } catch (Throwable failure) {
            failed(failure, (Errback) errback);
        } finally {
            endContext();
            tally.workCompleted();
        }
    }

    /// Frees the context's memory and locks; nothing of this context is left for the next.
    private void endContext() {
        Holds held = holds;
        if (held != null) {
            release(held);
        }
        try {
            slot.end();
        } catch (IllegalStateException failure) {
            dispatcher.failed(failure);
        }
    }

    private void release(Holds held) {
        try {
            held.contextEnds();
        } catch (IllegalStateException failure) {
            dispatcher.failed(failure);
        }
    }

    @SuppressWarnings("unchecked") // the facade has put in what belongs together
    private static void perform(
            @Nullable Object function, @Nullable Object argument, @Nullable Object callback)
            throws Exception {
        assert function != null;
        @Nullable Object result = null;
        if (argument == null) {
            ((Work) function).run();
        } else {
            Object passed = argument == NULL_ARGUMENT ? null : argument;
            result = ((WorkFunction<@Nullable Object, @Nullable Object>) function).apply(passed);
        }
        if (callback != null) {
            ((Callback<@Nullable Object>) callback).accept(result);
        }
    }

    private void failed(Throwable failure, @Nullable Errback errback) {
        tally.workFailed();
        if (errback == null) {
            dispatcher.failed(failure);
            return;
        }
        try {
            errback.accept(failure);
        } catch (Throwable second) {
            if (second != failure) {
                second.addSuppressed(failure);
            }
            dispatcher.failed(second);
        }
    }
}
