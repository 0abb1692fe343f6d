// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class RegionViewTest {
    private static void assertOutside(ThrowingCallable access, String message) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(access)
                .withMessage(message);
    }

    @Nested
    class OfAPartOfARegion {
        @ParameterizedTest
        @EnumSource
        void refusesIndicesOutside(RegionKind kind) {
            try (Viewable region = kind.make(64)) {
                LongView view = region.longs(8, 4);
                for (long index : new long[] {-1, 4, 1L << 60, 1L << 61, Long.MIN_VALUE}) {
                    String message = "index out of the view: index=" + index + " size=4";
                    assertOutside(() -> view.at(index), message);
                    assertOutside(() -> view.setRelease(index, 1), message);
                    assertOutside(() -> view.getAndAdd(index, 1), message);
                    assertOutside(() -> region.ints(8, 4).at(index), message);
                    assertOutside(() -> region.doubles(8, 4).getAndAdd(index, 1), message);
                }
                assertThat(region.longs().toArray()).containsOnly(0);
            }
        }

        @ParameterizedTest
        @EnumSource
        void refusesRangesOutside(RegionKind kind) {
            try (Viewable region = kind.make(64)) {
                LongView view = region.longs(8, 4);
                long[] array = {1, 1, 1, 1, 1};
                assertOutside(
                        () -> view.copyFrom(array, 0, 1, 4),
                        "range out of the view: index=1 count=4 size=4");
                assertOutside(
                        () -> view.copyTo(array, 0, -1, 4),
                        "range out of the view: index=-1 count=4 size=4");
                assertOutside(
                        () -> view.copyTo(array, 0, 1, -1),
                        "range out of the view: index=1 count=-1 size=4");
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> view.copyFrom(array, 3, 0, 3));
                assertThat(region.longs().toArray()).containsOnly(0);
                view.copyFrom(array, 5, 4, 0);
            }
        }

        @ParameterizedTest
        @EnumSource
        void refusesPartsOutside(RegionKind kind) {
            try (Viewable region = kind.make(64)) {
                assertThat(region.longs(64, 0).size()).isZero();
                assertOutside(() -> region.ints(0, -1), "negative size: size=-1");
                assertOutside(
                        () -> region.longs(-8, 1),
                        "view out of bounds: offsetBytes=-8 size=1 regionBytes=64");
                assertOutside(
                        () -> region.doubles(8, 8),
                        "view out of bounds: offsetBytes=8 size=8 regionBytes=64");
                assertOutside(
                        () -> region.longs(0, 1L << 61),
                        "view out of bounds: offsetBytes=0 size=2305843009213693952"
                                + " regionBytes=64");
                assertOutside(
                        () -> region.longs(72, 0),
                        "view out of bounds: offsetBytes=72 size=0 regionBytes=64");
            }
        }

        @ParameterizedTest
        @EnumSource
        void refusesOffsetsBetweenNumbers(RegionKind kind) {
            try (Viewable region = kind.make(64)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> region.ints(2, 1))
                        .withMessage("not aligned: offsetBytes=2 alignmentBytes=4");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> region.longs(4, 1))
                        .withMessage("not aligned: offsetBytes=4 alignmentBytes=8");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> region.doubles(4, 1))
                        .withMessage("not aligned: offsetBytes=4 alignmentBytes=8");
            }
        }

        @ParameterizedTest
        @EnumSource
        void tellsWhereItLies(RegionKind kind) {
            try (Viewable region = kind.make(64)) {
                IntView view = region.ints(8, 3);
                assertThat(view.region()).isSameAs(region);
                assertThat(view.offsetBytes()).isEqualTo(8);
                assertThat(view.size()).isEqualTo(3);
                assertThat(view.isToTheEnd()).isFalse();
                assertThat(view.isInBounds()).isTrue();
                assertThat(view).hasToString("IntView[offsetBytes=8 size=3]");
                kind.grow(region, 128);
                assertThat(view.size()).isEqualTo(3);
            }
        }

        @ParameterizedTest
        @EnumSource
        void overlapsOthers(RegionKind kind) {
            try (Viewable region = kind.make(16)) {
                region.longs(8, 1).set(0, -1);
                assertThat(region.ints().toArray()).containsExactly(0, 0, -1, -1);
                assertThat(region.doubles(8, 1).at(0)).isNaN();
            }
        }
    }

    @Nested
    class OfAllOfARegion {
        @ParameterizedTest
        @EnumSource
        void followsItsGrowth(RegionKind kind) {
            try (Viewable region = kind.make(12)) {
                LongView view = region.longs();
                view.set(0, 7);
                assertThat(view.size()).isEqualTo(1);
                assertThat(view.toArray()).containsExactly(7);
                assertOutside(() -> view.at(1), "index out of the view: index=1 size=1");
                kind.grow(region, 24);
                assertThat(view.getAndAdd(2, 5)).isZero();
                assertThat(view.toArray()).containsExactly(7, 0, 5);
                assertThat(view.size()).isEqualTo(3);
                assertThat(view.isToTheEnd()).isTrue();
                assertThat(view).hasToString("LongView[offsetBytes=0]");
            }
        }

        @ParameterizedTest
        @EnumSource
        void followsItsGrowthBehindAnOffset(RegionKind kind) {
            try (Viewable region = kind.make(23)) {
                DoubleView view = region.doubles(8);
                view.set(0, 0.5);
                assertOutside(() -> view.at(1), "index out of the view: index=1 size=1");
                kind.grow(region, 24);
                assertThat(view.toArray()).containsExactly(0.5, 0);
                assertThat(region.doubles().at(1)).isEqualTo(0.5);
                assertThat(region.ints(24).size()).isZero();
                assertThat(region.longs(16)).hasToString("LongView[offsetBytes=16]");
                assertOutside(
                        () -> region.longs(32),
                        "view out of bounds: offsetBytes=32 regionBytes=24");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> region.doubles(12))
                        .withMessage("not aligned: offsetBytes=12 alignmentBytes=8");
            }
        }

        @ParameterizedTest
        @EnumSource
        void mayBeEmpty(RegionKind kind) {
            try (Viewable region = kind.make(3)) {
                assertThat(region.ints().toArray()).isEmpty();
                assertOutside(
                        () -> region.ints().at(0), "index out of the view: index=0 size=0");
            }
        }

        @ParameterizedTest
        @EnumSource
        void diesWithIt(RegionKind kind) {
            Viewable region = kind.make(16);
            LongView view = region.longs();
            LongView unused = region.longs(8, 1);
            view.set(0, 1);
            region.close();
            String message =
                    kind == RegionKind.OWNED
                            ? "region is closed"
                            : "shared region handle is closed";
            for (ThrowingCallable use :
                    new ThrowingCallable[] {
                        () -> view.at(0),
                        () -> view.getAndAdd(0, 1),
                        () -> unused.setVolatile(0, 1),
                        view::toArray,
                        view::size,
                        view::isInBounds,
                        region::doubles
                    }) {
                assertThatIllegalStateException().isThrownBy(use).withMessage(message);
            }
        }

        @ParameterizedTest
        @EnumSource
        void isOneThreads(RegionKind kind) {
            try (Viewable region = kind.make(16)) {
                LongView view = region.longs();
                LongView unused = region.longs(8, 1);
                view.set(0, 1);
                CompletableFuture.runAsync(() -> {
                            assertForeign(() -> view.at(0));
                            assertForeign(() -> view.at(1 << 20));
                            assertForeign(() -> view.getAndAdd(0, 1));
                            assertForeign(() -> unused.setVolatile(0, 1));
                            assertForeign(view::toArray);
                            assertForeign(view::size);
                            assertForeign(region::doubles);
                        })
                        .join();
                assertThat(view.toArray()).containsExactly(1, 0);
            }
        }

        private static void assertForeign(ThrowingCallable use) {
            assertThatExceptionOfType(WrongThreadException.class).isThrownBy(use);
        }
    }

    @Nested
    class OfARegionThatShrinks {
        private final Region region = Region.resizable(32, RegionKind.CAPACITY_BYTES);

        @Test
        void goesOnIfItSeesAllOfIt() {
            LongView view = region.longs();
            view.copyFrom(new long[] {1, 2, 3, 4}, 0, 0, 4);
            region.resize(16);
            assertThat(view.at(1)).isEqualTo(2);
            assertOutside(() -> view.at(2), "index out of the view: index=2 size=2");
            assertThat(view.toArray()).containsExactly(1, 2);
            region.resize(24);
            assertThat(view.toArray()).containsExactly(1, 2, 0);
            region.close();
        }

        @Test
        void isOutOfBoundsIfItBeginsBehindTheEnd() {
            LongView view = region.longs(16);
            view.set(1, 3);
            region.resize(8);
            assertThat(view.isInBounds()).isFalse();
            assertOutside(() -> view.at(0), "view out of bounds: offsetBytes=16 regionBytes=8");
            region.resize(16);
            assertThat(view.toArray()).isEmpty();
            region.close();
        }

        @Test
        void isOutOfBoundsIfItSeesMoreThanIsLeft() {
            LongView view = region.longs(16, 2);
            IntView within = region.ints(0, 2);
            view.set(0, 3);
            within.set(0, 4);
            region.resize(24);
            String message = "view out of bounds: offsetBytes=16 size=2 regionBytes=24";
            assertOutside(() -> view.at(0), message);
            assertOutside(view::toArray, message);
            assertOutside(view::size, message);
            assertThat(view.isInBounds()).isFalse();
            assertThat(within.at(0)).isEqualTo(4);
            region.resize(32);
            assertThat(view.isInBounds()).isTrue();
            assertThat(view.at(0)).isEqualTo(3);
            region.close();
        }
    }

    @Nested
    class OfASharedRegion {
        private static final int ADD_COUNT = 200_000;

        private final CyclicBarrier start = new CyclicBarrier(2);

        private void raceWithTwoHandles(SharedRegion region, Consumer<Viewable> racer) {
            CompletableFuture<Void> other =
                    CompletableFuture.runAsync(() -> {
                        try (SharedRegion handle = region.open()) {
                            begin(start);
                            racer.accept(handle);
                        }
                    });
            begin(start);
            racer.accept(region);
            other.join();
        }

        private static void begin(CyclicBarrier start) {
            try {
                start.await();
            } catch (Exception failed) {
                throw new CompletionException(failed);
            }
        }

        @Test
        void losesNoAddition() {
            try (SharedRegion region = SharedRegion.allocate(24)) {
                raceWithTwoHandles(region, mine -> {
                    LongView longs = mine.longs(0, 1);
                    IntView ints = mine.ints(8, 1);
                    DoubleView doubles = mine.doubles(16, 1);
                    for (int i = 0; i < ADD_COUNT; i++) {
                        longs.getAndAdd(0, 1L << 32);
                        ints.getAndAdd(0, 3);
                        doubles.getAndAdd(0, 0.5);
                    }
                });
                assertThat(region.longs().at(0)).isEqualTo((2L * ADD_COUNT) << 32);
                assertThat(region.ints().at(2)).isEqualTo(6 * ADD_COUNT);
                assertThat(region.doubles().at(2)).isEqualTo(ADD_COUNT);
            }
        }

        @Test
        void locksByCompareAndSet() {
            try (SharedRegion region = SharedRegion.allocate(16)) {
                raceWithTwoHandles(region, mine -> {
                    IntView lock = mine.ints(0, 1);
                    LongView guarded = mine.longs(8, 1);
                    for (int i = 0; i < ADD_COUNT; i++) {
                        while (!lock.compareAndSet(0, 0, 1)) {
                            Thread.onSpinWait();
                        }
                        guarded.set(0, guarded.at(0) + 1);
                        lock.setRelease(0, 0);
                    }
                });
                assertThat(region.longs().at(1)).isEqualTo(2L * ADD_COUNT);
            }
        }

        @Test
        void seesGrowthThroughAnotherHandle() {
            try (SharedRegion region = SharedRegion.growable(8, RegionKind.CAPACITY_BYTES);
                    SharedRegion other = region.open()) {
                LongView view = region.longs();
                assertOutside(() -> view.at(1), "index out of the view: index=1 size=1");
                other.grow(16);
                other.longs().setRelease(1, 5);
                assertThat(view.atAcquire(1)).isEqualTo(5);
            }
        }
    }
}
