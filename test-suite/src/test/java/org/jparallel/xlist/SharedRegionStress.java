// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.lang.foreign.ValueLayout;
import java.util.NoSuchElementException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.SharedRegion;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/// The memory of a region is freed once, by the last who holds it, and never under anybody.
public final class SharedRegionStress {
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
