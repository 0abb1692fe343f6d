// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.time.Duration;
import java.util.List;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.AsyncException;

/// Thrown when contexts did not reach a safe point in time, so that the world could not be stopped.
/// What was to run has not, and all contexts go on.
public final class WorldNotStoppedException extends AsyncException {
    private static final long serialVersionUID = 1L;

    /// A context that went on.
    ///
    /// @param thread the name of its thread
    /// @param work the method that was submitted, as far as the stack tells
    /// @param runMillis for how long it has at least been in there
    /// @param position the top of its stack
    @AnyThread
    public record RunningContext(String thread, String work, long runMillis, String position) {
        /// {@return its name and values, for messages}
        @Override
        public String toString() {
            return "thread="
                    + thread
                    + " work="
                    + work
                    + " runMillis="
                    + runMillis
                    + " position="
                    + position;
        }
    }

    private final transient List<RunningContext> contexts;

    /// Creates the exception.
    ///
    /// @param contexts those that went on
    /// @param timeout how long they were waited for
    public WorldNotStoppedException(List<RunningContext> contexts, Duration timeout) {
        super(
                "contexts did not reach a safe point in time: timeoutMillis="
                        + timeout.toMillis()
                        + " contexts="
                        + contexts);
        this.contexts = List.copyOf(contexts);
    }

    /// {@return the contexts that went on}
    @AnyThread
    public List<RunningContext> contexts() {
        return contexts;
    }
}
