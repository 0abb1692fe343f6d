// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jparallel.Async;
import org.jparallel.guard.MainThread;
import org.jparallel.protect.Published;
import org.jparallel.work.Work;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Read what the main thread may replace at any time, and one of its fields, in a context.
///
/// Every invocation is one work with a million reads. The score is the time of one.
@MainThread
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(PublishedBenchmark.READ_COUNT)
public class PublishedBenchmark {
    static final int READ_COUNT = 1_000_000;

    private static final VarHandle CURRENT;

    static {
        try {
            CURRENT =
                    MethodHandles.lookup()
                            .findVarHandle(PublishedBenchmark.class, "current", Version.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    /// What is read.
    private record Version(long number) {}

    private final Async async = Async.open();
    private final AtomicReference<Version> reference = new AtomicReference<>(new Version(1));
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Published<Version> published = async.publish(new Version(1));
    private Version current = new Version(1);
    private volatile long sum;

    /// Ends the threads.
    @TearDown
    public void close() {
        async.close();
    }

    private long run(Work work) {
        async.submitWork(work);
        async.run();
        return sum;
    }

    /// Ours.
    @Benchmark
    public long jparallel() {
        return run(
                () -> {
                    long total = 0;
                    for (int i = 0; i < READ_COUNT; i++) {
                        total += published.read().number();
                    }
                    sum = total;
                });
    }

    /// A plain acquire load: nobody knows when the old version may be freed.
    @Benchmark
    public long acquireLoad() {
        return run(
                () -> {
                    long total = 0;
                    for (int i = 0; i < READ_COUNT; i++) {
                        total += ((Version) CURRENT.getAcquire(this)).number();
                    }
                    sum = total;
                });
    }

    /// The JDK's reference, read by a volatile load.
    @Benchmark
    public long atomicReference() {
        return run(
                () -> {
                    long total = 0;
                    for (int i = 0; i < READ_COUNT; i++) {
                        total += reference.get().number();
                    }
                    sum = total;
                });
    }

    /// The JDK's lock, which knows when its readers have ended.
    @Benchmark
    public long readLock() {
        return run(
                () -> {
                    long total = 0;
                    for (int i = 0; i < READ_COUNT; i++) {
                        lock.readLock().lock();
                        try {
                            total += current.number();
                        } finally {
                            lock.readLock().unlock();
                        }
                    }
                    sum = total;
                });
    }
}
