// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
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

/// A deep copy of a hash map of 100,000 strings, through bytes: in and out.
@MainThread
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgsPrepend = Cloners.YOUNG)
public class CloneMapBenchmark {
    private static final int ENTRY_COUNT = 100_000;

    private final Map<String, String> map = new HashMap<>();

    /// Fills the map.
    public CloneMapBenchmark() {
        for (int i = 0; i < ENTRY_COUNT; i++) {
            map.put("key-" + i, "the value of the entry with number " + i);
        }
    }

    /// Ours, as users call it: what nobody can change is passed as it is.
    @Benchmark
    public Object jparallel() {
        return StructuredClone.copy(map);
    }

    /// Ours, into a frame and out of it, all of it bytes.
    @Benchmark
    public Object jparallelFrames(Cloners.Frames ours) {
        return ours.copy(map);
    }

    /// Ours, pushed on a list and popped.
    @Benchmark
    public Object jparallelXList(Cloners.Lists ours) {
        return ours.copy(map);
    }

    /// A new array of bytes for each.
    @Benchmark
    public Object fory(Cloners.ForyCodec peer) {
        return peer.copy(map);
    }

    /// One buffer for all.
    @Benchmark
    public Object foryBuffer(Cloners.ForyCodec peer) {
        return peer.copyByBuffer(map);
    }

    /// One buffer for all.
    @Benchmark
    public Object kryo(Cloners.KryoCodec peer) {
        return peer.copy(map);
    }

    /// The JDK's.
    @Benchmark
    public Object javaSerialization(Cloners.JavaCodec peer)
            throws IOException, ClassNotFoundException {
        return peer.copy(map);
    }
}
