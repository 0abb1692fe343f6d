// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.Async;
import org.jparallel.guard.MainThread;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One submit, its callback, and the result back in the main thread, on an idle system.
///
/// `pauseMicros` lies between two submissions and is not measured: 0 finds the workers still awake,
/// 500 finds them asleep.
@MainThread
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LatencyBenchmark {
    /// How long nothing happens before each submission.
    @Param({"0", "500"})
    public int pauseMicros;

    private int argument;
    private int received;

    /// Lets the workers fall asleep.
    @Setup(Level.Invocation)
    public void pause() {
        argument++;
        if (pauseMicros > 0) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pauseMicros));
        }
    }

    /// A callback that calls the main thread.
    @Benchmark
    public int jparallelCallback(Runtimes.Standard ours) {
        Async async = ours.async;
        async.submitWork(value -> value + 1, argument, result ->
                async.callFromMainThread(() -> received = result + 1));
        async.run();
        return received;
    }

    /// A future, completed by the main thread.
    @Benchmark
    public int jparallelFuture(Runtimes.Standard ours) {
        CompletableFuture<Integer> future = ours.async
                .future((Integer value) -> value + 1, argument)
                .thenApply(result -> result + 1);
        ours.async.run();
        return future.join();
    }

    /// On an explicit pool.
    @Benchmark
    public int forkJoinFuture(Pools.ForkJoinFifo peer) {
        int value = argument;
        return CompletableFuture.supplyAsync(() -> value + 1, peer.pool)
                .thenApply(result -> result + 1)
                .join();
    }

    /// On the default pool.
    @Benchmark
    public int forkJoinCommonFuture() {
        int value = argument;
        return CompletableFuture.supplyAsync(() -> value + 1)
                .thenApply(result -> result + 1)
                .join();
    }

    /// On a fixed thread pool.
    @Benchmark
    public int threadPoolFuture(Pools.ThreadPool peer)
            throws InterruptedException, ExecutionException {
        int value = argument;
        return peer.pool.submit(() -> value + 2).get();
    }
}
