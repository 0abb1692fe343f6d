// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.util.concurrent.TimeUnit;
import org.jparallel.guard.MainThread;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// A string of 100 characters from one or two producers to the main thread.
@MainThread
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Producers.ELEMENT_COUNT)
public class StringTransferBenchmark {

    /// Ours, cloned in and out.
    @Benchmark
    public long jparallelXList(
            Producers producers, XListChannels.Strings list, Runtimes.Standard ours) {
        return producers.transfer(list, ours.async);
    }

    /// By reference.
    @Benchmark
    public long concurrentLinkedQueue(Producers producers, StringChannels.ConcurrentLinked peer) {
        return producers.transfer(peer);
    }

    /// Copied on both sides.
    @Benchmark
    public long concurrentLinkedQueueCopy(
            Producers producers, StringChannels.ConcurrentLinkedCopy peer) {
        return producers.transfer(peer);
    }

    /// By reference.
    @Benchmark
    public long jctoolsMpscXadd(Producers producers, StringChannels.MpscXadd peer) {
        return producers.transfer(peer);
    }

    /// As bytes.
    @Benchmark
    public long agronaRingBuffer(Producers producers, StringChannels.Agrona peer) {
        return producers.transfer(peer);
    }
}
