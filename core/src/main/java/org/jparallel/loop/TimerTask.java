// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jparallel.work.Timer;
import org.jparallel.work.Work;

/// A timer: the main thread starts its work when it is due, in a parallel context.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `dueNanos` | main thread | plain | main thread | plain |
/// | `armed` | any | compare-and-set | any | volatile |
/// | `running` | main thread sets, the work's thread resets | volatile | main thread | volatile |
/// | `firedCount`, `skippedCount` | main thread | atomic | any | volatile |
final class TimerTask implements Timer, DeadlineQueue.Deadline {
    private final MainLoop loop;
    private final Work work;
    private final long periodNanos;
    private final AtomicBoolean armed = new AtomicBoolean(true);
    private final AtomicLong firedCount = new AtomicLong();
    private final AtomicLong skippedCount = new AtomicLong();
    private volatile boolean running;
    private long dueNanos;

    /// @param periodNanos from one start to the next, or 0 for a single start
    TimerTask(MainLoop loop, Work work, long dueNanos, long periodNanos) {
        this.loop = loop;
        this.work = work;
        this.dueNanos = dueNanos;
        this.periodNanos = periodNanos;
    }

    @Override
    public long dueNanos() {
        return dueNanos;
    }

    @Override
    public boolean isCancelled() {
        return !armed.get();
    }

    @Override
    public void reached(long nowNanos) {
        if (running) {
            skippedCount.getAndIncrement();
        } else {
            running = true;
            firedCount.getAndIncrement();
            loop.offerFromMain(this::runOnce);
        }
        if (periodNanos == 0) {
            cancel();
            return;
        }
        long missedCount = (nowNanos - dueNanos) / periodNanos;
        skippedCount.getAndAdd(missedCount);
        dueNanos += (missedCount + 1) * periodNanos;
        loop.addDeadline(this);
    }

    private void runOnce() throws Exception {
        boolean succeeded = false;
        try {
            work.run();
            succeeded = true;
        } finally {
            running = false;
            if (!succeeded) {
                cancel();
            }
        }
    }

    @Override
    public boolean cancel() {
        if (!armed.compareAndSet(true, false)) {
            return false;
        }
        loop.disarmed(this);
        return true;
    }

    @Override
    public long firedCount() {
        return firedCount.get();
    }

    @Override
    public long skippedCount() {
        return skippedCount.get();
    }
}
