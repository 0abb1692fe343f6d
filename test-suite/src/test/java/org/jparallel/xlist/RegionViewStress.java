// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.jparallel.xlist.region.LongView;
import org.jparallel.xlist.region.SharedRegion;
import org.jparallel.xlist.region.Viewable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JD_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;

/// Views of one shared region, each of a handle of its own, keep the access modes they name.
public final class RegionViewStress {
    private RegionViewStress() {}

    /// {@return a list with as many handles of two numbers}
    private static XList<LongView> handles(int handleCount) {
        XList<LongView> handles = new XList<>();
        try (SharedRegion region = SharedRegion.allocate(16)) {
            for (int i = 0; i < handleCount; i++) {
                handles.push(region.longs());
            }
        }
        return handles;
    }

    @JCStressTest
    @Description("Two threads add, the one to a long, the other to a double as well.")
    @Outcome(id = "3, 3.0", expect = ACCEPTABLE, desc = "no addition is lost")
    @State
    public static class Add {
        private final XList<LongView> list = handles(3);

        private void add(int summand) {
            LongView longs = list.pop();
            try (Viewable region = longs.region()) {
                longs.getAndAdd(0, summand);
                region.doubles().getAndAdd(1, summand);
            }
        }

        @Actor
        public void addOne() {
            add(1);
        }

        @Actor
        public void addTwo() {
            add(2);
        }

        @Arbiter
        public void rest(JD_Result result) {
            LongView longs = list.pop();
            try (Viewable region = longs.region()) {
                result.r1 = longs.at(0);
                result.r2 = region.doubles().at(1);
            }
            list.close();
        }
    }

    @JCStressTest
    @Description("A number is written in plain mode, then another one released.")
    @Outcome(id = {"0, 0", "0, 1", "1, 1"}, expect = ACCEPTABLE, desc = "seen if acquired")
    @State
    public static class ReleaseAndAcquire {
        private final XList<LongView> list = handles(2);

        @Actor
        public void release() {
            LongView longs = list.pop();
            try (Viewable _ = longs.region()) {
                longs.set(0, 1);
                longs.setRelease(1, 1);
            }
        }

        @Actor
        public void acquire(JJ_Result result) {
            LongView longs = list.pop();
            try (Viewable _ = longs.region()) {
                result.r1 = longs.atAcquire(1);
                result.r2 = longs.at(0);
            }
        }

        @Arbiter
        public void end() {
            list.close();
        }
    }
}
