// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.context.Blocking;
import org.jparallel.context.MainThreadLoop;
import org.jparallel.context.MainThreads;
import org.jparallel.context.SafePoints;
import org.jparallel.context.WaitInterruptedException;
import org.jparallel.dispatch.DispatchLimits;
import org.jparallel.dispatch.Dispatcher;
import org.jparallel.dispatch.MainMessage;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.MainThread;
import org.jparallel.protect.Event;
import org.jparallel.protect.Publications;
import org.jparallel.protect.Waitable;
import org.jparallel.work.Errback;
import org.jparallel.work.Timer;
import org.jparallel.work.Work;
import org.jparallel.work.WorkFunction;
import org.jspecify.annotations.Nullable;

/// The main thread's side: it offers works, runs what contexts ask of it, fires timers, throws what
/// failed, and knows when nothing is active.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `inbox`, `failures`, `running`, `callDepth` | main thread | plain | main thread | plain |
/// | `dying` | shutdown hook | volatile | main thread | volatile |
public final class MainLoop implements MainThreadLoop {
    private static final long LONGEST_PARK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long DYING_PARK_NANOS = Duration.ofMillis(1).toNanos();
    private static final int SPIN_LIMIT = 300;

    /// With more works than these active it parks at once: it would only take the core of one.
    private static final int SPIN_WORK_COUNT = 8;

    private final Thread main = Thread.currentThread();
    private final SafePoints safePoints = new SafePoints(main);
    private final Dispatcher dispatcher;
    private final ThreadRoles roles;
    private final Deque<MainMessage> inbox = new ArrayDeque<>();
    private final Deque<Throwable> failures = new ArrayDeque<>();
    private final ArmedWorks armed;
    private final OpenFutures futures;
    private final Publications publications;
    private boolean running;
    private int callDepth;
    private volatile boolean dying;

    /// Makes the current thread the main thread of a new runtime.
    ///
    /// @param limits its limits
    /// @param waitingVersionCount how many old versions of one published value may wait
    /// @param name begins the names of its threads
    @MainThread
    public MainLoop(DispatchLimits limits, int waitingVersionCount, String name) {
        dispatcher = new Dispatcher(limits, safePoints, name);
        roles = new ThreadRoles(dispatcher, safePoints);
        armed = new ArmedWorks(dispatcher);
        futures = new OpenFutures(dispatcher);
        publications =
                new Publications(
                        safePoints,
                        dispatcher,
                        waitingVersionCount,
                        failures::addLast);
        MainThreads.enter(this);
    }

    /// {@return the crossing}
    @AnyThread
    public Dispatcher dispatcher() {
        return dispatcher;
    }

    /// {@return how its contexts are stopped, and how it is known what they have left behind}
    @AnyThread
    public SafePoints safePoints() {
        return safePoints;
    }

    // --- submitting ------------------------------------------------------------------------------

    /// Submits a work from the main thread, which waits for room and serves meanwhile, or from a
    /// context or a main-thread call, which never wait: a call that waited would serve the next
    /// call inside of itself, and that one the next, as deep as there are calls. While the world is
    /// stopped nobody would make room.
    ///
    /// @param function as in [Dispatcher#offer]
    /// @param argument as in [Dispatcher#offer]
    /// @param callback as in [Dispatcher#offer]
    /// @param errback as in [Dispatcher#offer]
    @AnyThread
    public void submit(
            Object function,
            @Nullable Object argument,
            @Nullable Object callback,
            @Nullable Object errback) {
        requireMainOrOwnContext("submit");
        if (Thread.currentThread() == main && callDepth == 0 && !safePoints.isWorldStopped()) {
            while (!dispatcher.offer(function, argument, callback, errback)) {
                MainThreads.serve(null);
                roles.requireOpen();
                dispatcher.awaitRoom();
            }
        } else {
            dispatcher.offerOrSpill(function, argument, callback, errback);
        }
    }

    /// Submits a work that starts when an event is signalled.
    ///
    /// @param awaited what it waits for
    /// @param work what then runs
    /// @param errback takes what went wrong, the timeout too, or null
    /// @param timeout how long to wait at most, or null
    @AnyThread
    public void submitWait(
            Waitable awaited, Work work, @Nullable Errback errback, @Nullable Duration timeout) {
        requireMainOrOwnContext("submitWait");
        Event event = Objects.requireNonNull(awaited, "event").event();
        Duration limit = timeout == null ? Duration.ZERO : timeout;
        EventWait wait =
                new EventWait(armed, work, errback, limit, System.nanoTime() + saturated(limit));
        dispatcher.arm();
        wait.subscribe(event);
        armed.armed(wait);
        if (timeout != null) {
            onMain(() -> armed.await(wait));
        }
    }

    /// Submits a work that starts when it is due.
    ///
    /// @param due from now to the first start
    /// @param period from one start to the next, zero for a single start
    /// @param work what runs
    /// @return the timer
    @AnyThread
    public Timer submitTimer(Duration due, Duration period, TimerWork work) {
        requireMainOrOwnContext("submitTimer");
        Objects.requireNonNull(due, "due");
        Objects.requireNonNull(period, "period");
        if (due.isNegative() || period.isNegative()) {
            throw new IllegalArgumentException(
                    "negative time: dueMillis="
                            + due.toMillis()
                            + " periodMillis="
                            + period.toMillis());
        }
        TimerTask timer =
                new TimerTask(
                        armed, work, System.nanoTime() + saturated(due), saturated(period));
        dispatcher.arm();
        armed.armed(timer);
        onMain(() -> armed.await(timer));
        return timer;
    }

    /// {@return the time, from 0 to so much that sums and differences of times do not overflow}
    private static long saturated(Duration time) {
        long limit = Long.MAX_VALUE / 4;
        if (time.isNegative()) {
            return 0;
        }
        return time.compareTo(Duration.ofNanos(limit)) > 0 ? limit : time.toNanos();
    }

    private void onMain(Work work) {
        if (Thread.currentThread() == main) {
            try {
                work.run();
            } catch (Exception failure) {
                throw Sneaky.rethrow(failure);
            }
        } else {
            dispatcher.send(new MainMessage.Call(work));
        }
    }

    /// Submits a work and tells of its end by a future.
    ///
    /// @param <A> the argument
    /// @param <R> the result
    /// @param function what runs
    /// @param argument its argument
    /// @return a future that the main thread completes
    @AnyThread
    public <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> future(
            WorkFunction<A, R> function, A argument) {
        MainFuture<R> future = new MainFuture<>();
        requireMainOrOwnContext("future");
        OpenFutures.OpenFuture<R> open = futures.add(future);
        Object present = argument == null ? Dispatcher.nullArgument() : argument;
        submit(function, present, open.callback(), open.errback());
        return future;
    }

    /// {@return a future that somebody else completes}
    ///
    /// @param <R> its result
    @AnyThread
    public static <R extends @Nullable Object> CompletableFuture<R> newFuture() {
        return new MainFuture<>();
    }

    /// {@return what contexts read}
    @MainThread
    public Publications publications() {
        return publications;
    }

    /// Has `run()` throw a failure.
    ///
    /// @param failure what it throws
    @AnyThread
    public void failed(Throwable failure) {
        dispatcher.send(new MainMessage.Failure(failure));
    }

    // --- main-thread calls -----------------------------------------------------------------------

    /// Has the main thread run something; the caller goes on.
    ///
    /// @param work what it runs
    @AnyThread
    public void callFromMainThread(Work work) {
        roles.requireOwnContext("callFromMainThread");
        dispatcher.send(new MainMessage.Call(work));
    }

    /// Has the main thread run something and waits for the result.
    ///
    /// @param <R> the result
    /// @param callable what it runs
    /// @return what it returned
    @AnyThread
    public <R extends @Nullable Object> R callFromMainThreadAndWait(Callable<R> callable) {
        roles.requireOwnContext("callFromMainThreadAndWait");
        MainCall<R> call = new MainCall<>(callable);
        dispatcher.send(new MainMessage.Call(call));
        Blocking.await(() -> call.isDone() || roles.isClosed(), Blocking.FOREVER);
        if (!call.isDone()) {
            roles.requireOpen();
        }
        return call.result();
    }

    // --- running ---------------------------------------------------------------------------------

    @Override
    public long serve() {
        roles.requireGoing("wait");
        serveAll();
        return armed.dueNanos(Blocking.FOREVER);
    }

    /// Runs the calls that have arrived and fires what is due.
    ///
    /// @return how many of both there were
    private int serveAll() {
        publications.reclaim(false);
        int count = armed.fire();
        dispatcher.drainTo(inbox);
        while (true) {
            MainMessage message = inbox.pollFirst();
            if (message == null) {
                return count;
            }
            count++;
            switch (message) {
                case MainMessage.Failure failed -> failures.addLast(failed.failure());
                case MainMessage.Call call -> perform(call.work());
            }
        }
    }

    private void perform(Work call) {
        callDepth++;
        try {
            call.run();
        } catch (Throwable failure) {
            failures.addLast(failure);
        } finally {
            callDepth--;
        }
    }

    /// Runs until nothing is active or something has failed.
    @MainThread
    public void run() {
        begin("run");
        try {
            while (true) {
                long dueNanos = MainThreads.serve(this);
                boolean ended = dispatcher.activeCount() == 0;
                publications.reclaim(ended);
                int servedCount = serveAll();
                throwFirstFailure();
                if (ended && servedCount == 0 && !dying) {
                    return;
                }
                checkInterrupt();
                if (servedCount == 0) {
                    await(Math.min(LONGEST_PARK_NANOS, dueNanos));
                }
            }
        } finally {
            running = false;
        }
    }

    /// Waits for something to happen, a second at most, and handles it.
    ///
    /// @return false if nothing was ever submitted
    @MainThread
    public boolean runOnce() {
        begin("runOnce");
        try {
            if (dispatcher.isUnused()) {
                return false;
            }
            long start = System.nanoTime();
            while (true) {
                long dueNanos = MainThreads.serve(this);
                boolean ended = dispatcher.activeCount() == 0;
                publications.reclaim(ended);
                int servedCount = serveAll();
                throwFirstFailure();
                long left = LONGEST_PARK_NANOS - (System.nanoTime() - start);
                if (ended || servedCount != 0 || left <= 0) {
                    return true;
                }
                checkInterrupt();
                await(Math.min(left, dueNanos));
            }
        } finally {
            running = false;
        }
    }

    private void begin(String call) {
        requireMain(call);
        roles.requireOpen();
        requireOutside(call);
        running = true;
    }

    /// A call that waited for all works to end would wait for the one that made it.
    private void requireOutside(String call) {
        if (running) {
            throw new IllegalStateException(call + " called inside of run");
        }
        roles.requireGoing(call);
        if (callDepth > 0) {
            throw new IllegalStateException(call + " called inside of a main-thread call");
        }
    }

    private void checkInterrupt() {
        if (main.isInterrupted()) {
            throw new WaitInterruptedException();
        }
    }

    private void throwFirstFailure() {
        Throwable failure = failures.pollFirst();
        if (failure != null) {
            throw Sneaky.rethrow(failure);
        }
    }

    /// Waits until something has arrived, everything has ended, or a deadline has come.
    private void await(long limitNanos) {
        if (dying) {
            LockSupport.parkNanos(this, DYING_PARK_NANOS);
            return;
        }
        boolean nearlyDone = dispatcher.activeCount() <= SPIN_WORK_COUNT;
        for (int i = 0; i < SPIN_LIMIT && nearlyDone; i++) {
            if (!dispatcher.isDrained() || dispatcher.activeCount() == 0) {
                return;
            }
            Thread.onSpinWait();
        }
        long parkNanos = armed.dueNanos(limitNanos);
        if (parkNanos > 0) {
            dispatcher.awaitMessageOrEnd(parkNanos);
        }
    }

    // --- ending ----------------------------------------------------------------------------------

    /// Waits until all works have ended, and serves them meanwhile. Timers are cancelled now, and
    /// waits when there is nothing left that could signal them.
    ///
    /// @param timeoutNanos how long at most
    /// @return whether they have
    /// @throws IllegalStateException if called inside of `run` or of a main-thread call
    @MainThread
    public boolean drain(long timeoutNanos) {
        requireOutside("close");
        long start = System.nanoTime();
        while (true) {
            armed.cancelTimers();
            boolean worksEnded = dispatcher.workCount() == 0;
            boolean ended = dispatcher.activeCount() == 0;
            int servedCount = serveAll();
            if (servedCount == 0 && worksEnded && !ended) {
                armed.cancelWaits();
            }
            long left = timeoutNanos - (System.nanoTime() - start);
            if (left <= 0 || (servedCount == 0 && ended)) {
                return ended;
            }
            if (servedCount == 0) {
                dispatcher.awaitMessageOrEnd(Math.min(left, LONGEST_PARK_NANOS));
            }
        }
    }

    /// Serves the works that run now until they have ended, whether others are left or not.
    ///
    /// @param timeoutNanos how long at most
    @MainThread
    public void awaitIdle(long timeoutNanos) {
        long start = System.nanoTime();
        while (!dispatcher.busyThreads().isEmpty()) {
            int servedCount = serveAll();
            long left = timeoutNanos - (System.nanoTime() - start);
            if (left <= 0) {
                return;
            }
            if (servedCount == 0) {
                dispatcher.awaitMessageOrEnd(Math.min(left, DYING_PARK_NANOS));
            }
        }
    }

    /// Refuses every call from now on.
    ///
    /// @return the failures that `run()` has not thrown, first failed first
    @MainThread
    public Deque<Throwable> close() {
        roles.close();
        armed.cancelTimers();
        armed.cancelWaits();
        serveAll();
        publications.close();
        futures.close();
        dispatcher.threads().forEach(LockSupport::unpark);
        MainThreads.exit(this);
        return failures;
    }

    /// {@return whether the loop was closed}
    @AnyThread
    public boolean isClosed() {
        return roles.isClosed();
    }

    /// Tells the loop that the process ends: `run()` goes on serving and does not return.
    @AnyThread
    public void die() {
        dying = true;
        dispatcher.halt();
    }

    // --- roles -----------------------------------------------------------------------------------

    /// Refuses all threads but the main thread.
    ///
    /// @param call what is called
    @AnyThread
    public void requireMain(String call) {
        roles.requireMain(call);
    }

    /// Refuses all threads but the main thread and its parallel threads, and all once it is closed.
    ///
    /// @param call what is called
    @AnyThread
    public void requireMainOrOwnContext(String call) {
        roles.requireMainOrOwnContext(call);
    }
}
