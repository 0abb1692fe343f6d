// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A shareable value")
@SuppressWarnings({"JavaUtilDate", "ArrayRecordComponent", "UnusedMethod"}) // what users do
final class ShareableTest {
    private record Order(String name, @Nullable Object lines) {}

    private record Lines(ArrayList<String> lines) {}

    private record Copying(int[] numbers) {
        @Override
        public int[] numbers() {
            return numbers.clone();
        }
    }

    private record Priced(int count, double price) {}

    /// Has other values after each construction.
    private record Swapping(long left, long right, Object lines) {
        private Swapping(long left, long right, Object lines) {
            this.left = right;
            this.right = left;
            this.lines = lines;
        }
    }

    private record Picky(List<String> lines) {
        private Picky {
            if (!(lines instanceof ArrayList)) {
                throw Picky.<RuntimeException>raise();
            }
        }

        @SuppressWarnings("unchecked") // erased: throws as it is
        private static <E extends Exception> RuntimeException raise() throws E {
            throw (E) new IOException("from the constructor");
        }
    }

    private static class Point {
        private final int x;
        private final Object label;

        private Point(int x, Object label) {
            this.x = x;
            this.label = label;
        }

        @Override
        public String toString() {
            return x + " " + label;
        }
    }

    private static final class Moving extends Point {
        private int y;

        private Moving() {
            super(1, "m");
            y++;
        }

        @Override
        public String toString() {
            return super.toString() + y;
        }
    }

    private static final class Growing extends ArrayList<Object> {
        private static final long serialVersionUID = 1L;
    }

    static Stream<@Nullable Object> shareable() throws IOException {
        int captured = new ArrayList<>(List.of(1)).size();
        return Stream.of(
                null,
                "text",
                1L,
                Thread.State.NEW,
                Instant.EPOCH,
                ZoneId.of("Europe/Berlin"),
                Path.of("x"),
                URI.create("x:y"),
                Locale.ROOT,
                Pattern.compile("a"),
                String.class,
                List.of(),
                List.of(1, "b"),
                List.of(1, 2, 3).subList(0, 2),
                Arrays.asList(1, null).stream().toList(),
                Set.of(1, 2, 3),
                Map.of("k", List.of(1)),
                Map.entry("k", "v"),
                new AbstractMap.SimpleImmutableEntry<>("k", null),
                Optional.of(List.of(1)),
                Collections.emptyList(),
                Collections.singletonList(null),
                Comparator.naturalOrder(),
                new Order("o", List.of(new Order("p", null))),
                new Point(1, "p"),
                (Supplier<Integer>) () -> captured,
                (Supplier<String>) () -> "none",
                new XList<>());
    }

    static Stream<Arguments> unshareable() {
        List<Object> list = new ArrayList<>(List.of(1));
        return Stream.of(
                Arguments.of(list, "root: java.util.ArrayList (it can be changed)"),
                Arguments.of(new int[0], "root: [I (an array can be changed)"),
                Arguments.of(new Date(), "root: java.util.Date (it can be changed)"),
                Arguments.of(new BitSet(), "root: java.util.BitSet (it can be changed)"),
                Arguments.of(
                        new AtomicInteger(),
                        "root: java.util.concurrent.atomic.AtomicInteger (it can be changed)"),
                Arguments.of(new Growing(), named("root", Growing.class, "it can be changed")),
                Arguments.of(
                        Collections.unmodifiableList(list),
                        "root: java.util.Collections$UnmodifiableRandomAccessList"
                                + " (what it wraps can be changed)"),
                Arguments.of(
                        Collections.unmodifiableSequencedMap(new LinkedHashMap<>()),
                        "root: java.util.Collections$UnmodifiableSequencedMap"
                                + " (what it wraps can be changed)"),
                Arguments.of(
                        List.of(1, 2).reversed(),
                        "root: java.util.ReverseOrderListView$Rand (it can be changed)"),
                Arguments.of(
                        new AbstractMap.SimpleEntry<>(1, 2),
                        "root: java.util.AbstractMap$SimpleEntry (it can be changed)"),
                Arguments.of(
                        new Order("o", Map.of("k", List.of(1, list))),
                        "root.lines.get(\"k\")[1]: java.util.ArrayList (it can be changed)"),
                Arguments.of(
                        new Copying(new int[] {1}), "root.numbers: [I (an array can be changed)"),
                Arguments.of(
                        new Point(1, Optional.of(list)),
                        "root.label.get(): java.util.ArrayList (it can be changed)"),
                Arguments.of(
                        new Moving(), named("root", Moving.class, "a field is not final: name=y")),
                Arguments.of(
                        new Error("e"), "root: java.lang.Error (it can be changed)"),
                Arguments.of(
                        (Supplier<Object>) () -> list,
                        "root.arg$1: java.util.ArrayList (it can be changed)"));
    }

    private static String named(String path, Class<?> type, String reason) {
        return path + ": " + type.getName() + " (" + reason + ")";
    }

    @ParameterizedTest
    @MethodSource("shareable")
    void isFound(@Nullable Object value) {
        assertThat(Shareable.check(value)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unshareable")
    void isNotWhatSomebodyCanChange(Object value, String objection) {
        assertThat(Shareable.check(value).map(Unshareable::toString)).contains(objection);
    }

    @Test
    void mayBeAsDeepAsMemoryAllows() {
        Object deep = new int[1];
        Object wide = "x";
        for (int i = 0; i < 1_000_000; i++) {
            deep = new Order("o", deep);
            wide = List.of(wide, wide);
        }
        assertThat(Shareable.check(deep)).isPresent();
        assertThat(Shareable.check(wide)).isEmpty();
    }

    @Nested
    @DisplayName("made by freezing")
    final class MadeByFreezing {
        @Test
        void isTheValueIfThatIsShareable() {
            for (Object value :
                    List.of("x", List.of(1), new Order("o", Map.of()), new Point(1, "p"))) {
                assertThat(Shareable.freeze(value)).isSameAs(value);
            }
        }

        @Test
        void isTheRecordIfNothingInItIsMadeAnew() {
            for (Object value :
                    List.of(new Priced(1_000, 1.5), new Swapping(1_000, 2_000L, List.of("x")))) {
                assertThat(Shareable.freeze(value)).isSameAs(value);
                assertThat(Shareable.freeze(new ArrayList<>(List.of(value))).getFirst())
                        .isSameAs(value);
            }
        }

        @Test
        void isShareableAndEqual() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("z", new ArrayList<>(Arrays.asList(1, null)));
            map.put("a", new LinkedHashSet<>(List.of("q", "b")));
            map.put("e", EnumSet.of(Thread.State.NEW));
            map.put("m", new Order("o", new HashMap<>(Map.of(1, Optional.of(new ArrayList<>())))));
            map.put("t", new AbstractMap.SimpleEntry<>("k", new ArrayList<>()));
            map.put("n", null);
            Map<String, Object> frozen = Shareable.freeze(map);
            assertThat(Shareable.check(frozen)).isEmpty();
            assertThat(frozen).isEqualTo(map);
            assertThat(frozen.keySet()).containsExactly("z", "a", "e", "m", "t", "n");
            assertThatThrownBy(() -> frozen.put("x", 1))
                    .isInstanceOf(UnsupportedOperationException.class);
            map.clear();
            assertThat(frozen).hasSize(6);
            assertThat(Shareable.freeze(frozen)).isSameAs(frozen);
        }

        @Test
        void keepsOrderAndComparator() {
            TreeMap<String, Object> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            map.put("b", 1);
            map.put("A", 2);
            Map<String, Object> frozen = Shareable.freeze((Map<String, Object>) map);
            assertThat(frozen).isInstanceOf(SortedMap.class).containsEntry("a", 2);
            assertThat(Shareable.check(frozen)).isEmpty();
            Set<Integer> set = Shareable.freeze(new TreeSet<>(Set.of(3, 1, 2)));
            assertThat(set).containsExactly(1, 2, 3);
            assertThat(Shareable.check(set)).isEmpty();
            Collection<Integer> deque = Shareable.freeze(new ArrayDeque<>(List.of(3, 1)));
            assertThat(deque).isEqualTo(List.of(3, 1));
        }

        @Test
        void keepsWhatIsShared() {
            List<Object> list = new ArrayList<>(List.of("x"));
            List<Object> frozen = Shareable.freeze(List.of(list, new Order("o", list)));
            assertThat(((Order) frozen.get(1)).lines()).isSameAs(frozen.get(0));
        }

        @Test
        void crossesByReferenceIfItIsAMapOrASet() {
            Map<String, Integer> map = new HashMap<>(Map.of("k", 1));
            Map<String, Integer> frozen = Shareable.freeze(map);
            assertThat(StructuredClone.copy(frozen)).isSameAs(frozen);
            try (XList<Order> list = new XList<>()) {
                list.push(new Order("o", frozen));
                assertThat(list.pop().lines()).isSameAs(frozen);
            }
            Map<String, Integer> seen = Collections.unmodifiableSequencedMap(new LinkedHashMap<>());
            assertThat(StructuredClone.copy(seen)).isNotSameAs(seen).isEqualTo(seen);
        }

        @Test
        void goesAsDeepAsMemoryAllows() {
            Object deep = new ArrayList<>();
            for (int i = 0; i < 1_000_000; i++) {
                deep = new ArrayList<>(Arrays.asList(deep));
            }
            Object frozen = Shareable.freeze(deep);
            assertThat(Shareable.check(frozen)).isEmpty();
        }
    }

    @Nested
    @DisplayName("that cannot be made")
    final class ThatCannotBeMade {
        @Test
        void isRefusedWithThePath() {
            assertRefused(
                    new ArrayList<>(List.of(1, new int[1])),
                    "root[1]: [I (an array can be changed)");
            assertRefused(
                    new Order("o", new HashMap<>(Map.of("k", new Date()))),
                    "root.lines.get(\"k\"): java.util.Date (it can be changed)");
            assertRefused(
                    new ArrayList<>(List.of(new Point(1, new Order("o", new ArrayList<>())))),
                    "root[0].label.lines: java.util.ArrayList (it can be changed)");
            assertRefused(
                    new ArrayList<>(List.of(new Growing())),
                    named("root[0]", Growing.class, "it can be changed"));
            assertRefused(
                    new IdentityHashMap<>(),
                    "root: java.util.IdentityHashMap (it can be changed)");
        }

        @Test
        void isRefusedWhereAComponentCannotHoldIt() {
            assertRefused(
                    List.of(new Lines(new ArrayList<>())),
                    named(
                            "root[0]",
                            Lines.class,
                            "component cannot hold what is frozen: name=lines"
                                    + " wanted=java.util.ArrayList"));
        }

        @Test
        void isRefusedWhereAWrapperHidesAClassOfTheUser() {
            assertRefused(
                    new ArrayList<>(List.of(Collections.unmodifiableList(new Growing()))),
                    "root[0]: java.util.Collections$UnmodifiableRandomAccessList"
                            + " (what it wraps is not of the JDK)");
        }

        @Test
        void isRefusedForACycle() {
            List<Object> list = new ArrayList<>();
            list.add(new Order("o", list));
            assertRefused(
                    list, "root[0].lines: java.util.ArrayList (a cycle cannot be frozen)");
        }

        @Test
        void throwsWhatTheConstructorThrows() {
            List<Object> value = new ArrayList<>(List.of(new Picky(new ArrayList<>())));
            assertThatThrownBy(() -> Shareable.freeze(value))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("from the constructor");
        }

        private static void assertRefused(Object value, String message) {
            assertThatThrownBy(() -> Shareable.freeze(value))
                    .isInstanceOf(NotShareableException.class)
                    .hasMessage(message);
        }
    }
}
