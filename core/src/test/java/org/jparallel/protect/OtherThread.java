// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A thread of no runtime; what it throws comes out of [#join()].
final class OtherThread {
    /// What it runs.
    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }

    private final Thread thread;
    private volatile @Nullable Throwable failure;

    private OtherThread(Body body) {
        thread =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        body.run();
                                    } catch (Throwable thrown) {
                                        failure = thrown;
                                    }
                                });
    }

    /// {@return a thread that runs}
    static OtherThread start(Body body) {
        return new OtherThread(body);
    }

    /// {@return a thread that stands in a wait, because of what it runs}
    static OtherThread waiting(Body body) {
        OtherThread other = start(body);
        other.waits();
        return other;
    }

    /// Runs something on another thread to its end.
    static void run(Body body) throws InterruptedException {
        start(body).join();
    }

    /// Returns as soon as the thread stands in a wait.
    void waits() {
        while (thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING) {
            LockSupport.parkNanos(10_000);
        }
    }

    void join() throws InterruptedException {
        thread.join();
        Throwable thrown = failure;
        if (thrown != null) {
            throw new AssertionError(thrown);
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    boolean isAlive() {
        return thread.isAlive();
    }
}
