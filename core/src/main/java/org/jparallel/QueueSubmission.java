// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.util.List;
import org.jparallel.guard.AnyThread;
import org.jparallel.work.Callback;
import org.jparallel.work.ItemErrback;
import org.jparallel.work.WorkSource;
import org.jspecify.annotations.Nullable;

/// How queues are consumed: in several parallel contexts, until they are finished and drained.
///
/// Each consumer is a work that takes item after item, so the items of one context are consumed in
/// its order and the contexts share the queue between them. A consumer that waits for an item frees
/// its core.
///
/// **Threads.** The main thread and contexts of this runtime; every other thread gets a
/// `WrongThreadException`.
///
/// **Errors.** A consumer that throws goes on with the next item; the failure and its item go to
/// the errback, or [Async#run()] throws the failure.
@AnyThread
public sealed interface QueueSubmission permits Async {
    /// Consumes a queue in as many parallel contexts as there are parallel threads, until it is
    /// finished and drained.
    ///
    /// @param <T> the items
    /// @param queue where they come from
    /// @param consumer takes each; what it throws, `run()` throws, and the other items are consumed
    <T extends @Nullable Object> void submitQueue(
            WorkSource<? extends T> queue, Callback<? super T> consumer);

    /// Consumes a queue in parallel contexts, until it is finished and drained.
    ///
    /// @param <T> the items
    /// @param queue where they come from
    /// @param parallelism how many items are consumed at a time, at least 1
    /// @param consumer takes each; what it throws, `run()` throws, and the other items are consumed
    <T extends @Nullable Object> void submitQueue(
            WorkSource<? extends T> queue, int parallelism, Callback<? super T> consumer);

    /// Consumes a queue in parallel contexts, until it is finished and drained.
    ///
    /// @param <T> the items
    /// @param queue where they come from
    /// @param parallelism how many items are consumed at a time, at least 1
    /// @param consumer takes each
    /// @param errback takes each item that the consumer failed on, and the failure
    <T extends @Nullable Object> void submitQueue(
            WorkSource<? extends T> queue,
            int parallelism,
            Callback<? super T> consumer,
            ItemErrback<? super T> errback);

    /// Consumes a queue in batches, in parallel contexts, until it is finished and drained.
    ///
    /// @param <T> the items
    /// @param queue where they come from
    /// @param parallelism how many batches are consumed at a time, at least 1
    /// @param batchCount the most items of a batch, at least 1; a batch is what is there, at least
    ///     one
    /// @param consumer takes each batch
    /// @param errback takes each batch that the consumer failed on, and the failure
    <T extends @Nullable Object> void submitQueueBatches(
            WorkSource<? extends T> queue,
            int parallelism,
            int batchCount,
            Callback<? super List<T>> consumer,
            ItemErrback<? super List<T>> errback);
}
