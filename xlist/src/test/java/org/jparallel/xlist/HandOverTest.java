// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.xlist.region.DoubleView;
import org.jparallel.xlist.region.LongView;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.RegionSlice;
import org.jparallel.xlist.region.SharedRegion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private record Parts(RegionSlice slice, DoubleView doubles, Region whole) {}

    /// Looks into what it gets.
    private record Nosy(Region region, SharedRegion shared) {
        private static final List<MemorySegment> SEEN = new ArrayList<>();

        private Nosy {
            Collections.addAll(SEEN, region.segment(), shared.segment());
        }
    }

    private record Picky(Region region) {
        private static boolean isOpen = true;

        private Picky {
            if (!isOpen) {
                throw new IllegalArgumentException("from the constructor");
            }
        }
    }

    /// Closes its region when it is asked for what comes behind.
    record Careless(Region region, String text) {
        @Override
        public String text() {
            region.close();
            return text;
        }
    }

    private final MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);
    private final Region region = filled(42);
    private final long address = region.segment().address();

    private Region filled(long value) {
        Region made = Region.allocate(16, 8, budget);
        made.segment().set(ValueLayout.JAVA_LONG, 0, value);
        return made;
    }

    private void assertStillHere() {
        assertThat(region.isDetached()).isFalse();
        assertThat(region.segment().address()).isEqualTo(address);
        assertThat(region.longs().at(0)).isEqualTo(42);
    }

    private static long closeElsewhere(Region taken) throws Exception {
        return Threads.start(
                        () -> {
                            try (taken) {
                                return taken.segment().address();
                            }
                        })
                .result();
    }

    @AfterEach
    void leavesNothingBehind() {
        Nosy.SEEN.clear();
        Picky.isOpen = true;
        region.close();
        assertThat(budget.usedBytes()).isZero();
    }

    @Nested
    class OfAValue {
        @Test
        void movesARegionThatNoListNames() {
            MemorySegment before = region.segment();
            try (Region taken = StructuredClone.handOver(region)) {
                assertThat(taken.segment().address()).isEqualTo(address);
                assertThat(taken.longs().at(0)).isEqualTo(42);
                assertThat(region.isDetached()).isTrue();
                assertThatIllegalStateException()
                        .isThrownBy(() -> before.get(ValueLayout.JAVA_LONG, 0))
                        .withMessage("Already closed");
                assertThat(budget.usedBytes()).isEqualTo(4_096);
            }
        }

        @Test
        void movesARegionOnceThatIsThereTwice() {
            List<Object> taken = StructuredClone.handOver(List.of(region, List.of(region)));
            assertThat(((List<?>) taken.getLast()).getFirst()).isSameAs(taken.getFirst());
            ((Region) taken.getFirst()).close();
        }

        @Test
        void movesManyRegionsBetweenOtherThingsThatAreCounted() {
            try (SharedRegion shared = SharedRegion.allocate(8)) {
                List<Object> value = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    Region each = filled(i);
                    value.addAll(List.of(each, shared.open(), each));
                }
                List<Object> taken = StructuredClone.handOver(value);
                for (int i = 0; i < taken.size(); i += 3) {
                    Region each = (Region) taken.get(i);
                    assertThat(each.longs().at(0)).isEqualTo(i / 3);
                    assertThat(taken.get(i + 2)).isSameAs(each);
                    assertThat(((Region) value.get(i)).isDetached()).isTrue();
                    each.close();
                    ((SharedRegion) taken.get(i + 1)).close();
                    ((SharedRegion) value.get(i + 1)).close();
                }
                assertThat(shared.holderCount()).isEqualTo(1);
            }
        }

        @Test
        void movesTheRegionOfASliceAndOfAView() {
            Parts parts = new Parts(region.slice(8), region.doubles(8, 1), region);
            Parts taken = StructuredClone.handOver(parts);
            try (Region whole = taken.whole()) {
                assertThat(taken.slice().region()).isSameAs(whole);
                assertThat(taken.doubles().region()).isSameAs(whole);
                assertThat(taken.slice().segment().address()).isEqualTo(address + 8);
                assertThat(region.isDetached()).isTrue();
            }
        }

        @Test
        void handsOverAsItIsWhatNobodyCanChange() {
            String text = new String("text");
            assertThat(StructuredClone.handOver(text)).isSameAs(text);
            assertThat(StructuredClone.<@Nullable Object>handOver(null)).isNull();
        }

        @Test
        void doesNotKeepOnMovingAfterwards() {
            StructuredClone.handOver(List.of(1));
            StructuredClone.copy(List.of(region)).getFirst().close();
            assertStillHere();
        }
    }

    @Nested
    class ToAnotherThread {
        @Test
        void movesWhatTheFirstThreadUses() throws Exception {
            assertThat(closeElsewhere(StructuredClone.handOver(region))).isEqualTo(address);
        }

        @Test
        void movesRegionsOfSlicesAndViewsAlthoughTheseLookAtThem() throws Exception {
            Parts taken =
                    StructuredClone.handOver(
                            new Parts(region.slice(8), region.doubles(8, 1), region));
            assertThat(closeElsewhere(taken.whole())).isEqualTo(address);
        }

        @Test
        void opensHandlesOfSharedRegions() throws Exception {
            try (SharedRegion shared = SharedRegion.allocate(8)) {
                LongView taken = StructuredClone.handOver(shared.longs());
                Threads.start(
                                () -> {
                                    try (var _ = taken.region()) {
                                        return taken.getAndAdd(0, 7);
                                    }
                                })
                        .result();
                assertThat(shared.longs().at(0)).isEqualTo(7);
                assertThat(shared.holderCount()).isEqualTo(1);
            }
        }

        @Test
        void endsWhatAConstructorTook() throws Exception {
            try (SharedRegion shared = SharedRegion.allocate(8)) {
                Nosy value = new Nosy(region, shared);
                Nosy.SEEN.clear();
                Nosy taken = StructuredClone.handOver(value);
                assertThat(Nosy.SEEN).hasSize(2);
                for (MemorySegment seen : Nosy.SEEN) {
                    assertThatIllegalStateException()
                            .isThrownBy(() -> seen.get(ValueLayout.JAVA_BYTE, 0))
                            .withMessage("Already closed");
                }
                assertThat(closeElsewhere(taken.region())).isEqualTo(address);
                Threads.start(
                                () -> {
                                    taken.shared().close();
                                    return taken;
                                })
                        .result();
                assertThat(shared.holderCount()).isEqualTo(1);
            }
        }
    }

    @Nested
    class OfAValueThatIsRefused {
        @Test
        void leavesAllRegionsIfSomethingCannotBeCloned() {
            assertThatExceptionOfType(NotCloneableException.class)
                    .isThrownBy(
                            () -> StructuredClone.handOver(List.of(region, new ReentrantLock())))
                    .withMessage("root[1]: java.util.concurrent.locks.ReentrantLock");
            assertStillHere();
        }

        @Test
        void leavesAllRegionsIfOneBelongsToAnother() throws Exception {
            Region foreign = Threads.start(() -> Region.allocate(8)).result();
            assertThatExceptionOfType(NotCloneableException.class)
                    .isThrownBy(() -> StructuredClone.handOver(List.of(region, foreign)))
                    .withMessage(
                            "root[1]: org.jparallel.xlist.region.Region"
                                    + " (it belongs to another thread)");
            assertStillHere();
        }

        @Test
        void leavesAllRegionsIfOneIsDetachedOrClosed() {
            Region closed = Region.allocate(8);
            closed.close();
            assertThatExceptionOfType(NotCloneableException.class)
                    .isThrownBy(() -> StructuredClone.handOver(List.of(region, closed)))
                    .withMessage("root[1]: org.jparallel.xlist.region.Region (it is closed)");
            assertStillHere();
        }

        @Test
        void leavesAllRegionsIfOneIsClosedAfterItWasMet() {
            Region lost = filled(1);
            assertThatExceptionOfType(NotCloneableException.class)
                    .isThrownBy(
                            () ->
                                    StructuredClone.handOver(
                                            List.of(region, lost, new Careless(lost, ""))))
                    .withMessage("regions[1]: org.jparallel.xlist.region.Region (it is closed)");
            assertStillHere();
        }

        @Test
        void givesAllRegionsBackIfItCannotBeBuilt() {
            try (SharedRegion shared = SharedRegion.allocate(8);
                    Region other = filled(7)) {
                List<Object> value =
                        List.of(shared.longs(), region.slice(8), other, new Picky(region));
                Picky.isOpen = false;
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> StructuredClone.handOver(value))
                        .withMessage("from the constructor");
                assertStillHere();
                assertThat(other.longs().at(0)).isEqualTo(7);
                assertThat(shared.holderCount()).isEqualTo(1);
                Picky.isOpen = true;
                List<Object> taken = StructuredClone.handOver(value);
                ((LongView) taken.get(0)).region().close();
                ((Region) taken.get(2)).close();
                ((Picky) taken.get(3)).region().close();
            }
        }
    }
}
