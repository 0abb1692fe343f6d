// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.ContextSlot;
import org.jparallel.context.ContextThread;
import org.jparallel.context.SafePoint;
import org.jparallel.dispatch.DispatchLimits;
import org.jparallel.dispatch.Dispatcher;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.MainThread;
import org.jparallel.loop.Crossing;
import org.jparallel.loop.MainLoop;
import org.jparallel.work.Callback;
import org.jparallel.work.Errback;
import org.jparallel.work.WorkFunction;
import org.jspecify.annotations.Nullable;

/// What a runtime gives to its transports: memory for contexts, a place in the count of what is
/// active, the way to its works and to its main thread.
///
/// For those who write a [Transport]; users of servers never see it.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `transports` | any | concurrent set | main thread | concurrent set |
/// | `openCount` | any | atomic add | any | volatile |
/// | `shared`, `closed` | any | under the lock of `shared` | any | under that lock |
@AnyThread
public final class TransportHost {
    private final MainLoop loop;
    private final DispatchLimits limits;
    private final String name;
    private final int eventLoopCount;
    private final Set<Transport> transports = ConcurrentHashMap.newKeySet();
    private final Map<Class<?>, AutoCloseable> shared = new LinkedHashMap<>();
    private final AtomicLong openCount = new AtomicLong();
    private boolean closed;

    TransportHost(MainLoop loop, DispatchLimits limits, String name, int eventLoopCount) {
        this.loop = loop;
        this.limits = limits;
        this.name = name;
        this.eventLoopCount = eventLoopCount;
    }

    /// {@return how many event loops its transports share}
    public int eventLoopCount() {
        return eventLoopCount;
    }

    /// {@return what begins the names of this runtime's threads}
    public String name() {
        return name;
    }

    /// {@return what identifies the runtime, for [ContextThread#owner()]}
    public Object owner() {
        return loop.dispatcher();
    }

    /// Creates what an event loop is stopped by, and tells by what its callbacks have left behind.
    ///
    /// @param thread the thread of the loop
    /// @param tasks runs a task on that thread, outside of callbacks
    /// @return what the thread registers
    public SafePoint newSafePoint(Thread thread, Executor tasks) {
        return SafePoint.ofTasks(loop.safePoints(), thread, tasks);
    }

    /// {@return what the memory of this runtime is charged to}
    public MemoryBudget budget() {
        return limits.runtimeBudget();
    }

    /// {@return memory for contexts, charged to this runtime}
    public ContextSlot newSlot() {
        return limits.newSlot();
    }

    /// Counts one more thing as active, such as an open connection: `run()` goes on until
    /// [#ended()].
    public void begins() {
        openCount.getAndIncrement();
        loop.dispatcher().arm();
    }

    /// Ends what one [#begins()] began.
    public void ended() {
        openCount.getAndDecrement();
        loop.dispatcher().disarm();
    }

    /// Has `run()` throw a failure that nobody else takes.
    ///
    /// @param failure what it throws
    public void failed(Throwable failure) {
        loop.failed(failure);
    }

    /// Refuses all threads but the main thread and those of this runtime, and all of them once the
    /// runtime is closed.
    ///
    /// @param call what is called, for the message
    public void requireMainOrContext(String call) {
        loop.requireMainOrOwnContext(call);
    }

    /// Submits a work.
    ///
    /// @param <A> the argument
    /// @param <R> the result
    /// @param function what runs
    /// @param argument its argument
    /// @param callback takes the result, on the thread that ran the function
    /// @param errback takes what either threw
    public <A extends @Nullable Object, R extends @Nullable Object> void submitWork(
            WorkFunction<? super A, ? extends R> function,
            A argument,
            Callback<? super R> callback,
            Errback errback) {
        Object passed = argument == null ? Dispatcher.nullArgument() : argument;
        loop.submit(function, passed, callback, errback);
    }

    /// Hands over the result of a work that has ended: a structured clone, to which its regions
    /// move, if the module `org.jparallel.xlist` is there, else the result itself.
    ///
    /// @param <T> the result
    /// @param result what the work returned, or null
    /// @return what another thread gets
    ///     What cannot be cloned is refused with an exception
    public <T extends @Nullable Object> T handOver(T result) {
        return Crossing.handOver(result);
    }

    /// {@return a future that somebody else completes; waiting for it on the main thread serves the
    /// contexts meanwhile, in a context it frees the core}
    ///
    /// @param <R> its result
    public <R extends @Nullable Object> CompletableFuture<R> newFuture() {
        return MainLoop.newFuture();
    }

    /// What all transports of one kind share in this runtime, such as their event loops; opened by
    /// the first, closed with the runtime.
    ///
    /// @param <T> its type
    /// @param type its type
    /// @param opener opens it
    /// @return the one there is
    /// @throws IllegalStateException if the runtime is closed
    public <T extends AutoCloseable> T shared(
            Class<T> type, Function<? super TransportHost, ? extends T> opener) {
        synchronized (shared) {
            if (closed) {
                throw new IllegalStateException("async is closed");
            }
            AutoCloseable present = shared.get(type);
            if (present == null) {
                present = opener.apply(this);
                shared.put(type, present);
            }
            return type.cast(present);
        }
    }

    /// Forgets a transport that has ended by itself.
    ///
    /// @param transport which has ended
    public void forget(Transport transport) {
        transports.remove(transport);
    }

    void start(Transport transport) {
        if (!transports.add(transport)) {
            throw new IllegalStateException("transport was registered before: " + transport);
        }
        try {
            transport.start(this);
        } catch (Throwable failure) {
            transports.remove(transport);
            throw failure;
        }
    }

    /// Tells all transports to end.
    ///
    /// @return what they threw
    List<Throwable> stop(Duration grace) {
        List<Throwable> failures = new ArrayList<>();
        for (Transport transport : transports) {
            try {
                transport.stop(grace);
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        }
        return failures;
    }

    /// {@return whether nothing of what transports counted as active is left}
    boolean isIdle() {
        return openCount.get() == 0;
    }

    /// Closes what the transports share, last opened first.
    ///
    /// @return what was thrown
    @MainThread
    List<Throwable> close() {
        Deque<AutoCloseable> open = new ArrayDeque<>();
        synchronized (shared) {
            closed = true;
            shared.values().forEach(open::push);
            shared.clear();
        }
        List<Throwable> failures = new ArrayList<>();
        for (AutoCloseable resource : open) {
            try {
                resource.close();
            } catch (Exception failure) {
                failures.add(failure);
            }
        }
        return failures;
    }
}
