// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.arena.ContextArena;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.ParallelThread;
import org.jspecify.annotations.Nullable;

/// One parallel thread's part in [SafePoints]: what it has seen, and where it stands.
///
/// For threads that run contexts; users never see it. The essay is in [SafePoints].
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `state` | its thread | volatile | main thread | volatile |
/// | `seen` | its thread | release | main thread | acquire |
/// | `asked` | main thread; its thread | compare-and-set; volatile | main thread | volatile |
/// | `betweenContexts` | its thread | plain | its thread | plain |
@ParallelThread
public final class SafePoint {
    private static final VarHandle SEEN;
    private static final VarHandle ASKED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SEEN = lookup.findVarHandle(SafePoint.class, "seen", long.class);
            ASKED = lookup.findVarHandle(SafePoint.class, "asked", boolean.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private final SafePoints all;
    private final Thread thread;
    private final @Nullable ContextArena arena;
    private final @Nullable Executor tasks;
    private volatile SafePointState state = SafePointState.IDLE;
    private long seen;

    @SuppressWarnings("UnusedVariable") // accessed through ASKED
    private volatile boolean asked;

    private boolean betweenContexts;

    private SafePoint(
            SafePoints all,
            Thread thread,
            @Nullable ContextArena arena,
            @Nullable Executor tasks) {
        this.all = all;
        this.thread = thread;
        this.arena = arena;
        this.tasks = tasks;
    }

    /// {@return the point of a thread that calls [#pass()] after each context}
    ///
    /// @param all those of its runtime
    /// @param thread the thread, which need not have started
    /// @param slot where its contexts allocate
    public static SafePoint ofWorks(SafePoints all, Thread thread, ContextSlot slot) {
        return new SafePoint(all, thread, slot.arena(), null);
    }

    /// {@return the point of a thread that is asked by a task}
    ///
    /// @param all those of its runtime
    /// @param thread the thread, which need not have started
    /// @param tasks runs a task on that thread, between two contexts
    public static SafePoint ofTasks(SafePoints all, Thread thread, Executor tasks) {
        return new SafePoint(all, thread, null, tasks);
    }

    /// Makes the current thread stop, if the world is to stop: called in the middle of a context,
    /// where nothing is half done.
    ///
    /// Does nothing on threads that run no contexts.
    @AnyThread
    public static void pollHere() {
        if (Thread.currentThread() instanceof ContextThread current) {
            current.safePoint().poll();
        }
    }

    // --- its thread ------------------------------------------------------------------------------

    /// Counts the current thread, before it runs its first context.
    public void register() {
        assert Thread.currentThread().equals(thread);
        all.add(this);
        begins();
    }

    /// Forgets the thread, which runs no context from now on.
    public void unregister() {
        all.remove(this);
    }

    /// {@return whether there is nothing to do in [#pass()]}
    public boolean isUndisturbed() {
        return all.word() == seen;
    }

    /// Called between two contexts: what was read in the one that has ended is not used any more.
    /// Stops here if the world is to stop.
    public void pass() {
        if (!isUndisturbed()) {
            answer();
        }
    }

    private void answer() {
        while (true) {
            long word = all.word();
            announce(word);
            if (!SafePoints.isStopped(word)) {
                return;
            }
            hold(state);
        }
    }

    /// Called within a context: stops here if the world is to stop.
    public void poll() {
        if (SafePoints.isStopped(all.word())) {
            hold(state);
        }
    }

    /// The thread is about to park between two contexts.
    public void idles() {
        leave(SafePointState.IDLE);
    }

    /// The thread is about to look for a context; stops here if the world is to stop.
    public void begins() {
        enter(SafePointState.RUNNING);
        pass();
    }

    /// The context is about to wait.
    ///
    /// @return for [#goesOn]
    SafePointState waits() {
        SafePointState outer = state;
        leave(betweenContexts ? SafePointState.IDLE : SafePointState.WAITING);
        return outer;
    }

    /// The wait is over, or is to be looked after; stops here if the world is to stop.
    ///
    /// @param outer what [#waits()] returned
    void goesOn(SafePointState outer) {
        enter(outer);
        if (betweenContexts) {
            pass();
        }
    }

    /// One context of several that make up a work has ended, the next one has not begun.
    public void leavesContext() {
        betweenContexts = true;
        pass();
    }

    /// Ends what [#leavesContext()] began.
    public void entersContext() {
        betweenContexts = false;
    }

    private void leave(SafePointState next) {
        // Pairs with the volatile read in hasArrived() and in seen(): either the main thread sees
        // this state or we see here what it asks.
        state = next;
        long word = all.word();
        if (next == SafePointState.IDLE && word != seen) {
            announce(word);
        }
        if (SafePoints.isStopped(word)) {
            all.arrived();
        }
    }

    private void enter(SafePointState next) {
        // Pairs with the volatile reads in hasArrived() and in seen(), as in leave().
        state = next;
        if (SafePoints.isStopped(all.word())) {
            hold(next);
        }
    }

    private void announce(long word) {
        long epoch = SafePoints.epoch(word);
        if (epoch != seen) {
            // Pairs with the acquire in seen(): the main thread sees all that was done with an old
            // version. What is read from here on is new, because the word was read after it.
            SEEN.setRelease(this, epoch);
            all.announced();
        }
    }

    /// Parks until the world goes on.
    private void hold(SafePointState outer) {
        boolean interrupted = false;
        do {
            // Pairs with the volatile reads in hasArrived() and in wake().
            state = SafePointState.STOPPED;
            all.arrived();
            while (all.isStopped()) {
                LockSupport.park(all);
                interrupted |= Thread.interrupted();
            }
            // As in leave(): another stop may have begun.
            state = outer;
        } while (all.isStopped());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // --- the main thread -------------------------------------------------------------------------

    /// Has the thread come to its next safe point soon.
    void ask() {
        if (tasks == null || !ASKED.compareAndSet(this, false, true)) {
            return;
        }
        try {
            tasks.execute(
                    () -> {
                        // Before the word is read: what is asked from now on is another task.
                        asked = false;
                        pass();
                    });
        } catch (RejectedExecutionException _) {
            // It ends, and runs nothing any more.
            asked = false;
        }
    }

    /// Has the next allocation of the context look whether the world is to stop.
    void disturb() {
        if (arena != null) {
            arena.disturb();
        }
    }

    void wake() {
        if (state == SafePointState.STOPPED) {
            LockSupport.unpark(thread);
        }
    }

    /// {@return whether it runs nothing now, and will run nothing while the world is stopped}
    boolean hasArrived() {
        return state != SafePointState.RUNNING || !thread.isAlive();
    }

    /// {@return the epoch since which none of its contexts has read, `Long.MAX_VALUE` if none of
    /// them runs}
    long seen() {
        if (state == SafePointState.IDLE || !thread.isAlive()) {
            return Long.MAX_VALUE;
        }
        // Pairs with the release in announce().
        return (long) SEEN.getAcquire(this);
    }

    /// {@return whether it is told by a task}
    boolean isAsked() {
        return tasks != null;
    }

    /// {@return the thread}
    @AnyThread
    public Thread thread() {
        return thread;
    }
}
