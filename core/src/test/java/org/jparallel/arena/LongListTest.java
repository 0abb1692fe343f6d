// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LongListTest {
    private static LongList of(long... values) {
        LongList list = new LongList(JavaHeap.ALLOCATOR);
        for (long value : values) {
            list.add(value);
        }
        return list;
    }

    @Property
    void behavesLikeAnArrayList(@ForAll List<Long> values, @ForAll @IntRange(max = 50) int room) {
        try (Arena arena = Arena.ofConfined()) {
            LongList list = new LongList(arena, room);
            values.forEach(list::add);
            List<Long> seen = new ArrayList<>();
            list.forEach(seen::add);
            assertThat(seen).isEqualTo(values);
            assertThat(list.size()).isEqualTo(values.size());
            for (int i = 0; i < values.size(); i++) {
                assertThat(list.at(i)).isEqualTo(values.get(i));
            }
        }
    }

    @Property
    void survivesItsFlatForm(@ForAll long[] values) {
        MemorySegment encoded = of(values).encoded(JavaHeap.ALLOCATOR);
        assertThat(LongList.decode(encoded, JavaHeap.ALLOCATOR).toArray()).isEqualTo(values);
        assertThat(ArenaCollection.decode(encoded)).isInstanceOf(LongList.class);
    }

    @Property
    void appendsAnotherListAndItself(@ForAll long[] left, @ForAll long[] right) {
        LongList list = of(left);
        list.addAll(of(right));
        list.addAll(list);
        long[] once = new long[left.length + right.length];
        System.arraycopy(left, 0, once, 0, left.length);
        System.arraycopy(right, 0, once, left.length, right.length);
        assertThat(list.size()).isEqualTo(2L * once.length);
        for (int i = 0; i < list.size(); i++) {
            assertThat(list.at(i)).isEqualTo(once[i % once.length]);
        }
    }

    @Nested
    class Empty {
        private final LongList list = new LongList(new LimitedAllocator(Arena.ofAuto(), 0));

        @Test
        void allocatesNothing() {
            assertThat(list.size()).isZero();
            assertThat(list.toArray()).isEmpty();
        }

        @Test
        void hasNoElement() {
            assertThatThrownBy(() -> list.at(0)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Nested
    class OfThree {
        private final LongList list = of(1, 2, 3);

        @Test
        void replacesAnElement() {
            list.set(1, 20);
            assertThat(list.toArray()).containsExactly(1, 20, 3);
        }

        @Test
        void refusesAnIndexInTheRoomBehind() {
            assertThatThrownBy(() -> list.at(3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> list.set(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        }

        @Test
        void forgetsAllOnClear() {
            list.clear();
            list.add(4);
            assertThat(list.toArray()).containsExactly(4);
        }

        @Test
        void tellsItsSize() {
            assertThat(list).hasToString("LongList[size=3]");
        }
    }

    @Nested
    class OutOfMemory {
        private final LongList list = new LongList(new LimitedAllocator(Arena.ofAuto(), 100));

        @Test
        void staysAsItWas() {
            for (int i = 0; i < 8; i++) {
                list.add(i);
            }
            assertThatThrownBy(() -> list.add(8))
                    .hasMessage(
                            "context memory exhausted: requestedBytes=128 usedBytes=64"
                                    + " limitBytes=100");
            assertThatThrownBy(() -> list.addAll(list)).isInstanceOf(ArenaExhaustedException.class);
            assertThat(list.toArray()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        }
    }

    @Test
    void refusesANegativeCapacity() {
        assertThatThrownBy(() -> new LongList(JavaHeap.ALLOCATOR, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("capacity negative: capacityBytes=-8");
    }

    @Test
    void diesWithItsArena() {
        LongList list;
        try (Arena arena = Arena.ofConfined()) {
            list = new LongList(arena);
            list.add(1);
        }
        assertThatThrownBy(() -> list.at(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> list.add(2)).isInstanceOf(IllegalStateException.class);
    }
}
