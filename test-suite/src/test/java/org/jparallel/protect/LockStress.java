// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A lock has one writer or readers, sections have their objects to themselves, and all of them
/// end.
public final class LockStress {
    private LockStress() {}

    private static Protected object() {
        return new ProtectedValue<>("object", Protection.ofContainer(String.class));
    }

    @JCStressTest
    @Description("A writer changes two fields that a reader reads.")
    @Outcome(id = {"0, 0", "1, 1"}, expect = ACCEPTABLE, desc = "before or after, not between")
    @State
    public static class ReadAndWrite {
        private final Protected object = object();
        private int first;
        private int second;

        @Actor
        public void write() {
            try (var _ = object.writeLock()) {
                first++;
                second++;
            }
        }

        @Actor
        public void read(II_Result result) {
            try (var _ = object.readLock()) {
                result.r1 = first;
                result.r2 = second;
            }
        }
    }

    @JCStressTest
    @Description("Two writers, one of which only tries, and then reads.")
    @Outcome(id = {"1, 1", "2, 2"}, expect = ACCEPTABLE, desc = "no write is lost")
    @State
    public static class Writers {
        private final Protected object = object();
        private int written;
        private int counted = 1;

        @Actor
        public void write() {
            object.writeLock();
            written++;
            object.writeUnlock();
        }

        @Actor
        public void tryToWrite() {
            if (object.tryWriteLock()) {
                written++;
                counted++;
                object.writeUnlock();
            }
            object.readLock().close();
        }

        @Arbiter
        public void sum(II_Result result) {
            result.r1 = written;
            result.r2 = object.tryWriteLock() ? counted : -1;
        }
    }

    @JCStressTest
    @Description("Two sections that name the same objects in opposite orders.")
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "one after the other")
    @State
    public static class SectionsInOppositeOrders {
        private final Protected one = object();
        private final Protected other = object();
        private int first;
        private int second;

        @Actor
        public void inOrder() {
            try (CriticalSection _ = CriticalSection.enter(one, other)) {
                first++;
                second++;
            }
        }

        @Actor
        public void inReverse() {
            try (CriticalSection _ = CriticalSection.enter(other, one)) {
                second++;
                first++;
            }
        }

        @Arbiter
        public void sum(II_Result result) {
            result.r1 = one.tryWriteLock() ? first : -1;
            result.r2 = other.tryWriteLock() ? second : -1;
        }
    }

    @JCStressTest
    @Description("Sections within sections, in opposite orders.")
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "both end, no write is lost")
    @State
    public static class NestedSections {
        private final Protected one = object();
        private final Protected other = object();
        private int first;
        private int second;

        @Actor
        public void inOrder() {
            try (CriticalSection _ = CriticalSection.enter(one)) {
                try (CriticalSection _ = CriticalSection.enter(other)) {
                    second++;
                }
                first++;
            }
        }

        @Actor
        public void inReverse() {
            try (CriticalSection _ = CriticalSection.enter(other)) {
                try (CriticalSection _ = CriticalSection.enter(one)) {
                    first++;
                }
                second++;
            }
        }

        @Arbiter
        public void sum(II_Result result) {
            result.r1 = one.tryWriteLock() ? first : -1;
            result.r2 = other.tryWriteLock() ? second : -1;
        }
    }
}
