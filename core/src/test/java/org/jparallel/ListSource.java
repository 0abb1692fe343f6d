// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jparallel.context.Blocking;
import org.jparallel.work.WorkSource;
import org.jspecify.annotations.Nullable;

/// The plainest queue that waits as the library wants it: a list under a lock.
final class ListSource<T extends @Nullable Object> implements WorkSource<T> {
    private final Deque<List<T>> items = new ArrayDeque<>();
    private final List<Thread> waiters = new ArrayList<>();
    private boolean finished;

    synchronized void push(T item) {
        List<T> holder = new ArrayList<>();
        holder.add(item);
        items.addLast(holder);
        waiters.forEach(LockSupport::unpark);
    }

    synchronized void finish() {
        finished = true;
        waiters.forEach(LockSupport::unpark);
    }

    synchronized int waitingCount() {
        return waiters.size();
    }

    @Override
    public int takeBatch(Consumer<? super T> sink, int limitCount) {
        List<T> taken = new ArrayList<>();
        begin();
        try {
            Blocking.await(() -> poll(taken, limitCount), Blocking.FOREVER);
        } finally {
            end();
        }
        taken.forEach(sink);
        return taken.size();
    }

    private synchronized void begin() {
        waiters.add(Thread.currentThread());
    }

    private synchronized void end() {
        waiters.remove(Thread.currentThread());
    }

    private synchronized boolean poll(List<T> taken, int limitCount) {
        while (taken.size() < limitCount && !items.isEmpty()) {
            taken.addAll(items.removeFirst());
        }
        return !taken.isEmpty() || finished;
    }
}
