// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.util.concurrent.TimeUnit;
import org.jparallel.guard.MainThread;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// A long from one or two producers to the main thread, which takes it.
@MainThread
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Producers.ELEMENT_COUNT)
public class LongTransferBenchmark {

    /// Ours, eight bytes.
    @Benchmark
    public long jparallelLongXList(
            Producers producers, XListChannels.Longs list, Runtimes.Standard ours) {
        return producers.transfer(list, ours.async);
    }

    /// Ours, boxed and cloned.
    @Benchmark
    public long jparallelXList(
            Producers producers, XListChannels.BoxedLongs list, Runtimes.Standard ours) {
        return producers.transfer(list, ours.async);
    }

    /// Boxed.
    @Benchmark
    public long concurrentLinkedQueue(Producers producers, LongChannels.ConcurrentLinked peer) {
        return producers.transfer(peer);
    }

    /// Boxed.
    @Benchmark
    public long linkedBlockingQueue(Producers producers, LongChannels.LinkedBlocking peer) {
        return producers.transfer(peer);
    }

    /// Boxed, bounded.
    @Benchmark
    public long jctoolsMpscArray(Producers producers, LongChannels.MpscArray peer) {
        return producers.transfer(peer);
    }

    /// Boxed.
    @Benchmark
    public long jctoolsMpscUnbounded(Producers producers, LongChannels.MpscUnbounded peer) {
        return producers.transfer(peer);
    }

    /// Boxed.
    @Benchmark
    public long jctoolsMpscXadd(Producers producers, LongChannels.MpscXadd peer) {
        return producers.transfer(peer);
    }

    /// Eight bytes, bounded.
    @Benchmark
    public long agronaRingBuffer(Producers producers, LongChannels.Agrona peer) {
        return producers.transfer(peer);
    }

    /// A primitive in a slot, bounded.
    @Benchmark
    public long disruptor(Producers producers, LongChannels.DisruptorRing peer) {
        return producers.transfer(peer);
    }
}
