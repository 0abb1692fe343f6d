// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jparallel.xlist.battery.BatteryCase.array;
import static org.jparallel.xlist.battery.BatteryCase.checked;
import static org.jparallel.xlist.battery.BatteryCase.kept;
import static org.jparallel.xlist.battery.BatteryCase.refused;

import java.nio.ByteBuffer;
import java.nio.InvalidMarkException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cases of the shapes of arrays and objects: holes, cycles, shared parts, what is hidden, what
/// cannot be written, getters that throw.
final class ObjectCases {
    private ObjectCases() {}

    static Stream<BatteryCase> all() {
        return Stream.of(arrays(), cycles(), properties(), constancy()).flatMap(List::stream);
    }

    /// A list with a property of its own.
    private static final class NamedList extends ArrayList<Object> {
        private static final long serialVersionUID = 1L;

        private final String name;

        private NamedList(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private interface WithState {
        List<String> SHARED = new ArrayList<>(List.of("of the interface"));

        default List<String> shared() {
            return SHARED;
        }
    }

    private record Stateful(int value) implements WithState {
        private static int madeCount;

        private Stateful {
            madeCount++;
        }
    }

    private record Node(@Nullable Object next, List<Object> others) {}

    @SuppressWarnings("UnusedMethod") // the writer calls the accessor
    private record Throwing(RuntimeException thrown) {
        @Override
        public RuntimeException thrown() {
            throw thrown;
        }
    }

    private static List<BatteryCase> arrays() {
        return List.of(
                kept(
                        "Array sparse",
                        () ->
                                array(
                                        new Object[10],
                                        new int[10],
                                        new int[][] {{1}, null, {}},
                                        new int[2][3][4],
                                        new ArrayList<>(Collections.nCopies(10, null)))),
                refused(
                        "Array with non-index property: refused, never reduced to a list",
                        () -> List.of(new NamedList("a list")),
                        "root[0]: org.jparallel.xlist.battery.ObjectCases$NamedList"),
                kept(
                        "Object with index property and length",
                        () ->
                                array(
                                        new LinkedHashMap<>(Map.of("0", "foo", "length", 1)),
                                        new HashMap<>(Map.of(0, "foo", 1, "bar")),
                                        Map.of(0, 0))));
    }

    private static List<BatteryCase> cycles() {
        return List.of(
                checked("Array with circular reference", ObjectCases::cyclicArray, (_, copy) -> {
                    assertThat(copy[0] == copy).isTrue();
                    List<?> list = (List<?>) copy[1];
                    assertThat(list.getFirst() == list).isTrue();
                }),
                checked("Object with circular reference", ObjectCases::cyclicObjects, (_, copy) -> {
                    Map<?, ?> value = (Map<?, ?>) copy.get(0);
                    assertThat(value.get("self") == value).isTrue();
                    Map<?, ?> key = (Map<?, ?>) copy.get(1);
                    assertThat(key.keySet().iterator().next() == key).isTrue();
                    Set<?> set = (Set<?>) copy.get(2);
                    assertThat(set.iterator().next() == set).isTrue();
                    Node node = (Node) copy.get(3);
                    assertThat(node.others.getFirst() == node).isTrue();
                }),
                kept("Array with identical property values", () -> {
                    int[] row = {1, 2};
                    List<Object> shared = new ArrayList<>();
                    return array(new int[][] {row, row}, row, shared, shared);
                }),
                kept("Object with identical property values", () -> {
                    List<Object> shared = new ArrayList<>(List.of(new Object[0]));
                    Map<Object, Object> map = new LinkedHashMap<>();
                    map.put("a", shared);
                    map.put("b", shared);
                    map.put("c", new Node(shared, shared));
                    map.put("d", new Node(map, shared));
                    return map;
                }));
    }

    private static Object[] cyclicArray() {
        Object[] array = new Object[2];
        List<Object> list = new ArrayList<>();
        list.add(list);
        array[0] = array;
        array[1] = list;
        return array;
    }

    private static List<Object> cyclicObjects() {
        Map<Object, Object> value = new HashMap<>();
        value.put("self", value);
        Map<Object, Object> key = new HashMap<>();
        key.put(key, 1);
        Set<Object> set = new HashSet<>();
        set.add(set);
        Node node = new Node("next", new ArrayList<>());
        node.others.add(node);
        return new ArrayList<>(List.of(value, key, set, node));
    }

    private static List<BatteryCase> properties() {
        RuntimeException thrown = new IllegalStateException("from the accessor");
        return List.of(
                checked(
                        "Object with property on prototype: the state of classes is not copied",
                        () -> new Stateful(1),
                        (original, copy) -> {
                            assertThat(copy).isEqualTo(original);
                            assertThat(copy.shared()).isSameAs(WithState.SHARED);
                            assertThat(Stateful.madeCount).isGreaterThan(1);
                        }),
                checked(
                        "Object with non-enumerable property: the mark of a buffer is lost",
                        () -> ByteBuffer.allocate(4).position(1).mark().position(2),
                        (original, copy) -> {
                            assertThat(copy.position()).isEqualTo(2);
                            assertThat(catchThrowable(copy::reset))
                                    .isInstanceOf(InvalidMarkException.class);
                            assertThat(original.duplicate().reset().position())
                                    .isEqualTo(1);
                        }),
                new BatteryCase(
                        "Object with a getter that throws",
                        () -> List.of(new Throwing(thrown)),
                        (_, copy, caught) -> {
                            assertThat(copy).isNull();
                            assertThat(caught).isSameAs(thrown);
                        }));
    }

    private static List<BatteryCase> constancy() {
        return List.of(
                checked(
                        "Object with non-writable property: what is immutable stays so",
                        () -> array(List.of(1), Collections.unmodifiableList(new ArrayList<>())),
                        (_, copy) -> {
                            List<?> elements = (List<?>) copy.get(1);
                            for (Object each : elements) {
                                List<?> list = (List<?>) each;
                                assertThat(catchThrowable(() -> list.add(null)))
                                        .isInstanceOf(UnsupportedOperationException.class);
                            }
                        }),
                checked(
                        "Object with non-configurable property: what is immutable stays so",
                        () -> array(Map.of("a", 1), Collections.unmodifiableMap(new HashMap<>())),
                        (_, copy) -> {
                            List<?> elements = (List<?>) copy.get(1);
                            for (Object each : elements) {
                                assertThat(catchThrowable(() -> ((Map<?, ?>) each).put(null, null)))
                                        .isInstanceOf(UnsupportedOperationException.class);
                            }
                        }));
    }
}
