// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jparallel.xlist.heap.AddressWaits.Ending;
import org.jspecify.annotations.Nullable;

/// A stage that waits. It is completed by the common pool, once: by whoever takes it out of the
/// list, be that its timer.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `timer` | who makes it, under the lock | plain | who took it out under the lock | plain |
/// | `told` | who takes it out, under the lock | plain | the same | plain |
///
/// @param <R> what the stage tells
final class StageWaiter<R> implements AddressWaiter {
    /// More than a century is for ever, and cannot overflow the timers' clock.
    private static final long LONGEST_NANOS = Long.MAX_VALUE >> 1;

    private static final ForkJoinPool POOL = ForkJoinPool.commonPool();

    private final CompletableFuture<R> future = new CompletableFuture<>();
    private final AddressWaits waits;
    private final long offsetBytes;
    private final Function<Ending, R> outcome;
    private @Nullable Future<?> timer;
    private Told told = Told.NOTHING;

    StageWaiter(AddressWaits waits, long offsetBytes, Function<Ending, R> outcome) {
        this.waits = waits;
        this.offsetBytes = offsetBytes;
        this.outcome = outcome;
    }

    /// {@return the stage, which nobody else can complete}
    CompletionStage<R> stage() {
        return future.minimalCompletionStage();
    }

    @Override
    public long offsetBytes() {
        return offsetBytes;
    }

    @Override
    public int stageCount() {
        return 1;
    }

    void startTimer(long timeoutNanos) {
        if (timeoutNanos < LONGEST_NANOS) {
            timer = POOL.schedule(this::timeUp, timeoutNanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void mark(Told what) {
        told = what;
    }

    @Override
    public void tell() {
        if (timer != null) {
            timer.cancel(false);
        }
        if (told == Told.WOKEN) {
            future.completeAsync(() -> outcome.apply(Ending.WOKEN), POOL);
        } else {
            POOL.execute(() -> future.completeExceptionally(AddressWaits.freed()));
        }
    }

    private void timeUp() {
        if (waits.leave(this)) {
            future.complete(outcome.apply(Ending.TIMED_OUT));
        }
    }
}
