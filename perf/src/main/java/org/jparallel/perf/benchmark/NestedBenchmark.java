// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.util.concurrent.Executor;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.TimeUnit;
import org.jparallel.Async;
import org.jparallel.guard.MainThread;
import org.jparallel.work.Work;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// Work that submits work: a binary tree of 131,071 works, of which the main thread submits one.
@MainThread
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(NestedBenchmark.WORK_COUNT)
public class NestedBenchmark {
    static final int DEPTH = 16;
    static final int WORK_COUNT = (1 << (DEPTH + 1)) - 1;

    /// Ours.
    @Benchmark
    public void jparallel(Runtimes.Standard ours) {
        Async async = ours.async;
        Work level = () -> {};
        for (int depth = 0; depth < DEPTH; depth++) {
            Work child = level;
            level = () -> {
                async.submitWork(child);
                async.submitWork(child);
            };
        }
        async.submitWork(level);
        async.run();
    }

    /// Forked and joined.
    @Benchmark
    public void forkJoinAction(Pools.ForkJoinLifo peer) {
        peer.pool.invoke(new Fork(DEPTH));
    }

    /// Submitted, FIFO.
    @Benchmark
    public void forkJoinFifo(Pools.ForkJoinFifo peer) {
        fanOut(peer.pool, peer.completions);
    }

    /// Submitted, LIFO.
    @Benchmark
    public void forkJoinLifo(Pools.ForkJoinLifo peer) {
        fanOut(peer.pool, peer.completions);
    }

    /// Submitted.
    @Benchmark
    public void threadPool(Pools.ThreadPool peer) {
        fanOut(peer.pool, peer.completions);
    }

    /// Started.
    @Benchmark
    public void virtualThreads(Pools.VirtualThreads peer) {
        fanOut(Thread::startVirtualThread, peer.completions);
    }

    private static void fanOut(Executor executor, Completions completions) {
        Runnable level = completions.task();
        for (int depth = 0; depth < DEPTH; depth++) {
            Runnable child = level;
            level = () -> {
                executor.execute(child);
                executor.execute(child);
                completions.task().run();
            };
        }
        executor.execute(level);
        completions.await(WORK_COUNT);
    }

    private static final class Fork extends RecursiveAction {
        private static final long serialVersionUID = 1L;
        private final int depth;

        Fork(int depth) {
            this.depth = depth;
        }

        @Override
        protected void compute() {
            if (depth > 0) {
                invokeAll(new Fork(depth - 1), new Fork(depth - 1));
            }
        }
    }
}
