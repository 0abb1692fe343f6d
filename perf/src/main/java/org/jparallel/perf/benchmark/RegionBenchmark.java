// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jparallel.guard.MainThread;
import org.jparallel.xlist.StructuredClone;
import org.jparallel.xlist.XList;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.SharedRegion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Memory handed over in a message: written, sent, taken, and written by the taker.
@MainThread
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsPrepend = Cloners.YOUNG)
public class RegionBenchmark {
    /// A page and a gigabyte.
    @Param({"4096", "1073741824"})
    private long byteSize;

    /// With nothing allocated.
    public RegionBenchmark() {}

    /// A region transferred through a list.
    @Benchmark
    public Region jparallel(Moving ours) {
        ours.list.transfer(touched(ours.region), ours.region);
        ours.region = touched(ours.list.pop());
        return ours.region;
    }

    /// A region transferred by a direct copy.
    @Benchmark
    public Region jparallelCopy(Moving ours) {
        ours.region = touched(StructuredClone.copy(touched(ours.region), ours.region));
        return ours.region;
    }

    /// A handle of a shared region through a list, closed by its taker.
    @Benchmark
    public long jparallelShared(Sharing ours) {
        ours.list.push(ours.region);
        try (SharedRegion taken = ours.list.pop()) {
            taken.segment().set(ValueLayout.JAVA_LONG, 0, 2);
            return taken.byteSize();
        }
    }

    /// The floor: a segment that everybody may use, by reference, through a queue; nobody loses it.
    @Benchmark
    public MemorySegment reference(Queue peer) {
        peer.queue.add(peer.segment);
        MemorySegment taken = peer.queue.remove();
        taken.set(ValueLayout.JAVA_LONG, 0, 2);
        return taken;
    }

    private static Region touched(Region region) {
        region.segment().set(ValueLayout.JAVA_LONG, 0, 1);
        return region;
    }

    /// A region that goes round.
    @State(Scope.Thread)
    public static class Moving {
        private final XList<Region> list = new XList<>();
        private Region region = Region.allocate(0);

        /// Allocates it.
        @Setup
        public void open(RegionBenchmark sizes) {
            region = Region.allocate(sizes.byteSize);
        }

        /// Frees it.
        @TearDown
        public void close() {
            region.close();
            list.close();
        }
    }

    /// A region whose handles go round.
    @State(Scope.Thread)
    public static class Sharing {
        private final XList<SharedRegion> list = new XList<>();
        private SharedRegion region = SharedRegion.allocate(0);

        /// Allocates it.
        @Setup
        public void open(RegionBenchmark sizes) {
            region = SharedRegion.allocate(sizes.byteSize);
        }

        /// Frees it.
        @TearDown
        public void close() {
            region.close();
            list.close();
        }
    }

    /// A segment that goes round.
    @State(Scope.Thread)
    public static class Queue {
        private final ConcurrentLinkedQueue<MemorySegment> queue = new ConcurrentLinkedQueue<>();
        private final Arena arena = Arena.ofShared();
        private MemorySegment segment = MemorySegment.NULL;

        /// Allocates it.
        @Setup
        public void open(RegionBenchmark sizes) {
            segment = arena.allocate(sizes.byteSize, Long.BYTES);
        }

        /// Frees it.
        @TearDown
        public void close() {
            arena.close();
        }
    }
}
