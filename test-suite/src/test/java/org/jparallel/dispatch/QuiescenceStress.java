// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// Nothing active is never seen early, and who sees it sees what the works wrote.
public final class QuiescenceStress {
    private QuiescenceStress() {}

    @JCStressTest
    @Description("A work submits another, which another thread runs that then counts.")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "something is active")
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "nothing is, and both works are seen")
    @State
    public static class NestedWorkElsewhere {
        private final NestedWorks works = new NestedWorks();

        @Actor
        public void parent() {
            works.runParent();
        }

        @Actor
        public void child(I_Result result) {
            works.runChild();
            result.r1 = works.seen();
        }
    }

    @JCStressTest
    @Description("A work submits another, both run on one thread, and the main thread counts.")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "something is active")
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "nothing is, and both works are seen")
    @State
    public static class NestedWork {
        private final NestedWorks works = new NestedWorks();

        @Actor
        public void thread() {
            works.runParent();
            works.runChild();
        }

        @Actor
        public void main(I_Result result) {
            result.r1 = works.seen();
        }
    }

    /// A work that was started, and one that it submits; each is counted in a tally of its own.
    private static final class NestedWorks {
        private final WorkRing ring = new WorkRing(4);
        private final Tally first = new Tally();
        private final Tally second = new Tally();
        private int written;
        private int writtenByChild;

        NestedWorks() {
            boolean ready =
                    ring.offer(1, null, null, null)
                            && ring.claim(new WorkBatch(), 1)
                            && ring.take(0, new TakenWork());
            assert ready;
        }

        void runParent() {
            first.workStarted();
            written = 1;
            boolean offered = ring.offer(2, null, null, null);
            assert offered;
            first.workCompleted();
        }

        void runChild() {
            WorkBatch batch = new WorkBatch();
            if (ring.claim(batch, 1) && ring.take(batch.advance(), new TakenWork())) {
                second.workStarted();
                writtenByChild = 1;
                second.workCompleted();
            }
        }

        /// {@return how many works' writes are seen if nothing is active, else -1}
        int seen() {
            long completed = first.completedCount() + second.completedCount();
            return completed == ring.offeredCount() ? written + writtenByChild : -1;
        }
    }

    @JCStressTest
    @Description("The main thread raises its flag, then counts; a thread counts, then looks at it.")
    @Outcome(id = {"1, 0", "0, 1", "1, 1"}, expect = ACCEPTABLE, desc = "one sees the other")
    @State
    public static class MainParks {
        private final Tally tally = new Tally();
        private final AtomicInteger state =
                new AtomicInteger();
        private volatile boolean mainWaiting;

        @Actor
        public void main(II_Result result) {
            mainWaiting = true;
            result.r1 = (int) tally.completedCount();
        }

        @Actor
        public void thread(II_Result result) {
            tally.workCompleted();
            state.getAndAdd(1);
            result.r2 = mainWaiting ? 1 : 0;
        }
    }

    @JCStressTest
    @Description("A thread parks and looks for works; a submitter offers and looks who parks.")
    @Outcome(id = {"1, 0", "0, 1", "1, 1"}, expect = ACCEPTABLE, desc = "one sees the other")
    @State
    public static class ThreadParks {
        private final WorkRing ring = new WorkRing(4);
        private final AtomicInteger activeCount =
                new AtomicInteger(1);

        @Actor
        public void parking(II_Result result) {
            activeCount.getAndAdd(-1);
            result.r1 = ring.unclaimedCount() > 0 ? 1 : 0;
        }

        @Actor
        public void submitter(II_Result result) {
            boolean offered = ring.offer(1, null, null, null);
            assert offered;
            result.r2 = activeCount.get() == 0 ? 1 : 0;
        }
    }
}
