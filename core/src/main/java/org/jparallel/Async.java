// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.ContextThread;
import org.jparallel.context.MainThreads;
import org.jparallel.dispatch.DispatchCounts;
import org.jparallel.dispatch.DispatchLimits;
import org.jparallel.dispatch.Dispatcher;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.MainThread;
import org.jparallel.guard.ParallelThread;
import org.jparallel.loop.MainLoop;
import org.jparallel.loop.TimerWork;
import org.jparallel.loop.WorldStop;
import org.jparallel.protect.Containers;
import org.jparallel.protect.ProtectedList;
import org.jparallel.protect.ProtectedMap;
import org.jparallel.protect.ProtectedObject;
import org.jparallel.protect.ProtectedValue;
import org.jparallel.protect.Protection;
import org.jparallel.protect.Publications;
import org.jparallel.protect.Published;
import org.jparallel.protect.Waitable;
import org.jparallel.work.Callback;
import org.jparallel.work.Errback;
import org.jparallel.work.ItemErrback;
import org.jparallel.work.Timer;
import org.jparallel.work.Work;
import org.jparallel.work.WorkFunction;
import org.jparallel.work.WorkSource;
import org.jspecify.annotations.Nullable;

/// The runtime: one main thread submits works, parallel contexts run them.
///
/// ```java
/// try (Async async = Async.open()) {
///     async.submitWork(String::length, "parallel", length -> System.out.println(length));
///     async.run();
/// }
/// ```
///
/// **Threads.** The thread that opens it is its main thread. Works may be submitted by the main
/// thread and by contexts; every other thread gets a `WrongThreadException`.
///
/// **Works** start at once, on a parallel thread, each in a [org.jparallel.context.Context] of its
/// own; the callback runs right after the work on the same thread and in the same context. What a
/// work or its callback throws goes to its errback; what no errback takes is thrown by [#run()],
/// one failure a call, first failed first, as the very object that was thrown, checked or not.
///
/// **What it offers** stands on the pages of its parts: works that start at once
/// ([WorkSubmission]), works that wait for an event or a time ([DeferredSubmission]), queues and
/// their consumers ([QueueSubmission]), containers that contexts write ([ContainerCreation]),
/// objects that they lock and wait for ([ObjectProtection]), what they read ([WorldControl]). What
/// is left is here: opening, running and ending, calls to the main thread, servers and clients.
///
/// **Errors.** A null function, callback or errback is refused with `NullPointerException`; after
/// [#close()] every call throws `IllegalStateException`.
public final class Async
        implements WorkSubmission,
                DeferredSubmission,
                QueueSubmission,
                WorldControl,
                ContainerCreation,
                ObjectProtection,
                AutoCloseable {
    private static final AtomicInteger OPENED_COUNT = new AtomicInteger();

    private final AsyncLimits limits;
    private final MemoryBudget budget;
    private final MainLoop loop;
    private final TransportHost host;
    private final Containers containers;
    private final Ending ending;
    private final boolean debug = Boolean.getBoolean("jparallel.debug");

    private Async(AsyncLimits limits) {
        if (isParallelThread()) {
            throw new WrongThreadException(
                    "open is not for parallel threads, they have their main thread: thread="
                            + Thread.currentThread().getName());
        }
        this.limits = limits;
        budget = new MemoryBudget("runtime", limits.runtimeBytes());
        DispatchLimits dispatchLimits =
                new DispatchLimits(
                        limits.parallelThreads(),
                        limits.spareThreads(),
                        limits.ringWorks(),
                        limits.contextBytes(),
                        budget);
        String name = "jparallel-" + OPENED_COUNT.incrementAndGet();
        loop = new MainLoop(dispatchLimits, limits.waitingVersions(), name);
        host = new TransportHost(loop, dispatchLimits, name, limits.eventLoops());
        containers = new Containers(loop.dispatcher());
        ending = new Ending(loop, host, containers, limits.stopTimeout());
    }

    /// Makes the current thread the main thread of a new runtime with the [standard
    /// limits][AsyncLimits#standard()].
    ///
    /// @return the runtime, to be closed
    @AnyThread
    public static Async open() {
        return new Async(AsyncLimits.standard());
    }

    /// Makes the current thread the main thread of a new runtime.
    ///
    /// @param limits its limits
    /// @return the runtime, to be closed
    @AnyThread
    public static Async open(AsyncLimits limits) {
        return new Async(Objects.requireNonNull(limits, "limits"));
    }

    /// Ends the runtime, in order: timers are cancelled; works that were submitted run to their
    /// end, and are served meanwhile; waits that nothing can signal any more are cancelled; what
    /// still runs after the [stopTimeout][AsyncLimits#stopTimeout()] is interrupted; then no thread
    /// and no off-heap byte of it is left. The last runtime of a process to be closed also gives
    /// the pooled memory that nobody holds back to the system. Closing it again does nothing.
    ///
    /// Failures that [#run()] has not thrown are thrown here: the first, the others suppressed in
    /// it.
    ///
    /// @throws AsyncNotStoppedException if a context went on in spite of being interrupted, or a
    ///     work that was submitted had not started in time
    /// @throws IllegalStateException if called inside of `run` or of a main-thread call
    @Override
    @MainThread
    public void close() {
        if (!loop.isClosed()) {
            loop.requireMain("close");
            ending.close();
        }
    }

    // --- works -----------------------------------------------------------------------------------

    @Override
    public void submitWork(Work work) {
        loop.submit(Objects.requireNonNull(work, "work"), null, null, traced(null));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> void submitWork(
            WorkFunction<? super A, ? extends R> function, A argument) {
        Objects.requireNonNull(function, "function");
        loop.submit(function, passed(argument), null, traced(null));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> void submitWork(
            WorkFunction<? super A, ? extends R> function,
            A argument,
            Callback<? super R> callback) {
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(callback, "callback");
        loop.submit(function, passed(argument), callback, traced(null));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> void submitWork(
            WorkFunction<? super A, ? extends R> function,
            A argument,
            Callback<? super R> callback,
            Errback errback) {
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(callback, "callback");
        Objects.requireNonNull(errback, "errback");
        loop.submit(function, passed(argument), callback, traced(errback));
    }

    private static Object passed(@Nullable Object argument) {
        return argument == null ? Dispatcher.nullArgument() : argument;
    }

    private @Nullable Errback traced(@Nullable Errback errback) {
        return debug ? SubmissionSite.trace(errback) : errback;
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> future(
            WorkFunction<? super A, ? extends R> function, A argument) {
        Objects.requireNonNull(function, "function");
        return loop.future(function::apply, argument);
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> List<R> map(
            WorkFunction<? super A, ? extends R> function, List<? extends A> list) {
        return ParallelMap.map(loop, Objects.requireNonNull(function, "function"), list);
    }

    // --- waits, timers, queues -------------------------------------------------------------------

    @Override
    public void submitWait(Waitable event, Work work) {
        loop.submitWait(event, Objects.requireNonNull(work, "work"), traced(null), null);
    }

    @Override
    public void submitWait(Waitable event, Work work, Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        loop.submitWait(event, Objects.requireNonNull(work, "work"), traced(null), timeout);
    }

    @Override
    public void submitWait(Waitable event, Work work, Errback errback, Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(errback, "errback");
        loop.submitWait(event, Objects.requireNonNull(work, "work"), traced(errback), timeout);
    }

    @Override
    public Timer submitTimer(Duration due, Duration period, Work work) {
        return loop.submitTimer(
                due, period, TimerWork.of(Objects.requireNonNull(work, "work")));
    }

    @Override
    public <A extends @Nullable Object> Timer submitTimer(
            Duration due, Duration period, Callback<? super A> consumer, A data) {
        Objects.requireNonNull(consumer, "consumer");
        loop.requireMainOrOwnContext("submitTimer");
        try (TimerWork work = TimerWork.keeping(consumer, data, budget)) {
            return loop.submitTimer(due, period, work);
        }
    }

    @Override
    public <T extends @Nullable Object> void submitQueue(
            WorkSource<? extends T> queue, Callback<? super T> consumer) {
        consume(limits.parallelThreads(), items(queue, consumer, null));
    }

    @Override
    public <T extends @Nullable Object> void submitQueue(
            WorkSource<? extends T> queue, int parallelism, Callback<? super T> consumer) {
        consume(parallelism, items(queue, consumer, null));
    }

    @Override
    public <T extends @Nullable Object> void submitQueue(
            WorkSource<? extends T> queue,
            int parallelism,
            Callback<? super T> consumer,
            ItemErrback<? super T> errback) {
        consume(parallelism, items(queue, consumer, Objects.requireNonNull(errback, "errback")));
    }

    @Override
    public <T extends @Nullable Object> void submitQueueBatches(
            WorkSource<? extends T> queue,
            int parallelism,
            int batchCount,
            Callback<? super List<T>> consumer,
            ItemErrback<? super List<T>> errback) {
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(consumer, "consumer");
        Objects.requireNonNull(errback, "errback");
        requirePositive("batchCount", batchCount);
        consume(
                parallelism,
                new QueueConsumer<T>(loop.dispatcher(), queue, batchCount, consumer, errback));
    }

    private <T extends @Nullable Object> QueueConsumer<T> items(
            WorkSource<? extends T> queue,
            Callback<? super T> consumer,
            @Nullable ItemErrback<? super T> errback) {
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(consumer, "consumer");
        return QueueConsumer.ofItems(loop.dispatcher(), queue, consumer, errback);
    }

    private void consume(int parallelism, QueueConsumer<?> consumer) {
        requirePositive("parallelism", parallelism);
        for (int i = 0; i < parallelism; i++) {
            submitWork(consumer);
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "out of range: " + name + "=" + value + " minimum=1");
        }
    }

    // --- protected containers --------------------------------------------------------------------

    @Override
    public <K, V extends @Nullable Object> ProtectedMap<K, V> dict() {
        requireOpenMain("dict");
        return containers.map();
    }

    @Override
    public <E extends @Nullable Object> ProtectedList<E> list() {
        requireOpenMain("list");
        return containers.list();
    }

    @Override
    public ProtectedObject object() {
        requireOpenMain("object");
        return containers.object();
    }

    @Override
    public long persistedContexts() {
        return containers.persistedContexts();
    }

    private void requireOpenMain(String call) {
        loop.requireMain(call);
        loop.requireMainOrOwnContext(call);
    }

    // --- protected objects -----------------------------------------------------------------------

    @Override
    @MainThread
    public <T> ProtectedValue<T> protect(T object) {
        requireMainUnlessContext("protect");
        return Protection.protect(object);
    }

    @Override
    @MainThread
    public void unprotect(Object object) {
        requireMainUnlessContext("unprotect");
        Protection.unprotect(object);
    }

    /// A context gets its [org.jparallel.protect.ProtectionException] further down.
    private void requireMainUnlessContext(String call) {
        if (!isParallelThread()) {
            requireOpenMain(call);
        }
    }

    // --- transports ------------------------------------------------------------------------------

    /// Starts a server or a client. It counts as active until it is closed, so [#run()] serves
    /// until then.
    ///
    /// @param <T> the kind of transport
    /// @param transport what starts; a transport belongs to one runtime, and starts once
    /// @return the transport
    ///     What it throws because it cannot start (a port in use, say) comes out of here, and it is
    ///     not registered
    /// @throws IllegalStateException if the transport was registered before
    @AnyThread
    public <T extends Transport> T register(T transport) {
        Objects.requireNonNull(transport, "transport");
        loop.requireMainOrOwnContext("register");
        host.start(transport);
        return transport;
    }

    // --- the world -------------------------------------------------------------------------------

    @Override
    public <T> Published<T> publish(T value) {
        return publish(value, Publications.memoryOf(Objects.requireNonNull(value, "value")));
    }

    @Override
    public <T> Published<T> publish(T value, AutoCloseable memory) {
        loop.requireMain("publish");
        loop.requireMainOrOwnContext("publish");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(memory, "memory");
        return loop.publications().publish(value, memory);
    }

    @Override
    public void stopTheWorld(Work work) {
        stopTheWorld(work, limits.worldStopTimeout());
    }

    @Override
    public void stopTheWorld(Work work, Duration timeout) {
        Objects.requireNonNull(work, "work");
        WorldStop.run(loop, work, Objects.requireNonNull(timeout, "timeout"));
    }

    // --- the main thread -------------------------------------------------------------------------

    /// Serves the contexts until nothing is active: no work, no armed timer, no wait.
    ///
    /// What a work threw and no errback took comes out of here as the very object that was thrown,
    /// checked or not, one a call, first failed first; call again to go on. The same holds for what
    /// a [main-thread call][#callFromMainThread(Work)] threw.
    ///
    /// @throws org.jparallel.context.WaitInterruptedException if the main thread is interrupted
    /// @throws WrongThreadException if this is not the main thread
    /// @throws IllegalStateException if called inside of `run` or of a main-thread call
    @MainThread
    public void run() {
        loop.run();
    }

    /// Waits for something to happen, a second at most, and serves it; fails as [#run()] does.
    ///
    /// @throws AsyncRunWithoutEventsException if nothing was ever submitted
    /// @throws org.jparallel.context.WaitInterruptedException if the main thread is interrupted
    /// @throws WrongThreadException if this is not the main thread
    /// @throws IllegalStateException if called inside of `run` or of a main-thread call
    @MainThread
    public void runOnce() {
        if (!loop.runOnce()) {
            throw new AsyncRunWithoutEventsException();
        }
    }

    /// Has the main thread run something, when it runs or waits; the context goes on at once.
    ///
    /// @param work what the main thread runs; what it throws, `run()` throws
    @ParallelThread
    public void callFromMainThread(Work work) {
        loop.callFromMainThread(Objects.requireNonNull(work, "work"));
    }

    /// Has the main thread run something, when it runs or waits, and waits for the result; the core
    /// is free meanwhile.
    ///
    /// @param <R> the result
    /// @param callable what the main thread runs; what it throws comes out of here, the same object
    /// @return what it returned
    @ParallelThread
    public <R extends @Nullable Object> R callFromMainThreadAndWait(Callable<R> callable) {
        return loop.callFromMainThreadAndWait(Objects.requireNonNull(callable, "callable"));
    }

    // --- looking ---------------------------------------------------------------------------------

    /// {@return how many contexts are active: works submitted and not ended, armed timers, waits}
    @AnyThread
    public long activeContexts() {
        return loop.dispatcher().activeCount();
    }

    /// {@return what this runtime has done and holds}
    @AnyThread
    public AsyncStatistics statistics() {
        Dispatcher dispatcher = loop.dispatcher();
        DispatchCounts counts = dispatcher.counts();
        return new AsyncStatistics(
                counts.submitted(),
                counts.completed(),
                counts.failed(),
                counts.spilled(),
                dispatcher.activeCount(),
                dispatcher.threads().size(),
                budget.usedBytes(),
                budget.limitBytes());
    }

    /// {@return whether the current thread is a parallel one: it runs contexts}
    @AnyThread
    public static boolean isParallelThread() {
        return Thread.currentThread() instanceof ContextThread;
    }

    /// {@return whether the current thread is the main thread of a runtime that is open}
    @AnyThread
    public static boolean isMainThread() {
        return MainThreads.isMain();
    }
}
