// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import org.jparallel.context.SafePoints;
import org.jparallel.dispatch.Dispatcher;
import org.jparallel.guard.AnyThread;

/// Who may call a runtime: its main thread, its parallel threads, or both; nobody once it is
/// closed; little while the world is stopped.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `closed` | main thread | volatile | any | volatile |
@AnyThread
final class ThreadRoles {
    private final Thread main;
    private final Dispatcher dispatcher;
    private final SafePoints safePoints;
    private volatile boolean closed;

    ThreadRoles(Dispatcher dispatcher, SafePoints safePoints) {
        this.main = safePoints.main();
        this.dispatcher = dispatcher;
        this.safePoints = safePoints;
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("async is closed");
        }
    }

    /// While the world is stopped nothing ends, and nothing that is waited for comes.
    void requireGoing(String call) {
        if (safePoints.isWorldStopped()) {
            throw new IllegalStateException(call + " called while the world is stopped");
        }
    }

    void requireMain(String call) {
        if (!Thread.currentThread().equals(main)) {
            throw new WrongThreadException(
                    call
                            + " is for the main thread: thread="
                            + Thread.currentThread().getName()
                            + " mainThread="
                            + main.getName());
        }
    }

    /// Refuses threads of others, and contexts that have outlived the runtime.
    void requireOwnContext(String call) {
        requireOwnContext(call, "the parallel threads of this Async");
    }

    void requireMainOrOwnContext(String call) {
        if (Thread.currentThread().equals(main)) {
            requireOpen();
        } else {
            requireOwnContext(call, "the main thread and the parallel threads of this Async");
        }
    }

    private void requireOwnContext(String call, String allowed) {
        if (!dispatcher.ownsCurrentThread()) {
            throw new WrongThreadException(
                    call
                            + " is for "
                            + allowed
                            + ": thread="
                            + Thread.currentThread().getName());
        }
        requireOpen();
    }
}
