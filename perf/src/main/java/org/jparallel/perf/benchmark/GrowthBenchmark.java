// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

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

/// Does an operation cost the same however much there is already?
///
/// Works: so many are submitted in one stream, then awaited. Lists: so many elements are pushed,
/// then taken, by the main thread alone. Every invocation does 10 million operations in all.
@MainThread
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(GrowthBenchmark.OPERATION_COUNT)
public class GrowthBenchmark {
    static final int OPERATION_COUNT = 10_000_000;

    private static final int BATCH_COUNT = 1_000;
    private static final Work EMPTY = () -> {};

    /// How many works, or elements, at a time.
    @Param({"1000", "10000", "100000", "1000000", "10000000"})
    public int outstanding;

    /// Works, ours.
    @Benchmark
    public void jparallelWorks(Runtimes.Standard ours) {
        for (int done = 0; done < OPERATION_COUNT; done += outstanding) {
            for (int i = 0; i < outstanding; i++) {
                ours.async.submitWork(EMPTY);
            }
            ours.async.run();
        }
    }

    /// Elements of ours, without boxing.
    @Benchmark
    public long jparallelLongXList(XListChannels.Longs list) {
        return fillAndDrain(list);
    }

    /// Elements of ours, boxed and cloned.
    @Benchmark
    public long jparallelXList(XListChannels.BoxedLongs list) {
        return fillAndDrain(list);
    }

    /// Works in a pool.
    @Benchmark
    public void forkJoinWorks(Pools.ForkJoinFifo peer) {
        Runnable task = peer.completions.task();
        for (int done = 0; done < OPERATION_COUNT; done += outstanding) {
            for (int i = 0; i < outstanding; i++) {
                peer.pool.execute(task);
            }
            peer.completions.await(outstanding);
        }
    }

    /// Elements in a queue, boxed.
    @Benchmark
    public long concurrentLinkedQueue(LongChannels.ConcurrentLinked peer) {
        return fillAndDrain(peer);
    }

    private long fillAndDrain(Channel channel) {
        for (int done = 0; done < OPERATION_COUNT; done += outstanding) {
            for (int number = 0; number < outstanding; number++) {
                channel.push(number);
            }
            for (int taken = 0; taken < outstanding; ) {
                taken += channel.drain(BATCH_COUNT);
            }
        }
        return channel.sum();
    }
}
