// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// What one parallel thread counts: it alone writes, the main thread sums up.
///
/// A cache line of its own on either side, so that counting costs a store and no traffic. When its
/// thread ends, the next new thread counts on in it: a tally is never taken out of the sum.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `counts[…]` | its thread | release | any | acquire, volatile |
final class Tally {
    private static final int COMPLETED = 8;
    private static final int FAILED = 9;
    private static final int STARTED = 10;
    private static final int WAITS = 11;
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] counts = new long[24];

    void workStarted() {
        // Pairs with the acquire in startedCount().
        LONGS.setRelease(counts, STARTED, counts[STARTED] + 1);
    }

    /// Called when the work, its callback or errback have run and its memory is freed.
    void workCompleted() {
        // Pairs with the volatile read in completedCount(): a main thread that counts this work as
        // completed also sees what the work wrote, and what it submitted itself.
        LONGS.setRelease(counts, COMPLETED, counts[COMPLETED] + 1);
    }

    void workFailed() {
        // Pairs with the acquire in failedCount().
        LONGS.setRelease(counts, FAILED, counts[FAILED] + 1);
    }

    void waitBegan() {
        // Pairs with the acquire in waitCount().
        LONGS.setRelease(counts, WAITS, counts[WAITS] + 1);
    }

    /// {@return how often its contexts began to wait}
    long waitCount() {
        return (long) LONGS.getAcquire(counts, WAITS);
    }

    long startedCount() {
        return (long) LONGS.getAcquire(counts, STARTED);
    }

    long completedCount() {
        // Volatile: the main thread has set its flag before it looks here, and parks after.
        return (long) LONGS.getVolatile(counts, COMPLETED);
    }

    long failedCount() {
        return (long) LONGS.getAcquire(counts, FAILED);
    }
}
