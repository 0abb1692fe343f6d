// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Sees to it that pending works start although the threads are stuck: in a wait that the runtime
/// does not know of (a plain lock, a sleep, a socket) or in a computation of seconds.
///
/// Every 10 ms while works are active it compares what each thread has started. If works are
/// pending and a thread has started nothing since, it lets one more thread be active for each
/// thread that stands in such a wait, and, after 50 ms, for each that computes, as many of these as
/// there are cores at most. While nothing completes at all, the number doubles each time, so that a
/// long chain of contexts that wait for each other in this way comes to its end soon.
final class StallMonitor implements Runnable {
    static final long TICK_NANOS = Duration.ofMillis(10).toNanos();
    private static final int COMPUTING_TICK_COUNT = 5;

    private final Dispatcher dispatcher;
    private final Crew crew;
    private final int parallelCount;
    private final Thread thread;
    private long completedCount;
    private int boostCount;
    private volatile boolean asleep;
    private volatile boolean stopping;

    StallMonitor(Dispatcher dispatcher, Crew crew, String name, int parallelCount) {
        this.dispatcher = dispatcher;
        this.crew = crew;
        this.parallelCount = parallelCount;
        thread = new Thread(this, name + "-monitor");
        thread.setDaemon(true);
    }

    Thread thread() {
        return thread;
    }

    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
    }

    /// A parallel thread has begun to work. Costs a look unless the monitor sleeps.
    void workBegins() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        while (!stopping) {
            try {
                if (dispatcher.activeCount() == 0) {
                    sleep();
                } else if (!dispatcher.safePoints().isWorldStopped()) {
                    tick();
                }
            } catch (OutOfMemoryError failure) {
                dispatcher.failed(failure);
            }
            LockSupport.parkNanos(this, TICK_NANOS);
        }
    }

    private void sleep() {
        crew.allow(0);
        boostCount = 0;
        asleep = true;
        // A work that began before `asleep` was set is seen here; one that begins later wakes us.
        while (asleep && !stopping && dispatcher.activeCount() == 0) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    private void tick() {
        long completed = dispatcher.completedCount();
        boolean progress = completed != completedCount;
        completedCount = completed;
        int waitingCount = 0;
        int computingCount = 0;
        for (WorkThread worker : crew.threads()) {
            int tickCount = worker.tickStuck();
            if (tickCount > 0 && worker.standsStill()) {
                waitingCount++;
            } else if (tickCount >= COMPUTING_TICK_COUNT) {
                computingCount++;
            }
        }
        boolean pending = dispatcher.hasPending();
        boostCount = progress || !pending ? 0 : Math.max(1, boostCount * 2);
        int extraCount = waitingCount + Math.min(computingCount, parallelCount) + boostCount;
        crew.allow(pending ? extraCount : waitingCount);
    }
}
