// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import org.jparallel.Async;
import org.jparallel.AsyncLimits;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Ours, with the standard limits where nothing else is said. JMH sets a state of this scope up in
/// the benchmark's own thread, which so becomes the main thread.
public final class Runtimes {
    private Runtimes() {}

    /// A parallel thread for each processor.
    @State(Scope.Thread)
    public static class Standard {
        final Async async = Async.open();

        /// Ends the threads.
        @TearDown
        public void close() {
            async.close();
        }
    }

    /// One parallel thread, for what the peers do with one.
    @State(Scope.Thread)
    public static class Single {
        final Async async = Async.open(AsyncLimits.standard().withParallelThreads(1));

        /// Ends the thread.
        @TearDown
        public void close() {
            async.close();
        }
    }
}
