// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jparallel.xlist.region.DetachedException;
import org.jparallel.xlist.region.DoubleView;
import org.jparallel.xlist.region.IntView;
import org.jparallel.xlist.region.LongView;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.RegionSlice;
import org.jparallel.xlist.region.RegionView;
import org.jparallel.xlist.region.SharedRegion;
import org.jparallel.xlist.region.Transferable;
import org.jparallel.xlist.region.Viewable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Views of numbers in messages: the cases of the web's structured-clone battery that speak of
/// typed arrays over resizable buffers, through every door that has a transfer list.
class ViewsInMessagesTest {
    private final Region region = Region.resizable(32, 1_024);
    private final SharedRegion shared = SharedRegion.growable(32, 1_024);

    @AfterEach
    void closeRegions() {
        region.close();
        shared.close();
        assertThat(shared.holderCount()).isZero();
    }

    @SuppressWarnings("unchecked") // a clone has the class of its original, or the test fails
    private static <T> T pass(TransferDoor door, T value, Transferable... transfers) {
        return (T) Objects.requireNonNull(door.pass(value, transfers));
    }

    private static List<RegionView> viewsOfAll(Viewable region) {
        return List.of(region.ints(), region.longs(), region.doubles());
    }

    private static List<RegionView> viewsOfAPart(Viewable region) {
        return List.of(region.ints(16, 4), region.longs(16, 2), region.doubles(16, 2));
    }

    private record Board(IntView states, LongView counts, DoubleView sums) {}

    @ParameterizedTest
    @EnumSource
    @DisplayName("B135 Length-tracking TypedArray")
    void keepsAViewOfAll(TransferDoor door) {
        region.longs().set(3, 42);
        for (RegionView view : viewsOfAll(region)) {
            RegionView copy = pass(door, view);
            try (Viewable copied = copy.region()) {
                assertThat(copy).hasSameClassAs(view).isNotSameAs(view);
                assertThat(copy.isToTheEnd()).isTrue();
                assertThat(copy.size()).isEqualTo(view.size());
                assertThat(copied).isNotSameAs(region);
                assertThat(copied.longs().at(3)).isEqualTo(42);
                ((Region) copied).resize(64);
                assertThat(copy.size()).isEqualTo(2 * view.size());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B136 Length-tracking view behind an offset")
    void keepsTheOffsetOfAViewToTheEnd(TransferDoor door) {
        for (RegionView view :
                List.of(region.ints(8), region.longs(8), region.doubles(8))) {
            RegionView copy = pass(door, view);
            try (Viewable copied = copy.region()) {
                assertThat(copy).hasToString(view.toString()).hasSameClassAs(view);
                assertThat(copy.isToTheEnd()).isTrue();
                ((Region) copied).resize(56);
                assertThat(copy.size()).isEqualTo(2 * view.size());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B138 Serializing an OOB length-tracking view throws")
    void refusesAViewThatBeginsOutOfBounds(TransferDoor door) {
        IntView view = region.ints(8);
        region.resize(7);
        assertThatExceptionOfType(NotCloneableException.class)
                .isThrownBy(() -> door.pass(view))
                .withMessage("root: org.jparallel.xlist.region.IntView (it is out of bounds)");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B135 TypedArray of a part: the whole buffer is cloned")
    void keepsAViewOfAPart(TransferDoor door) {
        region.longs().copyFrom(new long[] {1, 2, 3, 4}, 0, 0, 4);
        for (RegionView view : viewsOfAPart(region)) {
            RegionView copy = pass(door, view);
            try (Viewable copied = copy.region()) {
                assertThat(copy).hasToString(view.toString()).isNotSameAs(view);
                assertThat(copied.longs().toArray()).containsExactly(1, 2, 3, 4);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R6 Views and slices of one buffer share it still")
    void keepsTheRegionOfAllViews(TransferDoor door) {
        List<Object> parts =
                pass(
                        door,
                        List.of(
                                region.slice(8, 8),
                                region.longs(8, 1),
                                new Board(region.ints(), region.longs(), region.doubles(8, 1))));
        Board board = (Board) parts.get(2);
        try (Viewable copy = board.counts().region()) {
            assertThat(((RegionSlice) parts.get(0)).region()).isSameAs(copy);
            assertThat(((LongView) parts.get(1)).region()).isSameAs(copy);
            assertThat(board.states().region()).isSameAs(copy);
            board.sums().set(0, 1.0);
            assertThat(board.counts().at(1)).isEqualTo(Double.doubleToRawLongBits(1));
            assertThat(region.longs().at(1)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B137 Serializing OOB TypedArray throws")
    void refusesAViewOutOfBounds(TransferDoor door) {
        List<RegionView> views = viewsOfAPart(region);
        region.resize(31);
        for (RegionView view : views) {
            assertThatExceptionOfType(NotCloneableException.class)
                    .isThrownBy(() -> door.pass(List.of(view)))
                    .withMessage(
                            "root[0]: " + view.getClass().getName() + " (it is out of bounds)");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T9 Length-tracking TypedArray is transferable")
    void movesUnderAView(TransferDoor door) {
        LongView old = region.longs();
        old.set(1, 7);
        long address = region.segment().address();
        LongView view = pass(door, old, region);
        try (Viewable moved = view.region()) {
            assertThat(moved.segment().address()).isEqualTo(address);
            assertThat(view.at(1)).isEqualTo(7);
            ((Region) moved).resize(64);
            assertThat(view.size()).isEqualTo(8);
            assertThatExceptionOfType(DetachedException.class).isThrownBy(() -> old.at(1));
            assertThatExceptionOfType(DetachedException.class).isThrownBy(old::size);
            assertThatExceptionOfType(DetachedException.class).isThrownBy(region::ints);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T11 Transferring OOB TypedArray throws")
    void staysIfAViewIsOutOfBounds(TransferDoor door) {
        LongView view = region.longs(16, 2);
        region.resize(8);
        assertThatExceptionOfType(NotCloneableException.class)
                .isThrownBy(() -> door.pass(view, region))
                .withMessage("root: org.jparallel.xlist.region.LongView (it is out of bounds)");
        assertThat(region.isDetached()).isFalse();
        assertThat(region.ints().size()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void isOfTheSameMemoryIfThatIsShared(TransferDoor door) {
        Board board = new Board(shared.ints(), shared.longs(8, 1), shared.doubles(16, 2));
        Board copy = pass(door, board);
        try (Viewable handle = copy.counts().region()) {
            assertThat(handle).isNotSameAs(shared);
            assertThat(copy.states().region()).isSameAs(handle);
            assertThat(copy.sums().region()).isSameAs(handle);
            assertThat(shared.sharesWith((SharedRegion) handle)).isTrue();
            copy.counts().getAndAdd(0, 5);
            assertThat(board.counts().at(0)).isEqualTo(5);
            assertThat(copy.sums()).hasToString("DoubleView[offsetBytes=16 size=2]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedIfItsRegionCannotPass(TransferDoor door) {
        LongView ofRegion = region.longs();
        LongView ofShared = shared.longs();
        CompletableFuture.runAsync(() -> {
                    assertRefused(door, ofRegion, "Region (it belongs to another thread)");
                    assertRefused(door, ofShared, "SharedRegion (it belongs to another thread)");
                })
                .join();
        region.close();
        shared.close();
        assertRefused(door, ofRegion, "Region (it is closed)");
        assertRefused(door, ofShared, "SharedRegion (it is closed)");
    }

    private static void assertRefused(TransferDoor door, LongView view, String reason) {
        assertThatExceptionOfType(NotCloneableException.class)
                .isThrownBy(() -> door.pass(view))
                .withMessageContaining("org.jparallel.xlist.region." + reason);
    }

    @Test
    void belongsToWhoTakesIt() {
        try (XList<LongView> list = new XList<>()) {
            list.push(shared.longs());
            CompletableFuture.runAsync(() -> {
                        LongView taken = list.take();
                        try (Viewable handle = taken.region()) {
                            taken.setRelease(0, 9);
                            assertThat(handle.byteSize()).isEqualTo(32);
                        }
                        assertThatIllegalStateException()
                                .isThrownBy(() -> taken.at(0))
                                .withMessage("shared region handle is closed");
                    })
                    .join();
        }
        assertThat(shared.longs().atAcquire(0)).isEqualTo(9);
    }
}
