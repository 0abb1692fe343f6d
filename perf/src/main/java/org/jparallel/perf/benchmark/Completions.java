// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// The await of the peers: every task counts itself, and the submitter waits for the sum.
///
/// A peer's user would take a `CountDownLatch`; its one contended word costs two pool threads more
/// than a striped counter does. The peers get the cheaper of both: a `LongAdder` where threads
/// live long, and one `AtomicLong` where each task has a new thread, to which stripes are no use.
/// The submitter sleeps between two looks, so that it takes no core from the workers.
final class Completions {
    private static final long PAUSE_NANOS = 1_000;

    private final LongAdder striped = new LongAdder();
    private final AtomicLong single = new AtomicLong();
    private final Runnable task;

    private Completions(boolean threadPerTask) {
        task = threadPerTask ? single::getAndIncrement : striped::increment;
    }

    static Completions ofPool() {
        return new Completions(false);
    }

    static Completions ofThreadPerTask() {
        return new Completions(true);
    }

    /// {@return the empty task, the same one for every submission}
    Runnable task() {
        return task;
    }

    /// Sleeps until so many tasks have run, and starts again at zero.
    void await(long taskCount) {
        while (striped.sum() + single.get() < taskCount) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        striped.reset();
        single.set(0);
    }
}
