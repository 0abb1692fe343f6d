// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("What is written without tags")
final class RecordTest {
    private record Numbers(
            boolean truth,
            byte small,
            short two,
            char letter,
            int four,
            long eight,
            float single,
            double twice,
            @Nullable Object other) {}

    private record NoParts(long number) {}

    private record Nothing() {}

    private record Picky(String text) {
        private static boolean isOpen = true;

        private Picky {
            if (!isOpen) {
                throw new ClassCastException("from the constructor");
            }
        }
    }

    private static Numbers numbers(@Nullable Object other) {
        return new Numbers(
                true,
                (byte) -1,
                (short) -2,
                '\ud800',
                -4,
                -8,
                Float.intBitsToFloat(0x7fc0_1234),
                -0.0,
                other);
    }

    @Nested
    @DisplayName("of a record")
    final class OfARecord {
        @Test
        void keepsEachBit() {
            Numbers copy = Cloned.of(numbers("x"));
            assertThat(copy).isEqualTo(numbers("x"));
            assertThat(Float.floatToRawIntBits(copy.single())).isEqualTo(0x7fc0_1234);
            assertThat(Cloned.of(new NoParts(7))).isEqualTo(new NoParts(7));
            assertThat(Cloned.of(new Nothing())).isEqualTo(new Nothing());
        }

        @Test
        void keepsEachBitHoweverDeep() {
            for (int depth : new int[] {1, 63, 64, 65, 66, 200}) {
                Numbers value = numbers(null);
                for (int i = 0; i < depth; i++) {
                    value = numbers(i % 2 == 0 ? value : new ArrayList<>(List.of(value, "x")));
                }
                assertThat(Cloned.of(value).equals(value)).isTrue();
            }
        }

        @Test
        void keepsEachBitWhereItWaitsForAnother() {
            List<Object> list = new ArrayList<>();
            Numbers value = numbers(list);
            list.add(numbers(value));
            list.add(value);
            Numbers copy = Cloned.of(value);
            List<?> copyOfList = (List<?>) Objects.requireNonNull(copy.other());
            Numbers inner = (Numbers) copyOfList.getFirst();
            assertThat(copyOfList.get(1)).isSameAs(copy);
            assertThat(inner.other()).isSameAs(copy);
            assertThat(inner.eight()).isEqualTo(-8);
            assertThat(copy.letter()).isEqualTo('\ud800');
        }

        @Test
        void passesAnExceptionOfTheConstructorOnAsItIs() {
            Picky value = new Picky("x");
            Picky.isOpen = false;
            try {
                assertThatThrownBy(() -> Cloned.of(List.of(value)))
                        .isExactlyInstanceOf(ClassCastException.class)
                        .hasMessage("from the constructor");
            } finally {
                Picky.isOpen = true;
            }
        }
    }

    @Nested
    @DisplayName("of a collection")
    final class OfACollection {
        @Test
        void keepsItsKindItsOrderAndItsElements() {
            for (List<?> elements :
                    List.of(
                            List.of("a", "", "b\ud800"),
                            List.of(1, -1, Integer.MIN_VALUE),
                            List.of(1L, Long.MIN_VALUE),
                            List.of(0.0, -0.0, Double.NaN),
                            List.of("a", 1, 2L, 3.0, 'c'),
                            List.of("x".repeat(63), "x".repeat(64), "y".repeat(100)),
                            IntStream.range(0, 5_000).boxed().toList(),
                            IntStream.range(0, 5_000).mapToObj(Integer::toString).toList())) {
                assertSame(new ArrayList<>(elements));
                assertSame(new LinkedHashSet<>(elements));
                assertSame(new HashSet<>(elements));
                Map<Object, Object> map = new LinkedHashMap<>();
                elements.forEach(element -> map.put(element, "v" + element));
                assertSame(map);
                assertSame(new HashMap<>(map));
            }
        }

        @Test
        void takesBackWhatItWroteWhenAnotherKindComes() {
            List<@Nullable Object> late = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                late.add("element " + i);
            }
            late.add(null);
            assertThat(Cloned.of(late)).isEqualTo(late);
            Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
            late.forEach(each -> map.put(each, each == null ? "none" : 1));
            assertThat(Cloned.of(map)).isEqualTo(map);
            assertThat(Cloned.of(List.of("before", late, "after")))
                    .isEqualTo(List.of("before", late, "after"));
        }

        @Test
        void keepsALongStringOne() {
            String text = "x".repeat(64);
            List<String> copy = Cloned.of(new ArrayList<>(List.of("a", text, text)));
            assertThat(copy.get(1)).isSameAs(copy.get(2));
        }

        @Test
        void isFoundAgain() {
            List<Object> shared = new ArrayList<>(List.of(1L, 2L));
            Map<Object, Object> map = new HashMap<>(Map.of("k", 1));
            List<List<Object>> copy =
                    Cloned.of(List.of(List.of(shared, map), List.of(shared, map)));
            assertThat(copy.get(0).get(0)).isSameAs(copy.get(1).get(0));
            assertThat(copy.get(0).get(1)).isSameAs(copy.get(1).get(1));
        }

        private void assertSame(Object value) {
            Object copy = Cloned.of(value);
            assertThat(copy).isEqualTo(value).isExactlyInstanceOf(value.getClass());
            if (value instanceof SequencedCollection<?> || value instanceof SequencedMap<?, ?>) {
                assertThat(copy.toString()).isEqualTo(value.toString());
            }
            assertThat(Isomorphism.between(Set.of(value), Cloned.of(Set.of(value)))).isEmpty();
        }
    }
}
