// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jparallel.context.Blocking;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// An auto-reset event, latched once: a signal releases exactly one waiter, the one that has waited
/// longest; a signal that finds none is kept for the next, and two such are one.
///
/// **Threads.** Any. A parallel thread that waits frees its core, the main thread serves its calls.
///
/// **Several at a time.** [#waitAny] takes the signal of exactly one event, [#waitAll] those of all
/// or of none.
///
/// Two kinds wait. *Waiters* stand in a queue and are handed a signal, one each: those of `await`,
/// of `submitWait`, and those of `waitAny`, which stand in several queues and take the first signal
/// that one of these hands them. *Collectors*, those of `waitAll`, are handed nothing: a signal
/// that no waiter takes is latched, and they are woken to see whether theirs are all latched now.
/// So a collector never holds a signal back from a waiter while it still lacks another.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `signalled`, `waiters`, `collectors` | any | under `lock` | any | under `lock` |
/// | `SingleWaiter.released` | the signaller, under `lock` | volatile | the waiter | volatile |
@AnyThread
public final class Event implements Waitable {
    private static final class SingleWaiter implements EventWaiter {
        private final Runnable listener;
        private volatile boolean released;

        SingleWaiter(Runnable listener) {
            this.listener = listener;
        }

        /// The thread that waits.
        static SingleWaiter ofThread() {
            Thread thread = Thread.currentThread();
            return new SingleWaiter(() -> LockSupport.unpark(thread));
        }

        @Override
        public boolean take() {
            released = true;
            return true;
        }

        @Override
        public void wake() {
            listener.run();
        }
    }

    /// A listener that waits for an event.
    @AnyThread
    public final class Subscription {
        private final EventWaiter waiter;

        private Subscription(EventWaiter waiter) {
            this.waiter = waiter;
        }

        /// Stops waiting.
        ///
        /// @return false if the listener was released before, and is called or was
        public boolean cancel() {
            return remove(waiter);
        }
    }

    private static final AtomicLong CREATED_COUNT = new AtomicLong();

    /// The order in which whoever needs several locks takes them.
    private final long number = CREATED_COUNT.getAndIncrement();

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<EventWaiter> waiters = new ArrayDeque<>(2);
    private List<WaitForAll> collectors = List.of();
    private boolean signalled;

    /// Creates an event that is not signalled.
    public Event() {}

    @Override
    public Event event() {
        return this;
    }

    /// Releases one waiter, or the next one to come.
    @Override
    public void signal() {
        EventWaiter taker;
        List<WaitForAll> woken = List.of();
        lock.lock();
        try {
            do {
                taker = waiters.pollFirst();
            } while (taker != null && !taker.take());
            if (taker == null) {
                signalled = true;
                woken = collectors;
            }
        } finally {
            lock.unlock();
        }
        if (taker != null) {
            taker.wake();
        } else {
            woken.forEach(WaitForAll::wake);
        }
    }

    // --- waiting for one -------------------------------------------------------------------------

    /// Waits for a signal.
    ///
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted; a
    ///     signal that came at the same time is kept for the next waiter
    @Override
    public void await() {
        awaitNanos(Blocking.FOREVER, null);
    }

    /// Waits for a signal.
    ///
    /// @param timeout how long at most
    /// @throws WaitTimeoutException if none came in time
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted; a
    ///     signal that came at the same time is kept for the next waiter
    @Override
    public void await(Duration timeout) {
        if (!awaitNanos(Timeouts.nanos(timeout), null)) {
            throw new WaitTimeoutException(timeout);
        }
    }

    @Override
    public void signalAndWait(Waitable awaited) {
        other(awaited).awaitNanos(Blocking.FOREVER, this);
    }

    @Override
    public void signalAndWait(Waitable awaited, Duration timeout) {
        long timeoutNanos = Timeouts.nanos(timeout);
        if (!other(awaited).awaitNanos(timeoutNanos, this)) {
            throw new WaitTimeoutException(timeout);
        }
    }

    private Event other(Waitable awaited) {
        Event event = awaited.event();
        if (event == this) {
            throw new WaitException("signal and wait objects must differ");
        }
        return event;
    }

    /// Waits for a signal.
    ///
    /// @param before what is signalled as soon as this thread stands in the queue, or null
    /// @return whether one came in time
    private boolean awaitNanos(long timeoutNanos, @Nullable Event before) {
        SingleWaiter waiter = SingleWaiter.ofThread();
        boolean latched = !add(waiter);
        if (before != null) {
            before.signal();
        }
        if (latched) {
            return true;
        }
        boolean released = false;
        try {
            released = Blocking.await(() -> waiter.released, timeoutNanos);
        } catch (Throwable failure) {
            if (!remove(waiter)) {
                signal();
            }
            throw failure;
        }
        return released || !remove(waiter);
    }

    /// Calls a listener once, on the thread that signals, or at once if the event is signalled.
    ///
    /// @param listener must neither block nor throw
    /// @return what cancels it
    public Subscription subscribe(Runnable listener) {
        SingleWaiter waiter = new SingleWaiter(listener);
        if (!add(waiter)) {
            waiter.released = true;
            listener.run();
        }
        return new Subscription(waiter);
    }

    // --- waiting for several ---------------------------------------------------------------------

    /// Waits until one of several is signalled, and takes that signal; those of the others stay. If
    /// several are signalled it takes the first in the order of the arguments.
    ///
    /// @param awaited what is waited for, at least one, none twice
    /// @return which of them it was
    /// @throws IllegalArgumentException if there is none, or one twice
    /// @throws WaitException as of [#event()]
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted; no
    ///     signal is taken then
    public static Waitable waitAny(Waitable... awaited) {
        int index = new WaitForAny(events(awaited)).await(Blocking.FOREVER);
        return awaited[index];
    }

    /// Waits until one of several is signalled, if that is in time, and takes that signal; those of
    /// the others stay. If several are signalled it takes the first in the order of the arguments.
    ///
    /// @param timeout how long at most
    /// @param awaited what is waited for, at least one, none twice
    /// @return which of them it was
    /// @throws WaitTimeoutException if none was signalled in time
    /// @throws IllegalArgumentException if there is none, or one twice
    /// @throws WaitException as of [#event()]
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted; no
    ///     signal is taken then
    public static Waitable waitAny(Duration timeout, Waitable... awaited) {
        long timeoutNanos = Timeouts.nanos(timeout);
        int index = new WaitForAny(events(awaited)).await(timeoutNanos);
        if (index < 0) {
            throw new WaitTimeoutException("any of the events", awaited.length, timeout);
        }
        return awaited[index];
    }

    /// Waits until several are signalled all at the same time, and takes all of these signals in
    /// one step. Until then it takes none: others may.
    ///
    /// **Cost.** A wake-up for each signal that is latched meanwhile.
    ///
    /// @param awaited what is waited for, at least one, none twice
    /// @throws IllegalArgumentException if there is none, or one twice
    /// @throws WaitException as of [#event()]
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted; no
    ///     signal is taken then
    public static void waitAll(Waitable... awaited) {
        new WaitForAll(events(awaited)).await(Blocking.FOREVER);
    }

    /// Waits until several are signalled all at the same time, if that is in time, and takes all of
    /// these signals in one step. Until then it takes none: others may.
    ///
    /// **Cost.** A wake-up for each signal that is latched meanwhile.
    ///
    /// @param timeout how long at most
    /// @param awaited what is waited for, at least one, none twice
    /// @throws WaitTimeoutException if not all were signalled in time; no signal is taken then
    /// @throws IllegalArgumentException if there is none, or one twice
    /// @throws WaitException as of [#event()]
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted; no
    ///     signal is taken then
    public static void waitAll(Duration timeout, Waitable... awaited) {
        long timeoutNanos = Timeouts.nanos(timeout);
        if (!new WaitForAll(events(awaited)).await(timeoutNanos)) {
            throw new WaitTimeoutException("all of the events", awaited.length, timeout);
        }
    }

    private static List<Event> events(Waitable... awaited) {
        if (awaited.length == 0) {
            throw new IllegalArgumentException("no events to wait for");
        }
        List<Event> events = Stream.of(awaited).map(Waitable::event).toList();
        for (int i = 1; i < events.size(); i++) {
            int before = events.indexOf(events.get(i));
            if (before < i) {
                throw new IllegalArgumentException(
                        "event is given twice: firstIndex=" + before + " secondIndex=" + i);
            }
        }
        return events;
    }

    // --- the queue -------------------------------------------------------------------------------

    /// Adds a waiter, or has it take the latched signal.
    ///
    /// @return whether it was added; if not, the signal is taken or the waiter waits no more
    boolean add(EventWaiter waiter) {
        lock.lock();
        try {
            if (signalled) {
                signalled = !waiter.take();
                return false;
            }
            waiters.addLast(waiter);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// {@return whether the waiter stood in the queue; it does not any more}
    boolean remove(EventWaiter waiter) {
        lock.lock();
        try {
            return waiters.remove(waiter);
        } finally {
            lock.unlock();
        }
    }

    void addCollector(WaitForAll collector) {
        lock.lock();
        try {
            collectors = Stream.concat(collectors.stream(), Stream.of(collector)).toList();
        } finally {
            lock.unlock();
        }
    }

    void removeCollector(WaitForAll collector) {
        lock.lock();
        try {
            collectors = collectors.stream().filter(other -> other != collector).toList();
        } finally {
            lock.unlock();
        }
    }

    /// {@return the events in the order in which their locks are taken}
    static List<Event> inLockOrder(List<Event> events) {
        return events.stream().sorted(Comparator.comparingLong(event -> event.number)).toList();
    }

    /// Takes the latched signals of all events, or none.
    ///
    /// @param ordered the events in lock order, each once
    /// @param lockedCount how many of them are locked already, and latched: 0
    /// @return whether all were latched
    static boolean takeAll(List<Event> ordered, int lockedCount) {
        if (lockedCount == ordered.size()) {
            ordered.forEach(event -> event.signalled = false);
            return true;
        }
        Event event = ordered.get(lockedCount);
        event.lock.lock();
        try {
            return event.signalled && takeAll(ordered, lockedCount + 1);
        } finally {
            event.lock.unlock();
        }
    }
}
