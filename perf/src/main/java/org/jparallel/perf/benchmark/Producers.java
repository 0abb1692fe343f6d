// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jparallel.Async;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Moves a million elements through a channel: producers push, the benchmark's thread takes.
@State(Scope.Thread)
public class Producers {
    static final int ELEMENT_COUNT = 1_000_000;
    private static final int BATCH_COUNT = 1_024;

    /// How many threads, or contexts, push.
    @Param({"1", "2"})
    public int producers;

    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private volatile @Nullable Throwable failure;

    /// Ends the threads.
    @TearDown
    public void close() {
        threads.shutdown();
    }

    /// Produces on threads of its own.
    long transfer(Channel channel) {
        return transfer(channel, threads);
    }

    /// Produces in contexts.
    long transfer(Channel channel, Async async) {
        long sum = transfer(channel, (Runnable producer) -> async.submitWork(producer::run));
        async.run();
        return sum;
    }

    /// Produces wherever the executor runs it.
    ///
    /// @return the sum over all elements
    private long transfer(Channel channel, Executor executor) {
        int pushCount = ELEMENT_COUNT / producers;
        for (int i = 0; i < producers; i++) {
            executor.execute(() -> produce(channel, pushCount));
        }
        int attempt = 0;
        for (int taken = 0; taken < ELEMENT_COUNT; ) {
            int batchCount = channel.drain(BATCH_COUNT);
            taken += batchCount;
            attempt = batchCount == 0 ? attempt + 1 : 0;
            if (batchCount == 0) {
                refuseFailure();
                Idle.pause(attempt);
            }
        }
        return channel.sum();
    }

    private void produce(Channel channel, int pushCount) {
        try {
            for (int number = 0; number < pushCount; number++) {
                channel.push(number);
            }
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
        }
    }

    private void refuseFailure() {
        Throwable thrown = failure;
        if (thrown != null) {
            throw new IllegalStateException("producer failed", thrown);
        }
    }
}
