// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// What a thread holds that others may want while it waits, or after its context has ended: locks.
///
/// [Blocking] tells of the waits, the parallel thread of the ends of its contexts. A thread that
/// never took a lock has none.
@AnyThread
public interface Holds {
    /// {@return what the current thread holds, null if it never held anything}
    static @Nullable Holds current() {
        return ThreadHolds.HOLDS.get();
    }

    /// Has the current thread tell of its waits and of the ends of its contexts from now on.
    ///
    /// @param holds what is told
    static void begin(Holds holds) {
        ThreadHolds.HOLDS.set(holds);
        if (Thread.currentThread() instanceof ContextThread thread) {
            thread.holds(holds);
        }
    }

    /// Gives up what can be given up, since this thread is about to wait.
    ///
    /// @return whether [#waitEnds()] is to be called
    boolean waitBegins();

    /// Takes back what was given up, before this thread goes on; may wait for that, and throws
    /// nothing.
    void waitEnds();

    /// Gives up everything, since the context has ended.
    ///
    /// @throws IllegalStateException if there was anything
    void contextEnds();
}
