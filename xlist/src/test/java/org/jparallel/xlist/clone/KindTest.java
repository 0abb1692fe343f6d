// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jparallel.arena.ByteString;

@DisplayName("The clone of a kind")
@SuppressWarnings("JdkObsolete") // whatever a user may still hold is cloned
final class KindTest {
    private enum Shape implements Comparator<String> {
        ROUND,
        SQUARE {
            @Override
            public int compare(String left, String right) {
                return left.length() - right.length();
            }
        };

        @Override
        public int compare(String left, String right) {
            return right.compareTo(left);
        }
    }

    private record Generic<T>(T value, List<? extends T> others) {}

    private record Everything(
            boolean a, byte b, short c, char d, int e, long f, float g, double h, String i) {}

    private record Empty() {}

    static Stream<Collection<?>> collections() {
        List<String> source = List.of("b", "a", "c");
        return Stream.of(
                new ArrayList<>(source),
                new LinkedList<>(source),
                new Vector<>(source),
                new CopyOnWriteArrayList<>(source),
                new HashSet<>(source),
                new LinkedHashSet<>(source),
                new TreeSet<>(source),
                EnumSet.of(Shape.SQUARE),
                EnumSet.noneOf(Shape.class),
                EnumSet.allOf(Thread.State.class),
                stack(),
                Collections.unmodifiableSequencedSet(new LinkedHashSet<>(source)),
                Collections.synchronizedList(new LinkedList<>(source)),
                Collections.synchronizedSet(new HashSet<>(source)));
    }

    static Stream<Map<?, ?>> maps() {
        Map<String, Integer> source = Map.of("b", 1, "a", 2);
        return Stream.of(
                new HashMap<>(source),
                new LinkedHashMap<>(source),
                new TreeMap<>(source),
                new Hashtable<>(source),
                new ConcurrentHashMap<>(source),
                new EnumMap<>(Map.of(Shape.SQUARE, 1)),
                new EnumMap<>(Shape.class),
                Collections.singletonMap(null, "x"),
                Collections.unmodifiableMap(new HashMap<>(source)),
                Collections.unmodifiableNavigableMap(new TreeMap<>(source)),
                Collections.synchronizedSortedMap(new TreeMap<>(source)));
    }

    @ParameterizedTest
    @MethodSource("collections")
    void isTheSameCollection(Collection<?> value) {
        Collection<?> copy = Cloned.of(value);
        assertThat((Object) copy).hasSameClassAs(value).isEqualTo(value).isNotSameAs(value);
        assertThat(copy.toArray()).containsExactlyInAnyOrder(value.toArray());
    }

    @ParameterizedTest
    @MethodSource("maps")
    void isTheSameMap(Map<?, ?> value) {
        assertThat((Object) Cloned.of(value)).hasSameClassAs(value).isEqualTo(value);
    }

    @Test
    void keepsTheOrderOfDequesAndQueues() {
        assertThat(Cloned.of(new ArrayDeque<>(List.of(3, 1, 2)))).containsExactly(3, 1, 2);
        PriorityQueue<Integer> queue = new PriorityQueue<>(Comparator.reverseOrder());
        queue.addAll(List.of(3, 1, 2));
        assertThat(Cloned.of(queue).remove()).isEqualTo(3);
    }

    @Test
    void keepsTheOrderOfALinkedMap() {
        Map<String, Integer> inserted = new LinkedHashMap<>();
        inserted.put("b", 1);
        inserted.put("a", 2);
        Map<String, Integer> copy = Cloned.of(inserted);
        assertThat(copy.get("b")).isEqualTo(1);
        assertThat(copy.keySet()).containsExactly("b", "a");

        Map<String, Integer> accessed = new LinkedHashMap<>(16, 0.75f, true);
        accessed.putAll(inserted);
        Map<String, Integer> accessedCopy = Cloned.of(accessed);
        assertThat(accessedCopy.get("b")).isEqualTo(1);
        assertThat(accessedCopy.keySet()).containsExactly("a", "b");
        assertThat(accessed.keySet()).containsExactly("b", "a");
    }

    @Test
    void keepsTheComparator() {
        for (Comparator<String> comparator :
                List.of(
                        Comparator.<String>naturalOrder(),
                        Comparator.<String>reverseOrder(),
                        String.CASE_INSENSITIVE_ORDER,
                        String.CASE_INSENSITIVE_ORDER.reversed(),
                        Shape.ROUND,
                        Shape.SQUARE,
                        Shape.SQUARE.reversed())) {
            TreeMap<String, Integer> value = new TreeMap<>(comparator);
            value.put("bb", 1);
            value.put("A", 2);
            TreeMap<String, Integer> copy = Cloned.of(value);
            assertThat(copy.comparator()).isEqualTo(comparator);
            assertThat(copy).containsExactlyEntriesOf(value);
            assertThat(Cloned.of(value.descendingMap())).containsExactlyEntriesOf(
                    value.descendingMap());
        }
    }

    @Test
    void keepsEnumConstantsTheVerySame() {
        assertThat(Cloned.of(Shape.SQUARE)).isSameAs(Shape.SQUARE);
        assertThat(Cloned.of(new Shape[] {Shape.ROUND, Shape.SQUARE}))
                .containsExactly(Shape.ROUND, Shape.SQUARE);
        EnumMap<Shape, Object> copy = Cloned.of(new EnumMap<>(Shape.class));
        copy.put(Shape.SQUARE, 1);
        assertThat(copy).hasSize(1);
    }

    /// Each constant is written before the class has any that could be asked for.
    @SuppressWarnings("ImmutableEnumChecker") // nobody writes into the array
    private enum Early {
        FIRST,
        LAST;

        private final byte[] frame;

        Early() {
            frame = Frames.of(List.of(this));
        }
    }

    @Test
    void keepsConstantsThatWereWrittenWhileTheirClassWasInitialized() {
        assertThat(Frames.read(Early.FIRST.frame)).isEqualTo(List.of(Early.FIRST));
        assertThat(Frames.read(Early.LAST.frame)).isEqualTo(List.of(Early.LAST));
    }

    @Test
    void keepsTheClassOfWhatAWrapperWraps() {
        for (Object value :
                List.of(
                        Collections.unmodifiableList(new CopyOnWriteArrayList<>(List.of(1))),
                        Collections.unmodifiableList(new LinkedList<>(List.of(1))),
                        Collections.unmodifiableCollection(new ArrayDeque<>(List.of(1))),
                        Collections.unmodifiableMap(new EnumMap<>(Map.of(Shape.ROUND, 1))),
                        Collections.unmodifiableMap(new LinkedHashMap<>(16, 0.75f, true)),
                        Collections.unmodifiableSortedMap(new ConcurrentSkipListMap<>()),
                        Collections.synchronizedCollection(new ArrayBlockingQueue<>(5)),
                        Collections.synchronizedSet(new HashSet<>(List.of(1))))) {
            Object copy = Cloned.of(value);
            Object wrapped = Wrappers.wrapped(copy);
            assertThat(copy).hasSameClassAs(value).hasToString(value.toString());
            assertThat(wrapped).hasSameClassAs(Wrappers.wrapped(value));
            assertThat(wrapped).isNotSameAs(Wrappers.wrapped(value));
        }
        List<Integer> view = new ArrayList<>(List.of(1, 2)).subList(0, 1);
        assertThat(Wrappers.wrapped(Cloned.of(Collections.unmodifiableList(view))))
                .isEqualTo(new ArrayList<>(List.of(1)))
                .isExactlyInstanceOf(ArrayList.class);
    }

    @Test
    void handsTheStackOfTheWriterToNobody() {
        Keeping keeping = new Keeping();
        keeping.add(1);
        keeping.add(2);
        assertThat(Cloned.of(Collections.asLifoQueue(keeping))).containsExactly(1, 2);
        assertThat(keeping.keptCount).isZero();
    }

    private static final class Keeping extends ArrayDeque<Integer> {
        private static final long serialVersionUID = 1L;

        private int keptCount;

        @Override
        public void forEach(Consumer<? super Integer> consumer) {
            keptCount++;
        }
    }

    @Test
    void keepsTheEmptySortedOnes() {
        for (Object value :
                List.of(
                        Collections.emptySortedSet(),
                        Collections.emptyNavigableSet(),
                        Collections.emptySortedMap(),
                        Collections.emptyNavigableMap())) {
            assertThat(Cloned.of(List.of(value)).getFirst()).isSameAs(value);
        }
    }

    @Test
    void keepsRecordsOfEverySort() {
        record Local(int value) {}
        assertThat(Cloned.of(new Local(3))).isEqualTo(new Local(3));
        assertThat(Cloned.of(new Empty())).isEqualTo(new Empty());
        Generic<Number> generic = new Generic<>(1, List.of(2L, 3.0));
        assertThat(Cloned.of(generic)).isEqualTo(generic);
        Everything everything =
                new Everything(true, (byte) 1, (short) 2, '3', 4, 5, 6f, 7d, "8");
        assertThat(Cloned.of(everything)).isEqualTo(everything);
    }

    @Test
    void keepsEntries() {
        for (Map.Entry<String, Integer> entry :
                List.of(
                        Map.entry("a", 1),
                        new AbstractMap.SimpleEntry<>("a", 1),
                        new AbstractMap.SimpleImmutableEntry<>("a", 1))) {
            assertThat(Cloned.of(entry)).isEqualTo(entry).hasSameClassAs(entry);
        }
    }

    @Test
    void keepsSegmentsWhereTheyAre() {
        MemorySegment heap = MemorySegment.ofArray(new int[] {1, 2, 3});
        MemorySegment heapCopy = Cloned.of(heap);
        assertThat(heapCopy.isNative()).isFalse();
        assertThat(heapCopy.toArray(ValueLayout.JAVA_INT)).containsExactly(1, 2, 3);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(24).asReadOnly();
            MemorySegment copy = Cloned.of(value);
            assertThat(copy.isNative()).isTrue();
            assertThat(copy.isReadOnly()).isTrue();
            assertThat(copy.byteSize()).isEqualTo(24);
            assertThat(copy.isAccessibleBy(new Thread(() -> {}))).isTrue();
            assertThat(copy.address()).isNotEqualTo(value.address());
        }
    }

    @Test
    void takesCollectionsOutOfTheirArena() {
        ByteString copy;
        try (Arena arena = Arena.ofConfined()) {
            copy = Cloned.of(Set.of(ByteString.of("abc", arena))).iterator().next();
        }
        assertThat(copy).isEqualTo(ByteString.of("abc", Arena.ofAuto()));
    }

    @Test
    void neverDependsOnTheContextClassLoader() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        CloneWriter writer = CloneWriter.current();
        writer.write(new Empty());
        try {
            thread.setContextClassLoader(null);
            assertThat(CloneReader.current().read(writer.address(), writer.byteCount()))
                    .isEqualTo(new Empty());
        } finally {
            thread.setContextClassLoader(before);
            writer.reset();
        }
    }

    private static Stack<Integer> stack() {
        Stack<Integer> stack = new Stack<>();
        stack.push(1);
        return stack;
    }
}
