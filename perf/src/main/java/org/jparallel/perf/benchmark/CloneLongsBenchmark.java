// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.jparallel.guard.MainThread;
import org.jparallel.xlist.StructuredClone;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A copy of a million longs, through bytes: in and out.
@MainThread
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgsPrepend = Cloners.YOUNG)
public class CloneLongsBenchmark {
    private static final int LONG_COUNT = 1_000_000;

    private final long[] longs = new long[LONG_COUNT];

    /// Fills the array.
    public CloneLongsBenchmark() {
        for (int i = 0; i < LONG_COUNT; i++) {
            longs[i] = i * 0x9E37_79B9_7F4A_7C15L;
        }
    }

    /// Ours, as users call it: what nobody can change is passed as it is.
    @Benchmark
    public Object jparallel() {
        return StructuredClone.copy(longs);
    }

    /// Ours, into a frame and out of it, all of it bytes.
    @Benchmark
    public Object jparallelFrames(Cloners.Frames ours) {
        return ours.copy(longs);
    }

    /// Ours, pushed on a list and popped.
    @Benchmark
    public Object jparallelXList(Cloners.Lists ours) {
        return ours.copy(longs);
    }

    /// The floor: two copies, to memory off the heap that is always there, and to a new array.
    @Benchmark
    public Object segmentCopies(OffHeap memory) {
        MemorySegment.copy(MemorySegment.ofArray(longs), 0, memory.segment, 0, OffHeap.BYTES);
        long[] copy = new long[LONG_COUNT];
        MemorySegment.copy(memory.segment, 0, MemorySegment.ofArray(copy), 0, OffHeap.BYTES);
        return copy;
    }

    /// The same with memory of its own for each copy, as a frame has that is kept.
    @Benchmark
    public Object segmentCopiesFresh() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(OffHeap.BYTES, Long.BYTES);
            MemorySegment.copy(MemorySegment.ofArray(longs), 0, segment, 0, OffHeap.BYTES);
            long[] copy = new long[LONG_COUNT];
            MemorySegment.copy(segment, 0, MemorySegment.ofArray(copy), 0, OffHeap.BYTES);
            return copy;
        }
    }

    /// One buffer for all.
    @Benchmark
    public Object foryBuffer(Cloners.ForyCodec peer) {
        return peer.copyByBuffer(longs);
    }

    /// Memory off the heap for all longs.
    @State(Scope.Thread)
    public static class OffHeap {
        static final long BYTES = (long) LONG_COUNT * Long.BYTES;

        private final Arena arena = Arena.ofConfined();
        private final MemorySegment segment = arena.allocate(BYTES, Long.BYTES);

        /// Frees it.
        @TearDown
        public void close() {
            arena.close();
        }
    }
}
