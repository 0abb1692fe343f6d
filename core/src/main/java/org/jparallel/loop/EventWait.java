// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jparallel.protect.WaitTimeoutException;
import org.jparallel.work.Errback;
import org.jparallel.work.Work;
import org.jspecify.annotations.Nullable;

/// A work that is offered when its event is signalled, or refused when its time is up. No thread waits
/// meanwhile.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `settled` | signaller, main thread | compare-and-set | main thread | volatile |
final class EventWait implements DeadlineQueue.Deadline {
    private final MainLoop loop;
    private final Work work;
    private final @Nullable Errback errback;
    private final Duration timeout;
    private final long dueNanos;
    private final AtomicBoolean settled = new AtomicBoolean();

    EventWait(
            MainLoop loop,
            Work work,
            @Nullable Errback errback,
            Duration timeout,
            long dueNanos) {
        this.loop = loop;
        this.work = work;
        this.errback = errback;
        this.timeout = timeout;
        this.dueNanos = dueNanos;
    }

    /// Called by the signaller, on its thread.
    void signalled() {
        settle(work);
    }

    @Override
    public long dueNanos() {
        return dueNanos;
    }

    @Override
    public void reached(long nowNanos) {
        settle(
                () -> {
                    throw new WaitTimeoutException(timeout);
                });
    }

    private void settle(Work outcome) {
        if (settled.compareAndSet(false, true)) {
            loop.offerFromAnywhere(outcome, errback);
            loop.disarmed(this);
        }
    }

    /// Gives up without running anything.
    ///
    /// @return false if it was settled before
    boolean cancel() {
        boolean cancels = settled.compareAndSet(false, true);
        if (cancels) {
            loop.disarmed(this);
        }
        return cancels;
    }

    @Override
    public boolean isCancelled() {
        return settled.get();
    }
}
