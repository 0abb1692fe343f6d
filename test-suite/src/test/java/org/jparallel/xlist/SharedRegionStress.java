// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.SharedRegion;
import org.jparallel.xlist.region.WaitOutcome;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/// The memory of a region is freed once, by the last who holds it, and never under anybody; who
/// waits for a value misses no change that is followed by a wake-up.
public final class SharedRegionStress {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    private SharedRegionStress() {}

    @JCStressTest
    @Description("The only message with a shared region is taken while another thread looks at it.")
    @Outcome(id = {"looked, 0", "too late, 0"}, expect = ACCEPTABLE, desc = "freed by the last")
    @State
    public static class TakeAndLook {
        private final MemoryBudget budget = new MemoryBudget("stress", Long.MAX_VALUE);
        private final XList<SharedRegion> list = new XList<>();

        /// Leaves the message as the only holder.
        public TakeAndLook() {
            try (SharedRegion region = SharedRegion.allocate(8, budget)) {
                list.push(region);
            }
        }

        @Actor
        public void take() {
            try (SharedRegion taken = list.pop()) {
                taken.segment().set(ValueLayout.JAVA_LONG, 0, 1);
            }
        }

        @Actor
        public void look(LL_Result result) {
            try (SharedRegion seen = list.iterator().next()) {
                seen.segment().set(ValueLayout.JAVA_LONG, 0, 1);
                result.r1 = "looked";
            } catch (IllegalStateException | NoSuchElementException _) {
                result.r1 = "too late";
            }
        }

        @Arbiter
        public void rest(LL_Result result) {
            result.r2 = budget.usedBytes();
            list.close();
        }
    }

    @JCStressTest
    @Description("A stage waits for a value that another thread changes before it wakes.")
    @Outcome(id = "NOT_EQUAL, 0", expect = ACCEPTABLE, desc = "changed before")
    @Outcome(id = "WOKEN, 1", expect = ACCEPTABLE, desc = "was there in time")
    @State
    public static class AwaitAndWake {
        private final XList<SharedRegion> list = new XList<>();
        private CompletionStage<WaitOutcome> stage = new CompletableFuture<>();

        /// A handle for each, and none for anybody else: a lost stage fails with the last.
        public AwaitAndWake() {
            try (SharedRegion region = SharedRegion.allocate(8)) {
                list.push(region);
                list.push(region);
            }
        }

        @Actor
        public void await() {
            try (SharedRegion mine = list.pop()) {
                stage = mine.awaitIntAsync(0, 0);
            }
        }

        @Actor
        public void wake(LL_Result result) {
            try (SharedRegion mine = list.pop()) {
                INT.setVolatile(mine.segment(), 0L, 1);
                result.r2 = mine.wake(0);
            }
        }

        @Arbiter
        public void rest(LL_Result result) {
            CompletionStage<WaitOutcome> unlessLost =
                    stage.exceptionally(_ -> WaitOutcome.TIMED_OUT);
            result.r1 = unlessLost.toCompletableFuture().join();
            list.close();
        }
    }

    @JCStressTest
    @Description("The only message with a region meets a close of its list.")
    @Outcome(id = {"taken, 0", "closed, 0"}, expect = ACCEPTABLE, desc = "freed once")
    @State
    public static class TakeAndClose {
        private final MemoryBudget budget = new MemoryBudget("stress", Long.MAX_VALUE);
        private final XList<Region> list = new XList<>();

        /// Transfers a region into the list.
        public TakeAndClose() {
            Region region = Region.allocate(8, 8, budget);
            list.transfer(region, region);
        }

        @Actor
        public void take(LL_Result result) {
            try (Region taken = list.pop()) {
                taken.segment().set(ValueLayout.JAVA_LONG, 0, 1);
                result.r1 = "taken";
            } catch (IllegalStateException | NoSuchElementException _) {
                result.r1 = "closed";
            }
        }

        @Actor
        public void close() {
            list.close();
        }

        @Arbiter
        public void rest(LL_Result result) {
            result.r2 = budget.usedBytes();
        }
    }
}
