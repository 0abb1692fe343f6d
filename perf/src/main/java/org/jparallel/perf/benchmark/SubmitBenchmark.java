// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import com.lmax.disruptor.EventTranslatorOneArg;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jparallel.guard.MainThread;
import org.jparallel.work.Work;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Submit an empty work and see it completed: one submitter, a worker for each processor.
///
/// Every invocation submits 10 million works, awaiting them each `batchCount`: in batches of
/// 10,000, or all of them in one stream. The score is the time of one work.
@MainThread
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SubmitBenchmark.WORK_COUNT)
public class SubmitBenchmark {
    static final int WORK_COUNT = 10_000_000;

    private static final Work EMPTY = () -> {};
    private static final EventTranslatorOneArg<Pools.Slot, Runnable> FILL =
            (slot, sequence, task) -> slot.fill(task);

    /// How many works are submitted before they are awaited.
    @Param({"10000", "10000000"})
    public int batchCount;

    /// Ours.
    @Benchmark
    public void jparallel(Runtimes.Standard ours) {
        for (int submitted = 0; submitted < WORK_COUNT; submitted += batchCount) {
            for (int i = 0; i < batchCount; i++) {
                ours.async.submitWork(EMPTY);
            }
            ours.async.run();
        }
    }

    /// FIFO, explicit pool.
    @Benchmark
    public void forkJoinFifo(Pools.ForkJoinFifo peer) {
        submit(peer.pool, peer.completions);
    }

    /// LIFO, explicit pool.
    @Benchmark
    public void forkJoinLifo(Pools.ForkJoinLifo peer) {
        submit(peer.pool, peer.completions);
    }

    /// The common pool.
    @Benchmark
    public void forkJoinCommon(Pools.ForkJoinCommon peer) {
        submit(peer.pool, peer.completions);
    }

    /// `CompletableFuture.runAsync` on its default pool.
    @Benchmark
    @SuppressWarnings("FutureReturnValueIgnored") // each work counts itself
    public void completableFuture(Pools.ForkJoinCommon peer) {
        submit(CompletableFuture::runAsync, peer.completions);
    }

    /// A fixed thread pool.
    @Benchmark
    public void threadPool(Pools.ThreadPool peer) {
        submit(peer.pool, peer.completions);
    }

    /// A virtual thread for each work.
    @Benchmark
    public void virtualThreads(Pools.VirtualThreads peer) {
        submit(Thread::startVirtualThread, peer.completions);
    }

    /// Netty's executors.
    @Benchmark
    public void nettyGroup(Pools.NettyGroup peer) {
        submit(task -> peer.group.next().execute(task), peer.completions);
    }

    /// A Disruptor with a handler for each processor.
    @Benchmark
    public void disruptor(Pools.DisruptorHandlers peer) {
        submit(task -> peer.disruptor.publishEvent(FILL, task), peer.completions);
    }

    private void submit(Executor executor, Completions completions) {
        Runnable task = completions.task();
        for (int submitted = 0; submitted < WORK_COUNT; submitted += batchCount) {
            for (int i = 0; i < batchCount; i++) {
                executor.execute(task);
            }
            completions.await(batchCount);
        }
    }
}
