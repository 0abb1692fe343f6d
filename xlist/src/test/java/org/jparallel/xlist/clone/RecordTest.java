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
import org.junit.jupiter.api.RepeatedTest;

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
        @RepeatedTest(LateCode.USE_COUNT)
        void keepsEachBit() {
            Numbers copy = Cloned.of(numbers("x"));
            assertThat(copy).isEqualTo(numbers("x"));
            assertThat(Float.floatToRawIntBits(copy.single())).isEqualTo(0x7fc0_1234);
            assertThat(Cloned.of(new NoParts(7))).isEqualTo(new NoParts(7));
            assertThat(Cloned.of(new Nothing())).isEqualTo(new Nothing());
        }

        @RepeatedTest(LateCode.USE_COUNT)
        void keepsEachBitHoweverDeep() {
            for (int depth : new int[] {1, 63, 64, 65, 66, 200}) {
                Numbers value = numbers(null);
                for (int i = 0; i < depth; i++) {
                    value = numbers(i % 2 == 0 ? value : new ArrayList<>(List.of(value, "x")));
                }
                assertThat(Cloned.of(value).equals(value)).isTrue();
            }
        }

        @RepeatedTest(LateCode.USE_COUNT)
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

        @RepeatedTest(LateCode.USE_COUNT)
        void keepsAsManyComponentsAsThereCanBe() {
            Wide value =
                    new Wide(
                    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
                    21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39,
                    40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58,
                    59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77,
                    78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96,
                    97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112,
                    113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126);
            assertThat(Cloned.of(value)).isEqualTo(value).isNotSameAs(value);
            Object deep = value;
            for (int i = 0; i < 100; i++) {
                deep = List.of(deep);
            }
            assertThat(Cloned.of(deep)).isEqualTo(deep);
        }

        @RepeatedTest(LateCode.USE_COUNT)
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

    /// Has as many as a constructor can.
    private record Wide(
            long a0, long a1, long a2, long a3, long a4, long a5, long a6, long a7, long a8,
            long a9, long a10, long a11, long a12, long a13, long a14, long a15, long a16, long
            a17, long a18, long a19, long a20, long a21, long a22, long a23, long a24, long a25,
            long a26, long a27, long a28, long a29, long a30, long a31, long a32, long a33, long
            a34, long a35, long a36, long a37, long a38, long a39, long a40, long a41, long a42,
            long a43, long a44, long a45, long a46, long a47, long a48, long a49, long a50, long
            a51, long a52, long a53, long a54, long a55, long a56, long a57, long a58, long a59,
            long a60, long a61, long a62, long a63, long a64, long a65, long a66, long a67, long
            a68, long a69, long a70, long a71, long a72, long a73, long a74, long a75, long a76,
            long a77, long a78, long a79, long a80, long a81, long a82, long a83, long a84, long
            a85, long a86, long a87, long a88, long a89, long a90, long a91, long a92, long a93,
            long a94, long a95, long a96, long a97, long a98, long a99, long a100, long a101,
            long a102, long a103, long a104, long a105, long a106, long a107, long a108, long
            a109, long a110, long a111, long a112, long a113, long a114, long a115, long a116,
            long a117, long a118, long a119, long a120, long a121, long a122, long a123, long
            a124, long a125, long a126) {
        private Wide {
            if (a0 < 0) {
                throw new IllegalArgumentException("negative");
            }
        }
    }

    @Nested
    @DisplayName("of a collection")
    final class OfACollection {
        @RepeatedTest(LateCode.USE_COUNT)
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

        @RepeatedTest(LateCode.USE_COUNT)
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

        @RepeatedTest(LateCode.USE_COUNT)
        void keepsALongStringOne() {
            String text = "x".repeat(64);
            List<String> copy = Cloned.of(new ArrayList<>(List.of("a", text, text)));
            assertThat(copy.get(1)).isSameAs(copy.get(2));
        }

        @RepeatedTest(LateCode.USE_COUNT)
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
