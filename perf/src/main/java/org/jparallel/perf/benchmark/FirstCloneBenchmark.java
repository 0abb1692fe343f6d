// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jparallel.guard.MainThread;
import org.jparallel.xlist.StructuredClone;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The first copy of an order whose class nobody has copied before: a class of a new loader each
/// time. What is done once for a class is in it. Fory takes no more classes after its first copy.
@MainThread
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgsPrepend = Cloners.YOUNG)
public class FirstCloneBenchmark {
    private Object order = Order.sample();

    /// Makes an order of a new class.
    @Setup(Level.Iteration)
    public void makeOrder() throws ReflectiveOperationException {
        Class<?> type = new Loader().loadClass(Order.class.getName());
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Order sample = Order.sample();
        order =
                constructor.newInstance(
                        sample.number(),
                        sample.customer(),
                        sample.address(),
                        sample.articles(),
                        sample.prices());
    }

    /// Ours.
    @Benchmark
    public Object jparallel() {
        return StructuredClone.copy(order);
    }

    /// With the registration that it asks for.
    @Benchmark
    public Object kryo(Cloners.KryoCodec peer) {
        return peer.registerAndCopy(order);
    }

    /// Loads the class of orders once more.
    private static final class Loader extends ClassLoader {
        Loader() {
            super(FirstCloneBenchmark.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Order.class.getName())
                    ? define(name)
                    : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) {
            try (InputStream file = Order.class.getResourceAsStream("Order.class")) {
                byte[] bytes = Objects.requireNonNull(file).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
