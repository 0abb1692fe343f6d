// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jparallel.Async;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.xlist.region.DetachedException;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.type.CloneLimitException;
import org.jparallel.xlist.type.CloneLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransferTest {
    private static final long HANG_NANOS = Duration.ofSeconds(60).toNanos();

    private record Picky(Region region) {
        private static boolean isOpen = true;
        private static final List<Region> SEEN = new ArrayList<>();

        private Picky {
            SEEN.add(region);
            if (!isOpen) {
                throw new IllegalArgumentException("from the constructor");
            }
        }
    }

    private final MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);
    private final XList<@Nullable Object> list = new XList<>();
    private final Region region = filled(42);
    private final long address = region.segment().address();

    private Region filled(long value) {
        Region made = Region.allocate(8, 8, budget);
        made.segment().set(ValueLayout.JAVA_LONG, 0, value);
        return made;
    }

    private static long valueOf(@Nullable Object region) {
        return ((Region) Objects.requireNonNull(region)).segment().get(ValueLayout.JAVA_LONG, 0);
    }

    @AfterEach
    void leavesNothingBehind() {
        region.close();
        list.close();
        assertThat(budget.usedBytes()).isZero();
    }

    private void assertStillHere() {
        assertThat(region.isDetached()).isFalse();
        assertThat(region.segment().address()).isEqualTo(address);
        assertThat(valueOf(region)).isEqualTo(42);
    }

    @Nested
    class InAMessage {
        @ParameterizedTest
        @EnumSource
        void movesWithoutACopy(TransferDoor door) {
            MemorySegment before = region.segment();
            try (Region moved = (Region) Objects.requireNonNull(door.pass(region, region))) {
                assertThat(moved).isNotSameAs(region);
                assertThat(moved.segment().address()).isEqualTo(address);
                assertThat(valueOf(moved)).isEqualTo(42);
                assertThat(region.isDetached()).isTrue();
                assertThat(region).hasToString("Region[detached]");
                assertThatExceptionOfType(DetachedException.class)
                        .isThrownBy(region::segment)
                        .withMessage("region is detached: it was transferred");
                assertThatExceptionOfType(DetachedException.class)
                        .isThrownBy(region::byteSize);
                assertThatIllegalStateException()
                        .isThrownBy(() -> before.get(ValueLayout.JAVA_LONG, 0))
                        .withMessage("Already closed");
                region.close();
                assertThat(valueOf(moved)).isEqualTo(42);
            }
        }

        @ParameterizedTest
        @EnumSource
        void isCopiedIfItIsNotListed(TransferDoor door) {
            try (Region copy = (Region) Objects.requireNonNull(door.pass(region))) {
                assertThat(copy.segment().address()).isNotEqualTo(address);
                copy.segment().set(ValueLayout.JAVA_LONG, 0, 1);
                assertStillHere();
            }
        }

        @ParameterizedTest
        @EnumSource
        void staysOneObject(TransferDoor door) {
            for (boolean isMoved : new boolean[] {false, true}) {
                Region source = filled(7);
                Object value = List.of(source, new Object[] {source});
                List<?> taken =
                        (List<?>)
                                Objects.requireNonNull(
                                        isMoved ? door.pass(value, source) : door.pass(value));
                assertThat(((Object[]) taken.getLast())[0]).isSameAs(taken.getFirst());
                assertThat(valueOf(taken.getFirst())).isEqualTo(7);
                ((Region) taken.getFirst()).close();
                source.close();
            }
        }

        @ParameterizedTest
        @EnumSource
        void isFreedIfTheValueDoesNotReferToIt(TransferDoor door) {
            assertThat(door.pass("value", region)).isEqualTo("value");
            assertThat(region.isDetached()).isTrue();
            assertThat(budget.usedBytes()).isZero();
        }

        @ParameterizedTest
        @EnumSource
        void isOneOfMany(TransferDoor door) {
            Region[] many = new Region[20];
            for (int i = 0; i < many.length; i++) {
                many[i] = filled(i);
            }
            Object[] taken = (Object[]) Objects.requireNonNull(door.pass(many, many));
            for (int i = 0; i < many.length; i++) {
                assertThat(valueOf(taken[i])).isEqualTo(i);
                ((Region) taken[i]).close();
            }
        }

        @Test
        void belongsToTheTaker() throws Exception {
            list.transfer(region, region);
            long value =
                    Threads.start(
                                    () -> {
                                        try (Region taken =
                                                (Region) Objects.requireNonNull(list.take())) {
                                            return valueOf(taken);
                                        }
                                    })
                            .result();
            assertThat(value).isEqualTo(42);
        }

        @Test
        void goesOnToTheNext() {
            list.transfer(region, region);
            Region second = (Region) Objects.requireNonNull(list.pop());
            list.transfer(second, second);
            try (Region third = (Region) Objects.requireNonNull(list.pop())) {
                assertThat(third.segment().address()).isEqualTo(address);
            }
        }
    }

    @Nested
    class OfAMessageThatIsRefused {
        @Test
        void staysIfTheListIsFull() {
            try (XList<Object> full = XList.bounded(1)) {
                full.push("first");
                assertThat(full.transfer(region, Duration.ZERO, region)).isFalse();
                assertStillHere();
            }
        }

        @Test
        void staysIfTheListIsFinishedOrClosed() {
            list.finish();
            assertThatIllegalStateException()
                    .isThrownBy(() -> list.transfer(region, region))
                    .withMessage("xlist is finished");
            assertStillHere();
            list.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> list.transfer(region, region))
                    .withMessage("xlist is closed");
            assertStillHere();
        }

        @Test
        void staysIfTheListHasNoMemory() {
            try (XList<Object> small = new XList<>(new MemoryBudget("small", 1))) {
                assertThatExceptionOfType(ArenaExhaustedException.class)
                        .isThrownBy(() -> small.transfer(region, region));
                assertStillHere();
            }
        }

        @Test
        void isNotCopiedIfThatPassesTheLimit() {
            CloneLimits limits = CloneLimits.standard().withBytes(100);
            try (Region large = Region.allocate(1_000, 8, budget);
                    XList<Object> limited =
                            new XList<>(new MemoryBudget("list", 1 << 20), limits)) {
                assertThatExceptionOfType(CloneLimitException.class)
                        .isThrownBy(() -> limited.push(List.of("x", large)))
                        .withMessage("clone too large: path=root[1] limitBytes=100");
                limited.transfer(large, large);
                assertThat(large.isDetached()).isTrue();
                ((Region) limited.pop()).close();
            }
        }

        @Test
        void isNotCopiedIfItsBudgetIsSpent() {
            MemoryBudget tight = new MemoryBudget("tight", 4_096);
            try (Region only = Region.allocate(1, 1, tight)) {
                assertThatExceptionOfType(ArenaExhaustedException.class)
                        .isThrownBy(() -> list.push(List.of("x", only)));
                assertThat(list.isEmpty()).isTrue();
            }
            assertThat(tight.usedBytes()).isZero();
        }

        @Test
        void staysIfItIsDetachedWhileThePushWaits() {
            Region other = filled(1);
            try (Async async = Async.open();
                    XList<Object> full = XList.bounded(1)) {
                full.push("first");
                async.submitWork(
                        () -> {
                            async.callFromMainThreadAndWait(() -> moveAway(region));
                            full.pop();
                        });
                assertThatExceptionOfType(NotCloneableException.class)
                        .isThrownBy(() -> full.transfer(region, other, region))
                        .withMessage(
                                "transfers[1]: org.jparallel.xlist.region.Region"
                                        + " (it is detached)");
                async.run();
                assertThat(full.isEmpty()).isTrue();
                assertThat(full.offer("next")).isTrue();
            }
            assertThat(other.isDetached()).isFalse();
            other.close();
        }

        private boolean moveAway(Region source) {
            list.transfer(source, source);
            return true;
        }
    }

    @Nested
    class OfAMessageThatCannotBeBuilt {
        @AfterEach
        void open() {
            Picky.isOpen = true;
            Picky.SEEN.clear();
        }

        @Test
        void isFreedByTheList() {
            list.transfer(new Picky(region), region);
            Picky.isOpen = false;
            assertThatIllegalArgumentException()
                    .isThrownBy(list::pop)
                    .withMessage("from the constructor");
            assertThat(budget.usedBytes()).isZero();
            assertThatExceptionOfType(DetachedException.class)
                    .isThrownBy(() -> valueOf(Picky.SEEN.getLast()));
        }

        @Test
        void isFreedByABatchOfTheList() {
            list.transfer(new Picky(region), region);
            try (Region copied = filled(1)) {
                list.push(new Picky(copied));
            }
            Picky.isOpen = false;
            assertThatIllegalArgumentException().isThrownBy(() -> list.drainTo(new ArrayList<>()));
            assertThatIllegalArgumentException().isThrownBy(list::flush);
            Picky.isOpen = true;
            assertThat(list.isEmpty()).isTrue();
        }

        @Test
        void isItsOwnersAgainIfItWasCopiedDirectly() {
            Object value = new Picky(region);
            Picky.isOpen = false;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StructuredClone.copy(value, region))
                    .withMessage("from the constructor");
            assertStillHere();
            assertThatExceptionOfType(DetachedException.class)
                    .isThrownBy(() -> valueOf(Picky.SEEN.getLast()));
        }
    }

    @Nested
    class InFlight {
        @Test
        void isFreedWhenTheListIsClosed() {
            list.transfer(region, region);
            list.push(List.of("copy"));
            list.close();
            assertThat(budget.usedBytes()).isZero();
        }

        @Test
        void isFreedWhenTheListIsForgotten() {
            transferAndForget();
            long start = System.nanoTime();
            while (budget.usedBytes() != 0) {
                assertThat(System.nanoTime() - start).as("never freed").isLessThan(HANG_NANOS);
                System.gc();
                Thread.onSpinWait();
            }
        }

        private void transferAndForget() {
            XList<Object> forgotten = new XList<>();
            forgotten.transfer(List.of(region), region);
        }

        @Test
        void isNotLookedAt() {
            list.transfer(region, region);
            list.push("behind");
            Iterator<@Nullable Object> iterator = list.iterator();
            assertThatIllegalStateException()
                    .isThrownBy(iterator::next)
                    .withMessage("transferred region can be taken, not looked at: byteSize=8");
            assertThat(iterator.next()).isEqualTo("behind");
            try (Region taken = (Region) Objects.requireNonNull(list.pop())) {
                assertThat(valueOf(taken)).isEqualTo(42);
            }
        }

        @Test
        void isLookedAtIfItIsACopy() {
            list.push(region);
            for (int i = 0; i < 2; i++) {
                try (Region copy = (Region) Objects.requireNonNull(list.iterator().next())) {
                    assertThat(valueOf(copy)).isEqualTo(42);
                    copy.segment().set(ValueLayout.JAVA_LONG, 0, 1);
                }
            }
            try (Region taken = (Region) Objects.requireNonNull(list.pop())) {
                assertThat(valueOf(taken)).isEqualTo(42);
            }
        }

        @Test
        void isCopiedForEachValueOfASlot() {
            try (CloneSlot<Region> slot = new CloneSlot<>(budget)) {
                slot.set(region);
                for (int i = 0; i < 2; i++) {
                    try (Region copy = slot.value()) {
                        assertThat(valueOf(copy)).isEqualTo(42);
                        copy.segment().set(ValueLayout.JAVA_LONG, 0, 1);
                    }
                }
                assertStillHere();
            }
        }
    }
}
