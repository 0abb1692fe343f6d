// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.jparallel.Async;
import org.jparallel.guard.MainThread;
import org.jparallel.protect.CriticalSection;
import org.jparallel.protect.Protected;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Take a lock that nobody else wants, and release it.
@MainThread
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LockBenchmark {
    private final ReentrantReadWriteLock reentrant = new ReentrantReadWriteLock();
    private final StampedLock stamped = new StampedLock();
    private final Protected first;
    private final Protected second;
    private long value;

    /// Protects two objects.
    public LockBenchmark() {
        try (Async async = Async.open()) {
            first = async.protect(new Object());
            second = async.protect(new Object());
        }
    }

    /// A protected object, for reading.
    @Benchmark
    public long jparallelRead() {
        try (var _ = first.readLock()) {
            return value;
        }
    }

    /// A protected object, for writing.
    @Benchmark
    public long jparallelWrite() {
        try (var _ = first.writeLock()) {
            return value++;
        }
    }

    /// Two protected objects.
    @Benchmark
    public long jparallelSection() {
        try (CriticalSection _ = CriticalSection.enter(first, second)) {
            return value++;
        }
    }

    /// The JDK's, for reading.
    @Benchmark
    public long reentrantRead() {
        reentrant.readLock().lock();
        try {
            return value;
        } finally {
            reentrant.readLock().unlock();
        }
    }

    /// The JDK's, for writing.
    @Benchmark
    public long reentrantWrite() {
        reentrant.writeLock().lock();
        try {
            return value++;
        } finally {
            reentrant.writeLock().unlock();
        }
    }

    /// The JDK's without owners, for reading.
    @Benchmark
    public long stampedRead() {
        long stamp = stamped.readLock();
        try {
            return value;
        } finally {
            stamped.unlockRead(stamp);
        }
    }
}
