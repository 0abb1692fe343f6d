// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.io.IOException;
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

/// A deep copy of an order, through bytes: in and out.
@MainThread
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsPrepend = Cloners.YOUNG)
public class CloneBenchmark {
    private final Order order = Order.sample();

    /// Ours, as users call it: what nobody can change is passed as it is.
    @Benchmark
    public Object jparallel() {
        return StructuredClone.copy(order);
    }

    /// Ours, into a frame and out of it, all of it bytes.
    @Benchmark
    public Object jparallelFrames(Cloners.Frames ours) {
        return ours.copy(order);
    }

    /// Ours, pushed on a list and popped.
    @Benchmark
    public Object jparallelXList(Cloners.Lists ours) {
        return ours.copy(order);
    }

    /// A new array of bytes for each.
    @Benchmark
    public Object fory(Cloners.ForyCodec peer) {
        return peer.copy(order);
    }

    /// One buffer for all.
    @Benchmark
    public Object foryBuffer(Cloners.ForyCodec peer) {
        return peer.copyByBuffer(order);
    }

    /// One buffer for all.
    @Benchmark
    public Object kryo(Cloners.KryoCodec peer) {
        return peer.copy(order);
    }

    /// The JDK's.
    @Benchmark
    public Object javaSerialization(Cloners.JavaCodec peer)
            throws IOException, ClassNotFoundException {
        return peer.copy(order);
    }

    /// As one would write it: strings and boxes are shared.
    @Benchmark
    public Object byHand() {
        return order.copyByHand();
    }

    /// Nothing is shared: what it allocates is the copy itself.
    @Benchmark
    public Object byHandAll() {
        return order.copyAll();
    }
}
