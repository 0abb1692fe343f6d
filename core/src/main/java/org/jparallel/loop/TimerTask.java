// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jparallel.work.Timer;

/// A timer: the main thread starts its work when it is due, in a parallel context.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `dueNanos` | main thread | plain | main thread | plain |
/// | `armed` | any | compare-and-set | any | volatile |
/// | `running` | main thread sets, the work's thread resets | volatile | main thread | volatile |
/// | `firedCount`, `skippedCount` | main thread | atomic | any | volatile |
final class TimerTask implements Timer, DeadlineQueue.Deadline {
    private final ArmedWorks armedWorks;
    private final TimerWork work;
    private final long periodNanos;
    private final AtomicBoolean armed = new AtomicBoolean(true);
    private final AtomicLong firedCount = new AtomicLong();
    private final AtomicLong skippedCount = new AtomicLong();
    private volatile boolean running;
    private long dueNanos;

    /// @param periodNanos from one start to the next, or 0 for a single start
    TimerTask(ArmedWorks armedWorks, TimerWork work, long dueNanos, long periodNanos) {
        work.hold();
        this.armedWorks = armedWorks;
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
        if (periodNanos == 0) {
            fireForGood();
            return;
        }
        // In this order: a work that failed disarms the timer before it stops running.
        if (running) {
            skippedCount.getAndIncrement();
        } else if (armed.get() && work.hold()) {
            running = true;
            firedCount.getAndIncrement();
            armedWorks.offer(this::runOnce, null);
        }
        long missedCount = (nowNanos - dueNanos) / periodNanos;
        skippedCount.getAndAdd(missedCount);
        dueNanos += (missedCount + 1) * periodNanos;
        armedWorks.await(this);
    }

    /// Whoever disarms it decides: it fires or it was cancelled, never both. The run takes over
    /// what the timer held.
    private void fireForGood() {
        if (armed.compareAndSet(true, false)) {
            firedCount.getAndIncrement();
            armedWorks.offer(this::runForGood, null);
            armedWorks.disarmed(this);
        }
    }

    private void runForGood() throws Exception {
        try (work) {
            work.run();
        }
    }

    private void runOnce() throws Exception {
        boolean succeeded = false;
        try (work) {
            work.run();
            succeeded = true;
        } finally {
            if (!succeeded) {
                cancel();
            }
            running = false;
        }
    }

    @Override
    public boolean cancel() {
        if (!armed.compareAndSet(true, false)) {
            return false;
        }
        armedWorks.disarmed(this);
        work.close();
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
