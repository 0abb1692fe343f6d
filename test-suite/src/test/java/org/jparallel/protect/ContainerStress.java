// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// A slot has one owner, what is read is whole, and several slots are read at one moment.
public final class ContainerStress {
    private static final int ABSENT = -2;

    private ContainerStress() {}

    /// A value whose parts must not be seen without each other.
    private static final class Pair {
        private int left;
        private int right;

        Pair(int both) {
            left = both;
            right = both;
        }

        int both() {
            return left == right ? left : left * 10 + right;
        }
    }

    private static SlotTable<String, Pair> table() {
        return new SlotTable<>("dict", new Containers(new Object()), 2);
    }

    private static SlotArray<Pair> array() {
        return new SlotArray<>(new Containers(new Object()));
    }

    private static Writer context() {
        return Writer.ofContext(Thread.currentThread());
    }

    private static int read(SlotTable<String, Pair> table, String key) {
        Node<String, Pair> node = table.find(key);
        return node == null ? ABSENT : node.value().both();
    }

    private static int read(SlotArray<Pair> array, int index) {
        try {
            return array.at(index).both();
        } catch (IndexOutOfBoundsException _) {
            return ABSENT;
        }
    }

    @JCStressTest
    @Description("A slot is set while it is read.")
    @Outcome(id = "-2", expect = ACCEPTABLE, desc = "not set yet")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "set, and whole")
    @State
    public static class PutAndGet {
        private final SlotTable<String, Pair> table = table();

        @Actor
        public void put() {
            table.put("a", new Pair(1), context());
        }

        @Actor
        public void read(I_Result result) {
            result.r1 = ContainerStress.read(table, "a");
        }
    }

    @JCStressTest
    @Description("Two contexts set the same slot.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the first has it, the second is refused")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the second has it, the first is refused")
    @State
    public static class TwoOwners {
        private final SlotTable<String, Pair> table = table();
        private final AtomicInteger refusedCount = new AtomicInteger();

        private void put(int value) {
            try {
                table.put("a", new Pair(value), context());
            } catch (AssignmentException _) {
                refusedCount.incrementAndGet();
            }
        }

        @Actor
        public void first() {
            put(1);
        }

        @Actor
        public void second() {
            put(2);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = refusedCount.get();
            result.r2 = read(table, "a");
        }
    }

    @JCStressTest
    @Description("A slot is found while the table grows around it.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "found, every time")
    @State
    public static class GrowAndGet {
        private final SlotTable<String, Pair> table = table();

        public GrowAndGet() {
            table.put("a", new Pair(1), context());
        }

        @Actor
        public void grow() {
            Writer writer = context();
            for (int i = 0; i < 20; i++) {
                table.put("key " + i, new Pair(2), writer);
            }
        }

        @Actor
        public void read(II_Result result) {
            result.r1 = ContainerStress.read(table, "a");
            result.r2 = ContainerStress.read(table, "a");
        }
    }

    @JCStressTest
    @Description("One slot is set, then another; both are read at one moment.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before both")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "between")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "after both")
    @State
    public static class PutsAndSnapshot {
        private final SlotTable<String, Pair> table = table();

        @Actor
        public void put() {
            Writer writer = context();
            table.put("a", new Pair(1), writer);
            table.put("b", new Pair(1), writer);
        }

        @Actor
        public void read(II_Result result) {
            List<SlotTable.Field<String, Pair>> fields = table.fields();
            for (SlotTable.Field<String, Pair> field : fields) {
                if (field.key().equals("a")) {
                    result.r1 = field.value().both();
                } else {
                    result.r2 = field.value().both();
                }
            }
        }
    }

    @JCStressTest
    @Description("A slot is counted up by two writers who may both write it.")
    @Outcome(id = "3", expect = ACCEPTABLE, desc = "no count is lost")
    @State
    public static class TwoUpdates {
        private final SlotTable<String, Pair> table = table();

        private void count() {
            table.change(
                    "a",
                    Writer.ofMain(Thread.currentThread()),
                    place -> {
                        Pair old = place.value();
                        return place.set(new Pair(old == null ? 1 : old.both() + 1));
                    });
        }

        @Actor
        public void first() {
            count();
        }

        @Actor
        public void second() {
            count();
        }

        @Arbiter
        public void third(I_Result result) {
            count();
            result.r1 = read(table, "a");
        }
    }

    @JCStressTest
    @Description("A list grows while it is read.")
    @Outcome(id = "0, -2", expect = ACCEPTABLE, desc = "before")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "appended between")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "after, and whole")
    @State
    public static class AppendAndGet {
        private final SlotArray<Pair> array = array();

        @Actor
        public void append() {
            array.append(new Pair(1), context());
        }

        @Actor
        public void read(II_Result result) {
            result.r1 = array.size();
            result.r2 = ContainerStress.read(array, 0);
        }
    }

    @JCStressTest
    @Description("The first of two elements is removed while both are read, one after the other.")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "before")
    @Outcome(id = "1, -2", expect = ACCEPTABLE, desc = "removed between")
    @Outcome(id = "2, -2", expect = ACCEPTABLE, desc = "after")
    @State
    public static class ShiftAndGet {
        private final SlotArray<Pair> array = array();
        private final Writer main = Writer.ofMain(Thread.currentThread());

        public ShiftAndGet() {
            array.append(new Pair(1), main);
            array.append(new Pair(2), main);
        }

        @Actor
        public void remove() {
            array.remove(0, SlotArray.ANY, main);
        }

        @Actor
        public void read(II_Result result) {
            result.r1 = ContainerStress.read(array, 0);
            result.r2 = ContainerStress.read(array, 1);
        }
    }

    @JCStressTest
    @Description("Two elements are set in turn; both are read at one moment.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before both")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "between")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "after both")
    @State
    public static class SetsAndSnapshot {
        private final SlotArray<Pair> array = array();
        private final Writer main = Writer.ofMain(Thread.currentThread());

        public SetsAndSnapshot() {
            array.append(new Pair(0), main);
            array.append(new Pair(0), main);
        }

        @Actor
        public void set() {
            array.set(0, new Pair(1), SlotArray.ANY, main);
            array.set(1, new Pair(1), SlotArray.ANY, main);
        }

        @Actor
        public void read(II_Result result) {
            List<Pair> copy = array.copy();
            result.r1 = copy.get(0).both();
            result.r2 = copy.get(1).both();
        }
    }

    @JCStressTest
    @Description("Two contexts append.")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "in the one order")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "in the other")
    @State
    public static class TwoAppends {
        private final SlotArray<Pair> array = array();

        @Actor
        public void first() {
            array.append(new Pair(1), context());
        }

        @Actor
        public void second() {
            array.append(new Pair(2), context());
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = read(array, 0);
            result.r2 = read(array, 1);
        }
    }
}
