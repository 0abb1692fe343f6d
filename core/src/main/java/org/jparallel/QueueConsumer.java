// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.util.ArrayList;
import java.util.List;
import org.jparallel.context.ContextThread;
import org.jparallel.context.WaitInterruptedException;
import org.jparallel.dispatch.Dispatcher;
import org.jparallel.dispatch.MainMessage;
import org.jparallel.work.Callback;
import org.jparallel.work.ItemErrback;
import org.jparallel.work.Work;
import org.jparallel.work.WorkSource;
import org.jspecify.annotations.Nullable;

/// One consumer of a queue: takes batches until there will never be another, each in a fresh
/// context.
///
/// @param dispatcher takes what no errback takes
/// @param source where the items come from
/// @param batchCount the most items of a batch
/// @param consumer takes each batch
/// @param errback takes a batch that the consumer failed on, or null
record QueueConsumer<T extends @Nullable Object>(
        Dispatcher dispatcher,
        WorkSource<? extends T> source,
        int batchCount,
        Callback<? super List<T>> consumer,
        @Nullable ItemErrback<? super List<T>> errback)
        implements Work {
    /// A consumer of single items.
    static <T extends @Nullable Object> QueueConsumer<T> ofItems(
            Dispatcher dispatcher,
            WorkSource<? extends T> source,
            Callback<? super T> consumer,
            @Nullable ItemErrback<? super T> errback) {
        Callback<List<T>> batchConsumer = batch -> consumer.accept(batch.getFirst());
        ItemErrback<List<T>> batchErrback =
                errback == null
                        ? null
                        : (batch, failure) -> errback.accept(batch.getFirst(), failure);
        return new QueueConsumer<>(dispatcher, source, 1, batchConsumer, batchErrback);
    }

    @Override
    public void run() {
        ContextThread thread = (ContextThread) Thread.currentThread();
        while (!dispatcher.isHalted()) {
            List<T> batch = new ArrayList<>(1);
            thread.safePoint().leavesContext();
            try {
                if (source.takeBatch(batch::add, batchCount) == 0) {
                    return;
                }
            } finally {
                thread.slot().end();
                thread.safePoint().entersContext();
            }
            consume(batch);
            thread.slot().end();
            clearInterrupt();
        }
        throw new WaitInterruptedException();
    }

    /// What an item's consumer has left is not for the next; what tells the runtime's end stays.
    private void clearInterrupt() {
        if (!dispatcher.isHalted()) {
            Thread.interrupted();
        }
    }

    private void consume(List<T> batch) {
        try {
            consumer.accept(batch);
        } catch (Throwable failure) {
            failed(batch, failure);
        }
    }

    private void failed(List<T> batch, Throwable failure) {
        Throwable left = failure;
        if (errback != null) {
            try {
                errback.accept(batch, failure);
                return;
            } catch (Throwable second) {
                if (second != failure) {
                    second.addSuppressed(failure);
                }
                left = second;
            }
        }
        dispatcher.send(new MainMessage.Failure(left));
    }
}
