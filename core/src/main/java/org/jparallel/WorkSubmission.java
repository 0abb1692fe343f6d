// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jparallel.guard.AnyThread;
import org.jparallel.work.Callback;
import org.jparallel.work.Errback;
import org.jparallel.work.Work;
import org.jparallel.work.WorkFunction;
import org.jspecify.annotations.Nullable;

/// How works are submitted that start at once: the part of an [Async] that most programs need.
///
/// A work runs on a parallel thread, in a [org.jparallel.context.Context] of its own; its callback
/// runs right after it, on the same thread and in the same context. What either throws goes to the
/// errback; what no errback takes, [Async#run()] throws.
///
/// **Threads.** The main thread and contexts of this runtime; every other thread gets a
/// `WrongThreadException`. The main thread waits while the ring of works is full, and serves
/// meanwhile; a context never waits.
///
/// **Errors.** A null function, callback or errback is refused with `NullPointerException`, and
/// everything after [Async#close()] with `IllegalStateException`; nothing is submitted then.
@AnyThread
public sealed interface WorkSubmission permits Async {
    /// Submits a work.
    ///
    /// @param work what runs
    void submitWork(Work work);

    /// Submits a work with an argument.
    ///
    /// @param <A> the argument
    /// @param <R> the result
    /// @param function what runs
    /// @param argument its argument, may be null
    <A extends @Nullable Object, R extends @Nullable Object> void submitWork(
            WorkFunction<? super A, ? extends R> function, A argument);

    /// Submits a work with an argument and a callback.
    ///
    /// @param <A> the argument
    /// @param <R> the result
    /// @param function what runs
    /// @param argument its argument, may be null
    /// @param callback takes the result
    <A extends @Nullable Object, R extends @Nullable Object> void submitWork(
            WorkFunction<? super A, ? extends R> function,
            A argument,
            Callback<? super R> callback);

    /// Submits a work with an argument, a callback and an errback.
    ///
    /// @param <A> the argument
    /// @param <R> the result
    /// @param function what runs
    /// @param argument its argument, may be null
    /// @param callback takes the result
    /// @param errback takes what the work or the callback threw; what it throws itself, `run()`
    ///     throws
    <A extends @Nullable Object, R extends @Nullable Object> void submitWork(
            WorkFunction<? super A, ? extends R> function,
            A argument,
            Callback<? super R> callback,
            Errback errback);

    /// Submits a work with an argument and tells of its end by a future.
    ///
    /// With the module `org.jparallel.xlist` the future gets a structured clone of the result, made
    /// in the context of the work: what comes home is new, and outlives that context. A result
    /// that cannot be cloned fails the future with `NotCloneableException`, which names the path;
    /// one that nobody can change, such as a string or a number, is handed over as it is, and so is
    /// what the work throws. Without that module every result is handed over as it is.
    ///
    /// Regions of that module in a result, with their slices and views, move without being copied:
    /// what comes home has them at the same address, for the first thread that uses it, and those
    /// of the work are detached, also if it kept one elsewhere. If the result is refused they are
    /// the work's again; what comes to a future that is complete already, the collector frees.
    ///
    /// @param <A> the argument
    /// @param <R> the result
    /// @param function what runs
    /// @param argument its argument, may be null
    /// @return a future that the main thread completes, in `run()` or while it waits for the future
    <A extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> future(
            WorkFunction<? super A, ? extends R> function, A argument);

    /// Runs a function on each element of a list, in parallel contexts, and waits for the results,
    /// which are clones as [those of futures][#future] are.
    ///
    /// @param <A> the elements
    /// @param <R> the results
    /// @param function what runs on each
    /// @param list the elements, read before this returns
    /// @return the results, in the order of the elements
    ///     What a function throws comes out of here, that of the first such element; those of
    ///     others are suppressed in it. All others have run by then
    <A extends @Nullable Object, R extends @Nullable Object> List<R> map(
            WorkFunction<? super A, ? extends R> function, List<? extends A> list);
}
