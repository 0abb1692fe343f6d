// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts the callbacks that failed, and logs those that nobody handled: the first ten, then one a
/// second, so that a fault that every request runs into does not fill the disk.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `count` | loops | atomic add | any | sum |
/// | `unhandledCount`, `dueNanos` | loops | atomic | loops | volatile |
final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int FIRST_COUNT = 10;
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongAdder count = new LongAdder();
    private final AtomicLong unhandledCount = new AtomicLong();
    private final AtomicLong dueNanos = new AtomicLong();

    void failed() {
        count.increment();
    }

    long count() {
        return count.sum();
    }

    void unhandled(Connection connection, String callback, Throwable failure) {
        long number = unhandledCount.incrementAndGet();
        if (isDue(number)) {
            LOG.error(
                    "callback failed, connection is cut: callback={} connection={} number={}",
                    callback,
                    connection,
                    number,
                    failure);
        }
    }

    private boolean isDue(long number) {
        long nowNanos = System.nanoTime();
        long due = dueNanos.get();
        return number <= FIRST_COUNT
                || (nowNanos - due > 0 && dueNanos.compareAndSet(due, nowNanos + PERIOD_NANOS));
    }
}
