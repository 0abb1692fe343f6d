// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jparallel.protect.Event;
import org.jparallel.protect.WaitTimeoutException;
import org.jparallel.work.Errback;
import org.jparallel.work.Work;
import org.jspecify.annotations.Nullable;

/// A work that is offered when its event is signalled, or refused when its time is up. No thread
/// waits meanwhile.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `settled` | signaller, main thread | compare-and-set | main thread | volatile |
/// | `subscription` | submitter | volatile | main thread | volatile |
final class EventWait implements DeadlineQueue.Deadline {
    private final ArmedWorks armedWorks;
    private final Work work;
    private final @Nullable Errback errback;
    private final Duration timeout;
    private final long dueNanos;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile Event.@Nullable Subscription subscription;

    EventWait(
            ArmedWorks armedWorks,
            Work work,
            @Nullable Errback errback,
            Duration timeout,
            long dueNanos) {
        this.armedWorks = armedWorks;
        this.work = work;
        this.errback = errback;
        this.timeout = timeout;
        this.dueNanos = dueNanos;
    }

    /// Starts waiting. The event may be signalled before this returns.
    void subscribe(Event event) {
        subscription = event.subscribe(() -> settle(work));
    }

    @Override
    public long dueNanos() {
        return dueNanos;
    }

    @Override
    public void reached(long nowNanos) {
        if (unsubscribed()) {
            settle(
                    () -> {
                        throw new WaitTimeoutException(timeout);
                    });
        }
    }

    /// {@return whether the event was not signalled for this wait, and now will not be}
    private boolean unsubscribed() {
        Event.Subscription waiting = subscription;
        return waiting != null && waiting.cancel();
    }

    private void settle(Work outcome) {
        if (settled.compareAndSet(false, true)) {
            armedWorks.offer(outcome, errback);
            armedWorks.disarmed(this);
        }
    }

    /// Gives up without running anything, unless the event was signalled.
    void cancel() {
        if (unsubscribed() && settled.compareAndSet(false, true)) {
            armedWorks.disarmed(this);
        }
    }

    @Override
    public boolean isCancelled() {
        return settled.get();
    }
}
