// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jparallel.arena.MemoryBudget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DoubleXListTest {
    private final MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);
    private final DoubleXList list = new DoubleXList(budget);

    @AfterEach
    void givesEverythingBack() {
        list.close();
        assertThat(list.isClosed()).isTrue();
        assertThat(list.statistics()).isEqualTo(new XListStatistics(0, 0, 0));
        assertThat(budget.usedBytes()).isZero();
    }

    @Nested
    class Empty {
        @Test
        void keepsEveryBit() {
            double[] values = {
                0.0, -0.0, Double.NaN, Double.longBitsToDouble(0x7ff8_0000_dead_beefL),
                Double.MIN_VALUE, Double.NEGATIVE_INFINITY, Math.PI
            };
            for (double value : values) {
                list.push(value);
                assertThat(Double.doubleToRawLongBits(list.pop()))
                        .isEqualTo(Double.doubleToRawLongBits(value));
            }
        }

        @Test
        void hasNothingToTake() {
            assertThat(list).hasToString("DoubleXList[size=0]");
            assertThat(list.isEmpty()).isTrue();
            assertThat(list.poll(0.5)).isEqualTo(0.5);
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(list::pop);
            assertThatExceptionOfType(NoSuchElementException.class)
                    .isThrownBy(() -> list.take(Duration.ZERO));
        }
    }

    @Nested
    class WithElements {
        @Test
        void givesThemInOrder() {
            List<Double> seen = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                assertThat(list.offer(i)).isTrue();
            }
            assertThat(list.size()).isEqualTo(10);
            list.forEach(seen::add);
            assertThat(list.stream().sum()).isEqualTo(45);
            assertThat(list.take()).isEqualTo(0);
            assertThat(list.drain(value -> assertThat(value).isEqualTo(1), 1)).isEqualTo(1);
            assertThat(list.takeBatch(value -> assertThat(value).isEqualTo(2), 1)).isEqualTo(1);
            assertThat(list.drain(seen::add, 5)).isEqualTo(5);
            assertThat(list.flush()).containsExactly(8, 9);
            assertThat(seen).hasSize(15).endsWith(3.0, 4.0, 5.0, 6.0, 7.0);
        }

        @Test
        void isFinishedOnce() {
            list.push(1);
            list.finish();
            assertThat(list.isFinished()).isTrue();
            assertThatIllegalStateException().isThrownBy(() -> list.push(2));
            assertThat(list.drain(value -> assertThat(value).isEqualTo(1))).isEqualTo(1);
        }
    }

    @Nested
    class Bounded {
        @Test
        void refusesWhatHasNoRoom() {
            try (DoubleXList bounded = DoubleXList.bounded(1)) {
                bounded.push(1);
                assertThat(bounded.offer(2)).isFalse();
                assertThat(bounded.offer(2, Duration.ofMillis(1))).isFalse();
            }
        }
    }
}
