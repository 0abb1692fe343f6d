// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Works that found the ring full and whose submitter cannot wait, because it is a context itself:
/// if all contexts waited for room, nobody would make any.
///
/// **Memory.** 56 bytes of Java heap for each work in it. It is empty whenever the ring is not
/// full.
final class WorkSpill {
    private record Spilled(
            Object function,
            @Nullable Object argument,
            @Nullable Object callback,
            @Nullable Object errback) {}

    private final ConcurrentLinkedQueue<Spilled> works = new ConcurrentLinkedQueue<>();
    private final AtomicLong spilledCount = new AtomicLong();

    void add(
            Object function,
            @Nullable Object argument,
            @Nullable Object callback,
            @Nullable Object errback) {
        // Counted first: a work that is not counted as submitted must not be counted as completed.
        spilledCount.getAndIncrement();
        works.add(new Spilled(function, argument, callback, errback));
    }

    boolean take(TakenWork into) {
        Spilled work = works.poll();
        if (work == null) {
            return false;
        }
        into.function = work.function;
        into.argument = work.argument;
        into.callback = work.callback;
        into.errback = work.errback;
        return true;
    }

    boolean isEmpty() {
        return works.isEmpty();
    }

    /// {@return how many works were ever spilled}
    long spilledCount() {
        return spilledCount.get();
    }
}
