// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.context.Blocking;

/// A thread that waits until several events are signalled at the same time.
///
/// It is woken by each signal that is latched, and takes all of them under all locks, or none. It
/// is known to all events before it looks for the first time, so a signal that it does not see then
/// wakes it.
final class WaitForAll {
    private final List<Event> ordered;
    private final Thread thread = Thread.currentThread();

    WaitForAll(List<Event> events) {
        ordered = Event.inLockOrder(events);
    }

    /// {@return whether all signals were taken; if not, the time is up and none was}
    boolean await(long timeoutNanos) {
        ordered.forEach(event -> event.addCollector(this));
        try {
            return Blocking.await(() -> Event.takeAll(ordered, 0), timeoutNanos);
        } finally {
            ordered.forEach(event -> event.removeCollector(this));
        }
    }

    void wake() {
        LockSupport.unpark(thread);
    }
}
