// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jparallel.arena.ChunkPool;
import org.jparallel.arena.MemoryBudget;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// An old version is freed after its last use only, and while the world is stopped no context runs.
public final class SafePointsStress {
    private static final int ALIVE = 1;
    private static final int FREED = 2;
    private static final ContextSlot SLOT =
            new ContextSlot(ChunkPool.shared(), new MemoryBudget("stress", 1 << 20), 1 << 20);

    private SafePointsStress() {}

    /// What is published: freeing it is a plain store, so only what the safe points order keeps it
    /// from the readers.
    private static final class Version {
        private int state = ALIVE;
    }

    /// A main thread that replaces a version and frees the old one if it may.
    private static class World {
        private static final VarHandle CURRENT;

        static {
            try {
                CURRENT =
                        MethodHandles.lookup()
                                .findVarHandle(World.class, "current", Version.class);
            } catch (ReflectiveOperationException failure) {
                throw new ExceptionInInitializerError(failure);
            }
        }

        final SafePoints points = new SafePoints(Thread.currentThread());

        @SuppressWarnings("UnusedVariable") // accessed through CURRENT
        private Version current = new Version();

        /// {@return whether the version could be freed}
        int replace() {
            Version old = current;
            CURRENT.setRelease(this, new Version());
            long epoch = points.advance();
            if (points.seenByAll(false) < epoch) {
                return 0;
            }
            old.state = FREED;
            return 1;
        }

        SafePoint register() {
            SafePoint point = SafePoint.ofWorks(points, Thread.currentThread(), SLOT);
            point.register();
            return point;
        }

        /// {@return the newest version, as one context sees it when it takes it and later}
        int use() {
            Version version = (Version) CURRENT.getAcquire(this);
            int state = version.state;
            Thread.onSpinWait();
            return state | version.state;
        }
    }

    @JCStressTest
    @Description("A version is replaced while a new thread begins its first context.")
    @Outcome(id = {"1, 0", "1, 1"}, expect = ACCEPTABLE, desc = "alive when used")
    @State
    public static class BeginAndRetire {
        private final World world = new World();

        @Actor
        public void context(II_Result result) {
            SafePoint point = world.register();
            result.r1 = world.use();
            point.unregister();
        }

        @Actor
        public void main(II_Result result) {
            result.r2 = world.replace();
        }
    }

    @JCStressTest
    @Description("Versions are replaced while a thread goes from one context to the next.")
    @Outcome(id = "1, .*", expect = ACCEPTABLE, desc = "alive when used")
    @State
    public static class PassAndRetire {
        private final World world = new World();

        @Actor
        public void context(II_Result result) {
            SafePoint point = world.register();
            result.r1 = world.use();
            point.pass();
            result.r1 |= world.use();
            point.pass();
            result.r1 |= world.use();
            point.unregister();
        }

        @Actor
        public void main(II_Result result) {
            result.r2 = world.replace() + world.replace() + world.replace();
        }
    }

    @JCStressTest
    @Description("Versions are replaced while a thread goes idle and begins again.")
    @Outcome(id = "1, .*", expect = ACCEPTABLE, desc = "alive when used")
    @State
    public static class IdleAndRetire {
        private final World world = new World();

        @Actor
        public void context(II_Result result) {
            SafePoint point = world.register();
            result.r1 = world.use();
            point.idles();
            point.begins();
            result.r1 |= world.use();
            point.idles();
            point.begins();
            result.r1 |= world.use();
            point.unregister();
        }

        @Actor
        public void main(II_Result result) {
            result.r2 = world.replace() + world.replace() + world.replace();
        }
    }

    @JCStressTest
    @Description("The world is stopped twice while a context passes every kind of safe point.")
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "nothing ran while it was stopped")
    @State
    public static class Stop {
        private final SafePoints points = new SafePoints(Thread.currentThread());
        private int counter;

        @Actor
        public void context() {
            SafePoint point = SafePoint.ofWorks(points, Thread.currentThread(), SLOT);
            point.register();
            counter++;
            point.pass();
            counter++;
            point.poll();
            counter++;
            SafePointState outer = point.waits();
            point.goesOn(outer);
            counter++;
            point.idles();
            point.begins();
            counter++;
            point.unregister();
        }

        @Actor
        public void main(I_Result result) {
            result.r1 = stop() + stop();
        }

        /// {@return by how much the counter has changed meanwhile}
        private int stop() {
            points.stop();
            try {
                if (!points.awaitStopped(Duration.ofSeconds(10).toNanos()).isEmpty()) {
                    return -1;
                }
                int before = counter;
                VarHandle.fullFence();
                Thread.onSpinWait();
                VarHandle.fullFence();
                return counter - before;
            } finally {
                points.resume();
            }
        }
    }
}
