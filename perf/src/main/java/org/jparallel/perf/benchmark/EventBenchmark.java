// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.guard.AnyThread;
import org.jparallel.protect.Event;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Wake a thread that sleeps, and be woken by it: two signals, two wake-ups.
@AnyThread
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventBenchmark {
    private final Event there = new Event();
    private final Event back = new Event();
    private final Semaphore thereCount = new Semaphore(0);
    private final Semaphore backCount = new Semaphore(0);
    private volatile boolean called;
    private volatile boolean answered;
    private volatile boolean stopping;
    private @Nullable Thread partner;

    /// Has the other thread answer, again and again.
    private void partner(Runnable answer) {
        if (partner == null) {
            partner = Thread.ofPlatform().daemon().start(() -> {
                while (!stopping) {
                    answer.run();
                }
            });
        }
    }

    /// Ends the other thread.
    @TearDown
    public void stop() {
        stopping = true;
        there.signal();
        thereCount.release();
        called = true;
        LockSupport.unpark(partner);
    }

    /// Two events.
    @Benchmark
    public void jparallelEvent() {
        partner(() -> {
            there.await();
            back.signal();
        });
        there.signal();
        back.await();
    }

    /// A flag that is looked at after each wake-up.
    @Benchmark
    public void unpark() {
        Thread caller = Thread.currentThread();
        partner(() -> {
            while (!called) {
                LockSupport.park(this);
            }
            called = false;
            answered = true;
            LockSupport.unpark(caller);
        });
        called = true;
        LockSupport.unpark(partner);
        while (!answered) {
            LockSupport.park(this);
        }
        answered = false;
    }

    /// Two semaphores.
    @Benchmark
    public void semaphore() throws InterruptedException {
        partner(() -> {
            thereCount.acquireUninterruptibly();
            backCount.release();
        });
        thereCount.release();
        backCount.acquire();
    }
}
