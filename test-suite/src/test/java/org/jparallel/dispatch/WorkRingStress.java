// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// The ring hands each work to exactly one thread, whole.
public final class WorkRingStress {
    private WorkRingStress() {}

    private static final class Payload {
        private int value = 42;
    }

    private static int number(TakenWork work) {
        return work.function instanceof Integer number ? number : -1;
    }

    @JCStressTest
    @Description("The owner of a batch and a thief take the same work.")
    @Outcome(id = {"1, 0", "0, 1"}, expect = ACCEPTABLE, desc = "one of them has it")
    @State
    public static class TakeAndSteal {
        private final WorkRing ring = new WorkRing(4);
        private final WorkBatch batch = new WorkBatch();

        public TakeAndSteal() {
            boolean ready = ring.offer(7, null, null, null) && ring.claim(batch, 1);
            assert ready;
        }

        @Actor
        public void owner(II_Result result) {
            result.r1 = ring.take(0, new TakenWork()) ? 1 : 0;
        }

        @Actor
        public void thief(II_Result result) {
            result.r2 = ring.steal(batch, new TakenWork()) ? 1 : 0;
        }
    }

    @JCStressTest
    @Description("Two threads claim at the same time: never the same position.")
    @Outcome(id = {"0, 1", "1, 0"}, expect = ACCEPTABLE, desc = "one each")
    @State
    public static class ClaimAndClaim {
        private final WorkRing ring = new WorkRing(4);

        public ClaimAndClaim() {
            boolean ready = ring.offer(0, null, null, null) && ring.offer(1, null, null, null);
            assert ready;
        }

        private int claimOne() {
            WorkBatch batch = new WorkBatch();
            return ring.claim(batch, 1) ? (int) batch.next() : -1;
        }

        @Actor
        public void one(II_Result result) {
            result.r1 = claimOne();
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = claimOne();
        }
    }

    @JCStressTest
    @Description("Who takes a work sees what its submitter wrote before.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "taken whole")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "not there yet")
    @State
    public static class HandOver {
        private final WorkRing ring = new WorkRing(4);

        @Actor
        public void submitter() {
            boolean offered = ring.offer(new Payload(), null, null, null);
            assert offered;
        }

        @Actor
        public void taker(I_Result result) {
            WorkBatch batch = new WorkBatch();
            TakenWork work = new TakenWork();
            boolean taken = ring.claim(batch, 1) && ring.take(batch.advance(), work);
            result.r1 = taken && work.function instanceof Payload payload ? payload.value : -1;
        }
    }

    @JCStressTest
    @Description("A slot is used again while the work before leaves it.")
    @Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "full")
    @Outcome(id = "1, 1, 5", expect = ACCEPTABLE_INTERESTING, desc = "used again")
    @State
    public static class NextLap {
        private final WorkRing ring = new WorkRing(2);
        private final WorkBatch batch = new WorkBatch();

        public NextLap() {
            boolean ready =
                    ring.offer(1, null, null, null)
                            && ring.offer(2, null, null, null)
                            && ring.claim(batch, 1);
            assert ready;
        }

        @Actor
        public void taker(III_Result result) {
            TakenWork work = new TakenWork();
            result.r1 = ring.take(0, work) ? number(work) : 0;
        }

        @Actor
        public void submitter(III_Result result) {
            result.r2 = ring.offer(3, null, null, null) ? 1 : 0;
        }

        @Arbiter
        public void rest(III_Result result) {
            TakenWork work = new TakenWork();
            while (ring.claim(batch, 1)) {
                result.r3 += ring.take(batch.advance(), work) ? number(work) : 100;
            }
        }
    }
}
