// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import org.jparallel.guard.AnyThread;
import org.jparallel.guard.ParallelThread;

/// A thread that runs contexts, one at a time.
@ParallelThread
public interface ContextThread {
    /// {@return what this thread keeps for the context it runs}
    ContextSlot slot();

    /// {@return the runtime whose contexts it runs, compared by identity}
    Object owner();

    /// {@return where it can be stopped, and what it has seen}
    SafePoint safePoint();

    /// {@return for how many milliseconds it has been in the same work, about; 0 if it is not, or
    /// nobody knows}
    @AnyThread
    default long stuckMillis() {
        return 0;
    }

    /// Told once, when this thread takes a lock for the first time: from then on the end of a
    /// context is to be told to `holds`.
    ///
    /// @param holds what is told
    void holds(Holds holds);

    /// Told before this thread waits: somebody else may use its core.
    void blockingBegins();

    /// Told when this thread goes on.
    void blockingEnds();
}
