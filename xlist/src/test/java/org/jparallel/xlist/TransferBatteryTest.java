// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;
import org.jparallel.xlist.region.DetachedException;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.RegionSlice;
import org.jparallel.xlist.region.Transferable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The cases of the web's structured-clone battery that speak of resizable buffers and their views,
/// and those with transfer, through every door that has a transfer list.
@DisplayName("structured-clone-battery-of-tests, resizable and with transferables")
class TransferBatteryTest {
    private static final String OUT_OF_BOUNDS =
            "org.jparallel.xlist.region.RegionSlice (it is out of bounds)";

    private final Region region = Region.resizable(16, 1_024);

    @AfterEach
    void closeRegion() {
        region.close();
    }

    @SuppressWarnings("unchecked") // a clone has the class of its original, or the test fails
    private static <T> T pass(TransferDoor door, T value, Transferable... transfers) {
        return (T) Objects.requireNonNull(door.pass(value, transfers));
    }

    private void assertAttached() {
        assertThat(region.isDetached()).isFalse();
        assertThat(region.isClosed()).isFalse();
    }

    private void assertDetached() {
        assertThat(region.isDetached()).isTrue();
        assertThatExceptionOfType(DetachedException.class).isThrownBy(region::byteSize);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B133 Resizable ArrayBuffer")
    void keepsSizeAndCapacity(TransferDoor door) {
        region.segment().fill((byte) 7);
        try (Region copy = pass(door, region)) {
            assertThat(copy.byteSize()).isEqualTo(16);
            assertThat(copy.capacityBytes()).isEqualTo(1_024);
            assertThat(copy.isResizable()).isTrue();
            assertThat(copy.segment().mismatch(region.segment())).isEqualTo(-1);
            assertAttached();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B135 Length-tracking TypedArray")
    void keepsASliceToTheEnd(TransferDoor door) {
        RegionSlice slice = pass(door, region.slice(0));
        try (Region copy = slice.region()) {
            assertThat(slice.byteSize()).isEqualTo(16);
            assertThat(slice.isToTheEnd()).isTrue();
            assertThat(copy.segment().address()).isNotEqualTo(region.segment().address());
            copy.resize(32);
            assertThat(slice.byteSize()).isEqualTo(32);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B136 Length-tracking DataView")
    void keepsTheOffsetOfASliceToTheEnd(TransferDoor door) {
        RegionSlice slice = pass(door, region.slice(4));
        try (Region copy = slice.region()) {
            assertThat(slice.offsetBytes()).isEqualTo(4);
            copy.resize(32);
            assertThat(slice.byteSize()).isEqualTo(28);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B136 Two views of one buffer share it still, and all of it is cloned")
    void keepsTheRegionOfTwoSlices(TransferDoor door) {
        region.segment().set(ValueLayout.JAVA_BYTE, 15, (byte) 9);
        List<RegionSlice> slices = pass(door, List.of(region.slice(2, 3), region.slice(1, 4)));
        try (Region copy = slices.getFirst().region()) {
            assertThat(slices.getLast().region()).isSameAs(copy);
            assertThat(copy.segment().get(ValueLayout.JAVA_BYTE, 15)).isEqualTo((byte) 9);
            slices.getFirst().segment().set(ValueLayout.JAVA_BYTE, 0, (byte) 5);
            assertThat(slices.getLast().segment().get(ValueLayout.JAVA_BYTE, 1))
                    .isEqualTo((byte) 5);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B137 Serializing OOB TypedArray throws")
    void refusesASliceOutOfBounds(TransferDoor door) {
        RegionSlice slice = region.slice(8, 8);
        region.resize(15);
        assertThatExceptionOfType(NotCloneableException.class)
                .isThrownBy(() -> door.pass(List.of(slice)))
                .withMessage("root[0]: " + OUT_OF_BOUNDS);
        assertAttached();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B138 Serializing OOB DataView throws")
    void refusesASliceThatBeginsOutOfBounds(TransferDoor door) {
        RegionSlice slice = region.slice(8);
        region.resize(7);
        assertThatExceptionOfType(NotCloneableException.class)
                .isThrownBy(() -> door.pass(slice))
                .withMessage("root: " + OUT_OF_BOUNDS);
        assertAttached();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T1 ArrayBuffer")
    void moves(TransferDoor door) {
        long address = region.segment().address();
        region.segment().set(ValueLayout.JAVA_BYTE, 1, (byte) 2);
        try (Region moved = pass(door, region, region)) {
            assertDetached();
            assertThat(moved.segment().address()).isEqualTo(address);
            assertThat(moved.segment().get(ValueLayout.JAVA_BYTE, 1)).isEqualTo((byte) 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T2 MessagePort")
    void passesAListWithWhatIsInIt(TransferDoor door) {
        try (XList<String> port = new XList<>()) {
            port.push("before");
            XList<String> received = pass(door, port);
            port.push("after");
            assertThat(received.flush()).containsExactly("before", "after");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T3, T4 A detached ArrayBuffer cannot be transferred")
    void refusesTheDetached(TransferDoor door) {
        try (Region moved = pass(door, region, region)) {
            assertThat(moved.isDetached()).isFalse();
            assertThatExceptionOfType(NotCloneableException.class)
                    .isThrownBy(() -> door.pass(region, region))
                    .withMessage(
                            "transfers[0]: org.jparallel.xlist.region.Region (it is detached)");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T5 Transferring a non-transferable platform object fails")
    void refusesOthersAtCompileTime(TransferDoor door) {
        assertThat(Transferable.class.isAssignableFrom(byte[].class)).isFalse();
        assertThat(Transferable.class.isAssignableFrom(RegionSlice.class)).isFalse();
        assertThatThrownBy(() -> door.pass("value", (Transferable) null))
                .isInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T6 An object whose interface is deleted must still be received")
    void needsNoContextClassLoader(TransferDoor door) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try (Region moved = pass(door, region, region)) {
            assertThat(moved.byteSize()).isEqualTo(16);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T8 Resizable ArrayBuffer is transferable")
    void movesSizeAndCapacity(TransferDoor door) {
        try (Region moved = pass(door, region, region)) {
            assertDetached();
            assertThat(moved.byteSize()).isEqualTo(16);
            assertThat(moved.capacityBytes()).isEqualTo(1_024);
            assertThat(moved.isResizable()).isTrue();
            moved.resize(1_024);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T9 Length-tracking TypedArray is transferable")
    void movesUnderASliceToTheEnd(TransferDoor door) {
        MemorySegment before = region.segment();
        RegionSlice old = region.slice(0);
        RegionSlice slice = pass(door, old, region);
        try (Region moved = slice.region()) {
            assertThat(moved.segment().address()).isEqualTo(before.address());
            moved.resize(32);
            assertThat(slice.byteSize()).isEqualTo(32);
            assertThatExceptionOfType(DetachedException.class).isThrownBy(old::segment);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T10 Length-tracking DataView is transferable")
    void movesUnderASliceWithAnOffset(TransferDoor door) {
        RegionSlice slice = pass(door, region.slice(4), region);
        try (Region moved = slice.region()) {
            moved.resize(32);
            assertThat(slice.offsetBytes()).isEqualTo(4);
            assertThat(slice.byteSize()).isEqualTo(28);
            assertDetached();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T11, T12 Transferring OOB TypedArray or DataView throws")
    void staysIfASliceIsOutOfBounds(TransferDoor door) {
        List<RegionSlice> slices = List.of(region.slice(8), region.slice(8, 8));
        region.resize(7);
        for (RegionSlice slice : slices) {
            assertThatExceptionOfType(NotCloneableException.class)
                    .isThrownBy(() -> door.pass(slice, region))
                    .withMessage("root: " + OUT_OF_BOUNDS);
            assertAttached();
        }
    }
}
