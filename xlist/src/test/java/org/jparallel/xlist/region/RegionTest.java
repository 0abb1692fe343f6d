// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {
    private static final long HANG_NANOS = Duration.ofSeconds(60).toNanos();

    private final MemoryBudget budget = new MemoryBudget("test", 1 << 20);

    private static void assertClosed(ThrowingCallable use) {
        assertThatIllegalStateException().isThrownBy(use).withMessage("region is closed");
    }

    @Nested
    class Allocated {
        private final Region region = Region.allocate(100, 64, budget);

        @AfterEach
        void close() {
            region.close();
        }

        @Test
        void isZeroAlignedAndChargedInWholeChunks() {
            assertThat(region.byteSize()).isEqualTo(100).isEqualTo(region.capacityBytes());
            assertThat(region.segment().toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
            assertThat(region.segment().address() % 64).isZero();
            assertThat(region.segment().byteSize()).isEqualTo(100);
            assertThat(region.isResizable()).isFalse();
            assertThat(region.isDetached()).isFalse();
            assertThat(region.isClosed()).isFalse();
            assertThat(budget.usedBytes()).isEqualTo(4_096);
        }

        @Test
        void showsTheSameBytesInEverySegment() {
            region.segment().set(ValueLayout.JAVA_LONG, 8, 42);
            assertThat(region.segment().get(ValueLayout.JAVA_LONG, 8)).isEqualTo(42);
        }

        @Test
        void refusesAccessBeyondItsEnd() {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> region.segment().get(ValueLayout.JAVA_BYTE, 100));
        }

        @Test
        void keepsItsSize() {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> region.resize(50))
                    .withMessage("region of fixed size: byteSize=100 newByteSize=50");
        }

        @Test
        void belongsToItsThread() {
            MemorySegment segment = region.segment();
            CompletableFuture.runAsync(
                            () -> {
                                assertForeign(region::segment);
                                assertForeign(region::byteSize);
                                assertForeign(() -> region.resize(1));
                                assertForeign(() -> region.slice(0));
                                assertForeign(region::close);
                                assertThatExceptionOfType(WrongThreadException.class)
                                        .isThrownBy(
                                                () -> segment.get(ValueLayout.JAVA_BYTE, 0));
                                assertThat(region.isDetached()).isFalse();
                                assertThat(region.isClosed()).isFalse();
                                assertThat(region).hasToString("Region[attached]");
                            })
                    .join();
        }

        private static void assertForeign(ThrowingCallable use) {
            assertThatExceptionOfType(WrongThreadException.class)
                    .isThrownBy(use)
                    .withMessageMatching("region of another thread: owner=.+ thread=.+");
        }

        @Test
        void isClosedOnce() {
            MemorySegment segment = region.segment();
            region.close();
            region.close();
            assertThat(budget.usedBytes()).isZero();
            assertThat(region.isClosed()).isTrue();
            assertThat(region).hasToString("Region[closed]");
            assertClosed(region::segment);
            assertClosed(region::byteSize);
            assertClosed(region::capacityBytes);
            assertClosed(() -> region.slice(0));
            assertThatIllegalStateException()
                    .isThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0))
                    .withMessage("Already closed");
        }
    }

    @Nested
    class Asked {
        @ParameterizedTest
        @ValueSource(longs = {1, 16, 4_096, 8_192, 65_536, 1 << 21})
        void alignsAsAsked(long alignmentBytes) {
            MemoryBudget large = new MemoryBudget("test", 1 << 24);
            try (Region region = Region.allocate(10, alignmentBytes, large)) {
                region.segment().fill((byte) -1);
                assertThat(region.segment().address() % alignmentBytes).isZero();
            }
            assertThat(large.usedBytes()).isZero();
        }

        @Test
        void canBeEmpty() {
            try (Region region = Region.allocate(0)) {
                assertThat(region.segment().byteSize()).isZero();
            }
        }

        @Test
        void refusesSizesOutOfRange() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Region.allocate(-1))
                    .withMessage(
                            "size out of range: byteSize=-1 minimum=0 maximum=1099511627776");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Region.resizable(11, 10))
                    .withMessage("size out of range: byteSize=11 minimum=0 maximum=10");
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 3, -8, Long.MIN_VALUE, 1 << 22})
        void refusesAlignmentsOutOfRange(long alignmentBytes) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Region.allocate(1, alignmentBytes, budget))
                    .withMessage(
                            "alignment not a power of two, or too large: alignmentBytes="
                                    + alignmentBytes
                                    + " maximum=2097152");
            assertThat(budget.usedBytes()).isZero();
        }

        @Test
        void refusesMoreThanTheBudget() {
            assertThatExceptionOfType(ArenaExhaustedException.class)
                    .isThrownBy(() -> Region.allocate(2 << 20, 16, budget));
            assertThat(budget.usedBytes()).isZero();
        }
    }

    @Nested
    class Resizable {
        private final Region region = Region.resizable(16, 4_096, budget);

        @AfterEach
        void close() {
            region.close();
        }

        @Test
        void hasSizeAndCapacity() {
            assertThat(region.byteSize()).isEqualTo(16);
            assertThat(region.capacityBytes()).isEqualTo(4_096);
            assertThat(region.isResizable()).isTrue();
            assertThat(region.segment().byteSize()).isEqualTo(16);
        }

        @Test
        void growsUnderItsSegments() {
            MemorySegment before = region.segment();
            before.set(ValueLayout.JAVA_LONG, 8, 7);
            region.resize(4_096);
            assertThat(region.segment().byteSize()).isEqualTo(4_096);
            assertThat(region.segment().address()).isEqualTo(before.address());
            assertThat(region.segment().get(ValueLayout.JAVA_LONG, 8)).isEqualTo(7);
            assertThat(before.get(ValueLayout.JAVA_LONG, 8)).isEqualTo(7);
            assertThat(before.byteSize()).isEqualTo(16);
        }

        @Test
        void endsItsSegmentsWhenItShrinks() {
            MemorySegment before = region.segment();
            region.resize(8);
            assertThatIllegalStateException()
                    .isThrownBy(() -> before.get(ValueLayout.JAVA_BYTE, 0))
                    .withMessage("Already closed");
            assertThat(region.segment().byteSize()).isEqualTo(8);
        }

        @Test
        void bringsBackZeros() {
            region.segment().fill((byte) -1);
            region.resize(8);
            region.resize(24);
            assertThat(region.segment().toArray(ValueLayout.JAVA_LONG_UNALIGNED))
                    .containsExactly(-1, 0, 0);
        }

        @Test
        void staysWithinItsCapacity() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> region.resize(4_097))
                    .withMessage("size out of range: byteSize=4097 minimum=0 maximum=4096");
            assertThat(region.byteSize()).isEqualTo(16);
        }
    }

    @Nested
    class Sliced {
        private final Region region = Region.resizable(16, 64, budget);

        @AfterEach
        void close() {
            region.close();
        }

        @Test
        void showsItsPart() {
            region.segment().set(ValueLayout.JAVA_BYTE, 5, (byte) 9);
            RegionSlice slice = region.slice(4, 8);
            assertThat(slice.region()).isSameAs(region);
            assertThat(slice.offsetBytes()).isEqualTo(4);
            assertThat(slice.byteSize()).isEqualTo(8).isEqualTo(slice.segment().byteSize());
            assertThat(slice.isToTheEnd()).isFalse();
            assertThat(slice.segment().get(ValueLayout.JAVA_BYTE, 1)).isEqualTo((byte) 9);
            assertThat(slice).hasToString("RegionSlice[offsetBytes=4 byteSize=8]");
        }

        @Test
        void followsTheEnd() {
            RegionSlice slice = region.slice(4);
            assertThat(slice.isToTheEnd()).isTrue();
            assertThat(slice.byteSize()).isEqualTo(12);
            region.resize(32);
            assertThat(slice.byteSize()).isEqualTo(28).isEqualTo(slice.segment().byteSize());
            assertThat(slice).hasToString("RegionSlice[offsetBytes=4]");
        }

        @Test
        void isOutOfBoundsWhileTheRegionIsTooSmall() {
            RegionSlice fixed = region.slice(4, 8);
            RegionSlice toTheEnd = region.slice(4);
            region.resize(11);
            assertThat(fixed.isInBounds()).isFalse();
            assertThat(toTheEnd.isInBounds()).isTrue();
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(fixed::segment)
                    .withMessage("slice out of bounds: offsetBytes=4 byteSize=8 regionBytes=11");
            region.resize(3);
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(toTheEnd::byteSize)
                    .withMessage("slice out of bounds: offsetBytes=4 regionBytes=3");
            region.resize(12);
            assertThat(fixed.byteSize()).isEqualTo(8);
        }

        @Test
        void refusesToBeginOutOfBounds() {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> region.slice(17));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> region.slice(-1, 2));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> region.slice(8, Long.MAX_VALUE));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> region.slice(0, -1))
                    .withMessage("negative size: byteSize=-1");
        }

        @Test
        void endsWithTheRegion() {
            RegionSlice slice = region.slice(0);
            region.close();
            assertClosed(slice::segment);
            assertClosed(slice::isInBounds);
        }
    }

    @Nested
    class Forgotten {
        @Test
        void isFreed() {
            forget();
            collect();
        }

        @Test
        void staysAsLongAsASegment() {
            MemorySegment segment = segmentOfForgotten();
            for (int i = 0; i < 3; i++) {
                System.gc();
                assertThat(budget.usedBytes()).isEqualTo(4_096);
            }
            assertThat(segment.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
            segment = MemorySegment.NULL;
            assertThat(segment.byteSize()).isZero();
            collect();
        }

        private void forget() {
            Region region = Region.allocate(8, 8, budget);
            assertThat(region.byteSize()).isEqualTo(8);
        }

        private MemorySegment segmentOfForgotten() {
            MemorySegment segment = Region.allocate(8, 8, budget).segment();
            segment.set(ValueLayout.JAVA_LONG, 0, 42);
            return segment;
        }

        private void collect() {
            long start = System.nanoTime();
            while (budget.usedBytes() != 0) {
                assertThat(System.nanoTime() - start).as("never freed").isLessThan(HANG_NANOS);
                System.gc();
                Thread.onSpinWait();
            }
        }
    }
}
