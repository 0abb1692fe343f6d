// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.jparallel.guard.MainThread;
import org.jparallel.work.Work;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// Stop the world, run nothing, and let it go on, with 100,000 works of about a microsecond in
/// flight.
///
/// Submitting the works and running them to their end is not measured.
@MainThread
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StopBenchmark {
    static final int WORK_COUNT = 100_000;

    private static final long WORK_TOKENS = 400;
    private static final Work NOTHING = () -> {};

    /// Works in flight.
    @State(Scope.Thread)
    public static class Busy {
        /// Runs what is left of the works before, and submits as many again.
        ///
        /// @param ours the runtime
        @Setup(Level.Invocation)
        public void submit(Runtimes.Standard ours) {
            ours.async.run();
            for (int i = 0; i < WORK_COUNT; i++) {
                ours.async.submitWork(() -> Blackhole.consumeCPU(WORK_TOKENS));
            }
        }
    }

    /// Ours.
    @Benchmark
    public long jparallel(Runtimes.Standard ours, Busy busy) {
        ours.async.stopTheWorld(NOTHING);
        return ours.async.activeContexts();
    }

    /// What the JVM does to all its threads to close a shared arena: each is stopped for a moment,
    /// and they do not stand still together.
    @Benchmark
    public long sharedArenaClose(Runtimes.Standard ours, Busy busy) {
        try (Arena arena = Arena.ofShared()) {
            return arena.allocate(8).address();
        }
    }
}
