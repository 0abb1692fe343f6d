// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.xlist.type.CloneLimitException;
import org.jparallel.xlist.type.CloneLimits;
import org.jparallel.xlist.type.CloneSink;
import org.jparallel.xlist.type.CloneSource;
import org.jparallel.xlist.type.CloneType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CloneLimitTest {
    private static final CloneLimits FEW = CloneLimits.standard().withElements(4);
    private static final CloneLimits SMALL = CloneLimits.standard().withBytes(100);

    private final MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);

    @AfterEach
    void losesNoByte() {
        assertThat(budget.usedBytes()).isZero();
    }

    private record Order(String name, List<Object> items) {}

    @Nested
    class Limits {
        @Test
        void areTheMostThatIsPossibleIfNothingIsSaid() {
            assertThat(CloneLimits.standard()).isEqualTo(new CloneLimits(1L << 40, 1L << 28));
            assertThat(CloneLimits.standard().withBytes(5).withElements(6))
                    .isEqualTo(new CloneLimits(5, 6));
        }

        @Test
        void haveARange() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CloneLimits.standard().withBytes(0))
                    .withMessage("out of range: bytes=0 minimum=1 maximum=1099511627776");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CloneLimits.standard().withElements((1L << 28) + 1))
                    .withMessage(
                            "out of range: elements=268435457 minimum=1 maximum=268435456");
        }
    }

    @Nested
    class OfElements {
        @Test
        void countTheValueItselfAndAllThatItHolds() {
            List<Integer> three = List.of(1, 2, 3);
            assertThat(StructuredClone.copy(three, FEW)).isEqualTo(three);
            assertThatExceptionOfType(CloneLimitException.class)
                    .isThrownBy(() -> StructuredClone.copy(List.of(1, 2, 3, 4), FEW))
                    .withMessage("clone too large: path=root limitElements=4");
            assertThat(StructuredClone.copy(new long[100], FEW)).hasSize(100);
            assertThat(StructuredClone.copy("x".repeat(100), FEW)).hasSize(100);
        }

        @Test
        void nameTheObjectThatHasTooMany() {
            Order order = new Order("a", new ArrayList<>(List.of(1, Map.of("k", 2))));
            assertThatExceptionOfType(CloneLimitException.class)
                    .isThrownBy(
                            () -> StructuredClone.copy(order, FEW.withElements(6)))
                    .withMessage("clone too large: path=root.items[1] limitElements=6")
                    .matches(reached -> reached.path().equals("root.items[1]"));
            assertThat(StructuredClone.copy(order, FEW.withElements(7))).isEqualTo(order);
        }

        @Test
        void endACycleThatGrowsNoMore() {
            List<Object> cycle = new ArrayList<>();
            cycle.add(cycle);
            List<Object> copy = StructuredClone.copy(cycle, FEW.withElements(2));
            assertThat(copy.getFirst() == copy).isTrue();
        }
    }

    /// Writes without end, until it is stopped.
    private record Endless(boolean isOfBytes) {
        private static final class Type implements CloneType<Endless> {
            @Override
            public Class<Endless> type() {
                return Endless.class;
            }

            @Override
            public void write(Endless endless, CloneSink sink) {
                while (true) {
                    if (endless.isOfBytes) {
                        sink.putLong(1);
                    } else {
                        sink.putValue(null);
                    }
                }
            }

            @Override
            public Endless read(CloneSource source) {
                return new Endless(false);
            }
        }

        static {
            StructuredClone.register(new Type());
        }
    }

    @Nested
    class OfWhatIsLargerThanMemory {
        private static final CloneLimits TEN = CloneLimits.standard().withElements(10);

        /// A value that must not be printed.
        ///
        /// @param name what it is
        /// @param value the value
        record Huge(String name, Object value) {
            @Override
            public String toString() {
                return name;
            }
        }

        static Stream<Huge> values() {
            List<String> billion = Collections.nCopies(1_000_000_000, "x");
            return Stream.of(
                    new Huge("copies", billion),
                    new Huge("copies of null", Collections.nCopies(1_000_000_000, null)),
                    new Huge("part of copies", billion.subList(1, 900_000_000)),
                    new Huge("view of copies", billion.reversed()),
                    new Huge("wrapped copies", Collections.unmodifiableList(billion)),
                    new Huge("locked copies", Collections.synchronizedCollection(billion)),
                    new Huge(
                            "wrapped view", Collections.unmodifiableCollection(billion.reversed())),
                    new Huge("without end", new Endless(false)));
        }

        @ParameterizedTest
        @MethodSource("values")
        void areReachedBeforeThereIsMemoryForIt(Huge huge) {
            for (CloneLimits limits : List.of(TEN, TEN.withElements(2_000))) {
                assertThatExceptionOfType(CloneLimitException.class)
                        .isThrownBy(() -> StructuredClone.copy(huge.value, limits))
                        .withMessageStartingWith("clone too large: path=root")
                        .withMessageEndingWith(" limitElements=" + limits.elements());
            }
        }

        @Test
        void areThoseOfEveryCloneIfNothingIsSaid() {
            assertThatExceptionOfType(CloneLimitException.class)
                    .isThrownBy(
                            () -> StructuredClone.copy(Collections.nCopies(1_000_000_000, "x")))
                    .withMessage("clone too large: path=root limitElements=268435456");
        }

        @Test
        void stopACloneTypeThatWritesBytesWithoutEnd() {
            assertThatExceptionOfType(CloneLimitException.class)
                    .isThrownBy(() -> StructuredClone.copy(new Endless(true), SMALL))
                    .withMessage("clone too large: path=root limitBytes=100");
        }

        static Stream<Object> plain() {
            return Stream.of(
                    new ArrayList<>(Collections.nCopies(1_000, 7)),
                    new LinkedHashSet<>(IntStream.range(0, 1_000).boxed().toList()),
                    IntStream.range(0, 1_000).boxed().collect(Collectors.toMap(i -> i, i -> i)));
        }

        @ParameterizedTest
        @MethodSource("plain")
        void areLookedAtBeforeAnyElementIsWritten(Object value) {
            assertThatExceptionOfType(CloneLimitException.class)
                    .isThrownBy(() -> StructuredClone.copy(value, TEN.withBytes(100)))
                    .withMessage("clone too large: path=root limitElements=10");
            int elementCount = value instanceof Map<?, ?> ? 2_001 : 1_001;
            assertThat(StructuredClone.copy(value, TEN.withElements(elementCount)))
                    .isEqualTo(value);
        }
    }

    @Nested
    class OfBytes {
        static Stream<Object> values() {
            return Stream.of(
                    "x".repeat(50),
                    "\u4e2d".repeat(50),
                    1L,
                    new int[20],
                    new boolean[30],
                    List.of("a", "b", List.of("c")),
                    Map.of("key", List.of(1L, 2L)),
                    new Order("name", List.of(1, "two", new byte[5])),
                    new String[] {"x".repeat(2_000), null});
        }

        @ParameterizedTest
        @MethodSource("values")
        void areExact(Object value) {
            try (CloneSlot<Object> slot = new CloneSlot<>(budget)) {
                slot.set(value);
                long byteCount = slot.byteCount();
                for (long limit = 1; limit < byteCount; limit++) {
                    CloneLimits tooSmall = CloneLimits.standard().withBytes(limit);
                    assertThatExceptionOfType(CloneLimitException.class)
                            .isThrownBy(() -> StructuredClone.copy(value, tooSmall))
                            .withMessageEndingWith(" limitBytes=" + limit);
                }
                CloneLimits exact = CloneLimits.standard().withBytes(byteCount);
                assertThat(StructuredClone.copy(value, exact))
                        .usingRecursiveComparison()
                        .isEqualTo(value);
            }
        }

        @Test
        void nameTheValueAtWhichTheyAreReached() {
            assertThatExceptionOfType(CloneLimitException.class)
                    .isThrownBy(() -> StructuredClone.copy("x".repeat(100), SMALL))
                    .withMessage("clone too large: path=root limitBytes=100");
            assertThatExceptionOfType(CloneLimitException.class)
                    .isThrownBy(
                            () ->
                                    StructuredClone.copy(
                                            new Order("a", List.of(1, new byte[100])), SMALL))
                    .withMessage("clone too large: path=root.items[1] limitBytes=100");
        }

        @Test
        void holdForNoOtherClone() {
            assertThatExceptionOfType(CloneLimitException.class)
                    .isThrownBy(() -> StructuredClone.copy(new byte[1_000_000], SMALL));
            assertThat(StructuredClone.copy(new byte[1_000_000])).hasSize(1_000_000);
        }
    }

    @Nested
    class AtAList {
        @Test
        void leaveItAsItWas() {
            try (XList<Object> list = new XList<>(budget, SMALL);
                    XList<Object> own = new XList<>(FEW);
                    XList<Object> bounded = XList.bounded(2, FEW)) {
                list.push("first");
                Object large = Collections.nCopies(50, "element");
                XListStatistics before = list.statistics();
                for (XList<Object> each : List.of(list, own, bounded)) {
                    assertThatExceptionOfType(CloneLimitException.class)
                            .isThrownBy(() -> each.push(large));
                    assertThatExceptionOfType(CloneLimitException.class)
                            .isThrownBy(() -> each.offer(large));
                }
                assertThat(list.statistics()).isEqualTo(before);
                list.push("second");
                assertThat(list.flush()).containsExactly("first", "second");
                assertThat(own.isEmpty() && bounded.isEmpty()).isTrue();
            }
        }
    }

    @Nested
    class AtASlot {
        @Test
        void leaveTheValueBefore() {
            try (CloneSlot<List<@Nullable Object>> slot = new CloneSlot<>(budget, FEW)) {
                slot.set(Arrays.asList(1, null, 3));
                assertThatExceptionOfType(CloneLimitException.class)
                        .isThrownBy(() -> slot.set(Arrays.asList(1, 2, 3, 4)));
                assertThat(slot.value()).isEqualTo(Arrays.asList(1, null, 3));
            }
        }
    }
}
