// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jparallel.dispatch.Dispatcher;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.MainThread;
import org.jparallel.work.Errback;
import org.jparallel.work.Work;
import org.jspecify.annotations.Nullable;

/// The works that will be offered later: timers and waits, and the times at which they are due.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `armed` | any | concurrent set | any | concurrent set |
/// | `deadlines` | main thread | plain | main thread | plain |
final class ArmedWorks {
    private final Dispatcher dispatcher;
    private final DeadlineQueue deadlines = new DeadlineQueue();
    private final Set<DeadlineQueue.Deadline> armed = ConcurrentHashMap.newKeySet();

    ArmedWorks(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /// Remembers what is to be cancelled at the end, unless it has settled already.
    @AnyThread
    void armed(DeadlineQueue.Deadline deadline) {
        armed.add(deadline);
        if (deadline.isCancelled()) {
            armed.remove(deadline);
        }
    }

    /// Forgets what was armed, after its work was offered, or will not be.
    @AnyThread
    void disarmed(DeadlineQueue.Deadline deadline) {
        armed.remove(deadline);
        dispatcher.disarm();
    }

    @AnyThread
    void offer(Work work, @Nullable Errback errback) {
        dispatcher.offerOrSpill(work, null, null, errback);
    }

    @MainThread
    void await(DeadlineQueue.Deadline deadline) {
        if (!deadline.isCancelled()) {
            deadlines.add(deadline);
        }
    }

    /// Does what is due.
    ///
    /// @return how many deadlines were reached
    @MainThread
    int fire() {
        return deadlines.fire(System.nanoTime());
    }

    /// {@return the nanoseconds until something is due, at most `limitNanos`}
    @MainThread
    long dueNanos(long limitNanos) {
        return deadlines.untilFirst(System.nanoTime(), limitNanos);
    }

    @MainThread
    void cancelTimers() {
        for (DeadlineQueue.Deadline deadline : armed) {
            if (deadline instanceof TimerTask timer) {
                timer.cancel();
            }
        }
    }

    @MainThread
    void cancelWaits() {
        for (DeadlineQueue.Deadline deadline : armed) {
            if (deadline instanceof EventWait wait) {
                wait.cancel();
            }
        }
    }
}
