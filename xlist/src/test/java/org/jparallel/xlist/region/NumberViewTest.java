// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the views of each kind of number do with it.
class NumberViewTest {
    @Nested
    class OfInts {
        @ParameterizedTest
        @EnumSource
        void readsWhatIsWrittenInEveryMode(RegionKind kind) {
            try (Viewable region = kind.make(100)) {
                IntView view = region.ints(4, 3);
                view.set(0, 1);
                view.setOpaque(1, 2);
                view.setRelease(2, 3);
                assertThat(view.at(0)).isEqualTo(1);
                assertThat(view.atOpaque(1)).isEqualTo(2);
                assertThat(view.atAcquire(2)).isEqualTo(3);
                view.setVolatile(2, Integer.MIN_VALUE);
                assertThat(view.atVolatile(2)).isEqualTo(Integer.MIN_VALUE);
                assertThat(region.segment().asSlice(0, 20).toArray(ValueLayout.JAVA_INT))
                        .containsExactly(0, 1, 2, Integer.MIN_VALUE, 0);
            }
        }

        @ParameterizedTest
        @EnumSource
        void replacesAtomically(RegionKind kind) {
            try (Viewable region = kind.make(8)) {
                IntView view = region.ints();
                assertThat(view.compareAndSet(1, 0, 5)).isTrue();
                assertThat(view.compareAndSet(1, 0, 6)).isFalse();
                assertThat(view.compareAndExchange(1, 5, 7)).isEqualTo(5);
                assertThat(view.compareAndExchange(1, 5, 8)).isEqualTo(7);
                assertThat(view.getAndSet(1, Integer.MAX_VALUE)).isEqualTo(7);
                assertThat(view.getAndAdd(1, 1)).isEqualTo(Integer.MAX_VALUE);
                assertThat(view.getAndBitwiseOr(1, 6)).isEqualTo(Integer.MIN_VALUE);
                assertThat(view.getAndBitwiseAnd(1, 12)).isEqualTo(Integer.MIN_VALUE | 6);
                assertThat(view.getAndBitwiseXor(1, 5)).isEqualTo(4);
                assertThat(view.toArray()).containsExactly(0, 1);
            }
        }

        @ParameterizedTest
        @EnumSource
        void copiesArrays(RegionKind kind) {
            try (Viewable region = kind.make(20)) {
                IntView view = region.ints(4, 4);
                view.copyFrom(new int[] {9, 1, 2, 9}, 1, 2, 2);
                assertThat(view.toArray()).containsExactly(0, 0, 1, 2);
                int[] copy = new int[4];
                view.copyTo(copy, 1, 1, 3);
                assertThat(copy).containsExactly(0, 0, 1, 2);
            }
        }
    }

    @Nested
    class OfLongs {
        @ParameterizedTest
        @EnumSource
        void readsWhatIsWrittenInEveryMode(RegionKind kind) {
            try (Viewable region = kind.make(100)) {
                LongView view = region.longs(8, 3);
                view.set(0, 1);
                view.setOpaque(1, 2);
                view.setRelease(2, 3);
                assertThat(view.at(0)).isEqualTo(1);
                assertThat(view.atOpaque(1)).isEqualTo(2);
                assertThat(view.atAcquire(2)).isEqualTo(3);
                view.setVolatile(2, Long.MIN_VALUE);
                assertThat(view.atVolatile(2)).isEqualTo(Long.MIN_VALUE);
                assertThat(region.segment().asSlice(0, 40).toArray(ValueLayout.JAVA_LONG))
                        .containsExactly(0, 1, 2, Long.MIN_VALUE, 0);
            }
        }

        @ParameterizedTest
        @EnumSource
        void replacesAtomically(RegionKind kind) {
            try (Viewable region = kind.make(16)) {
                LongView view = region.longs();
                assertThat(view.compareAndSet(1, 0, 5)).isTrue();
                assertThat(view.compareAndSet(1, 0, 6)).isFalse();
                assertThat(view.compareAndExchange(1, 5, 7)).isEqualTo(5);
                assertThat(view.compareAndExchange(1, 5, 8)).isEqualTo(7);
                assertThat(view.getAndSet(1, Long.MAX_VALUE)).isEqualTo(7);
                assertThat(view.getAndAdd(1, 1)).isEqualTo(Long.MAX_VALUE);
                assertThat(view.getAndBitwiseOr(1, 6)).isEqualTo(Long.MIN_VALUE);
                assertThat(view.getAndBitwiseAnd(1, 12)).isEqualTo(Long.MIN_VALUE | 6);
                assertThat(view.getAndBitwiseXor(1, 5)).isEqualTo(4);
                assertThat(view.toArray()).containsExactly(0, 1);
            }
        }

        @ParameterizedTest
        @EnumSource
        void copiesArrays(RegionKind kind) {
            try (Viewable region = kind.make(40)) {
                LongView view = region.longs(8, 4);
                view.copyFrom(new long[] {9, 1, 2, 9}, 1, 2, 2);
                assertThat(view.toArray()).containsExactly(0, 0, 1, 2);
                long[] copy = new long[4];
                view.copyTo(copy, 1, 1, 3);
                assertThat(copy).containsExactly(0, 0, 1, 2);
            }
        }
    }

    @Nested
    class OfDoubles {
        @ParameterizedTest
        @EnumSource
        void readsWhatIsWrittenInEveryMode(RegionKind kind) {
            try (Viewable region = kind.make(100)) {
                DoubleView view = region.doubles(8, 3);
                view.set(0, 1.5);
                view.setOpaque(1, 2.5);
                view.setRelease(2, 3.5);
                assertThat(view.at(0)).isEqualTo(1.5);
                assertThat(view.atOpaque(1)).isEqualTo(2.5);
                assertThat(view.atAcquire(2)).isEqualTo(3.5);
                view.setVolatile(2, Double.MIN_VALUE);
                assertThat(view.atVolatile(2)).isEqualTo(Double.MIN_VALUE);
                assertThat(region.segment().asSlice(0, 40).toArray(ValueLayout.JAVA_DOUBLE))
                        .containsExactly(0, 1.5, 2.5, Double.MIN_VALUE, 0);
            }
        }

        @ParameterizedTest
        @EnumSource
        void replacesAtomically(RegionKind kind) {
            try (Viewable region = kind.make(16)) {
                DoubleView view = region.doubles();
                assertThat(view.compareAndSet(1, 0, 5)).isTrue();
                assertThat(view.compareAndSet(1, 0, 6)).isFalse();
                assertThat(view.compareAndExchange(1, 5, 7)).isEqualTo(5);
                assertThat(view.compareAndExchange(1, 5, 8)).isEqualTo(7);
                assertThat(view.getAndSet(1, 0.5)).isEqualTo(7);
                assertThat(view.getAndAdd(1, 0.25)).isEqualTo(0.5);
                assertThat(view.toArray()).containsExactly(0, 0.75);
            }
        }

        @ParameterizedTest
        @EnumSource
        void comparesBits(RegionKind kind) {
            try (Viewable region = kind.make(8)) {
                DoubleView view = region.doubles();
                assertThat(view.compareAndSet(0, -0.0, 1)).isFalse();
                view.set(0, Double.NaN);
                assertThat(view.getAndAdd(0, 1)).isNaN();
                assertThat(view.compareAndSet(0, Double.NaN, 1)).isTrue();
                region.longs().set(0, Double.doubleToRawLongBits(Double.NaN) | 1);
                assertThat(view.compareAndSet(0, Double.NaN, 2)).isFalse();
                assertThat(view.at(0)).isNaN();
            }
        }

        @ParameterizedTest
        @EnumSource
        void copiesArrays(RegionKind kind) {
            try (Viewable region = kind.make(40)) {
                DoubleView view = region.doubles(8, 4);
                view.copyFrom(new double[] {9, 1, 2, 9}, 1, 2, 2);
                assertThat(view.toArray()).containsExactly(0, 0, 1, 2);
                double[] copy = new double[4];
                view.copyTo(copy, 1, 1, 3);
                assertThat(copy).containsExactly(0, 0, 1, 2);
            }
        }
    }
}
