// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import java.util.concurrent.atomic.AtomicInteger;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.guard.AnyThread;
import org.jparallel.work.Callback;
import org.jparallel.work.KeptValue;
import org.jparallel.work.Work;
import org.jspecify.annotations.Nullable;

/// What a timer runs, with the data that it keeps for it.
///
/// The data are freed by the last who holds them: whoever submits the timer, the timer while it is
/// armed, a run that was offered and has not ended. So a timer may be cancelled at any moment, by
/// anybody, and a run that is on its way still finds its data.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `holderCount` | any | compare-and-set | any | volatile |
@AnyThread
public final class TimerWork implements Work, AutoCloseable {
    private final Work body;
    private final @Nullable KeptValue<?> data;
    private final AtomicInteger holderCount = new AtomicInteger(1);

    private TimerWork(Work body, @Nullable KeptValue<?> data) {
        this.body = body;
        this.data = data;
    }

    /// {@return a work without data}
    ///
    /// @param work what runs
    public static TimerWork of(Work work) {
        return new TimerWork(work, null);
    }

    /// Keeps a clone of some data, held by the caller.
    ///
    /// @param <A> the data
    /// @param consumer takes a clone of them at each start
    /// @param data what to clone, or null
    /// @param budget what the memory of the clone is charged to
    /// @return the work, to be closed by the caller
    public static <A extends @Nullable Object> TimerWork keeping(
            Callback<? super A> consumer, A data, MemoryBudget budget) {
        KeptValue<A> kept = Crossing.keep(data, budget);
        return new TimerWork(() -> consumer.accept(kept.value()), kept);
    }

    @Override
    public void run() throws Exception {
        body.run();
    }

    /// {@return whether the caller now holds the data as well; false if they were freed}
    boolean hold() {
        int count = holderCount.get();
        while (count > 0) {
            int witness = holderCount.compareAndExchange(count, count + 1);
            if (witness == count) {
                return true;
            }
            count = witness;
        }
        return false;
    }

    /// Ends one hold; the last one frees the data.
    @Override
    public void close() {
        int left = holderCount.decrementAndGet();
        assert left >= 0 : "closed more often than held";
        if (left == 0 && data != null) {
            data.close();
        }
    }
}
