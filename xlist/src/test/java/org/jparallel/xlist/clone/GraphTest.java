// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A clone of a graph")
final class GraphTest {
    private record Node(String name, List<Object> others) {}

    @SuppressWarnings("ArrayRecordComponent") // so that records can be in a cycle
    private record Link(@Nullable Link next, Object[] box) {}

    private record Pair(@Nullable Object left, @Nullable Object right) {}

    @Nested
    @DisplayName("with shared objects")
    final class Shared {
        @Test
        void keepsOneObjectOneWhereverItIs() {
            int[] row = {1};
            assertSharing(new int[][] {row, row});
            List<Object> element = new ArrayList<>(List.of(1));
            assertSharing(new ArrayList<>(List.of(element, element)));
            assertSharing(new Pair(element, new Pair(element, null)));
            assertSharing(new LinkedHashMap<>(Map.of(element, element)));
            assertSharing(List.of(element, Optional.of(element)));
            assertSharing(new Object[] {"x".repeat(64), row, row, element, element});
        }

        @Test
        void keepsOneLongStringOne() {
            String text = "x".repeat(BasicLeaves.LONG_LENGTH);
            String[] copy = Cloned.of(new String[] {text, text});
            assertThat(copy[0]).isEqualTo(text).isSameAs(copy[1]);
        }

        @Test
        void keepsTwoEqualObjectsTwo() {
            Object[] copy = Cloned.of(new Object[] {new ArrayList<>(), new ArrayList<>()});
            assertThat(copy[0]).isNotSameAs(copy[1]);
        }

        @Test
        void makesTwoCopiesInTwoCalls() {
            List<Object> value = new ArrayList<>();
            assertThat(Cloned.of(value)).isNotSameAs(Cloned.of(value));
        }

        @Test
        void findsManyObjectsAgain() {
            List<Object> many = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                many.add(new int[] {i});
            }
            List<Object> twice = new ArrayList<>(many);
            twice.addAll(many);
            assertSharing(twice);
        }

        private void assertSharing(Object value) {
            assertThat(Isomorphism.between(value, Cloned.of(value))).isEmpty();
        }
    }

    @Nested
    @DisplayName("with a cycle")
    final class Cyclic {
        @Test
        void keepsAListThatContainsItself() {
            List<Object> value = new ArrayList<>();
            value.add(value);
            List<Object> copy = Cloned.of(value);
            assertThat(copy.getFirst() == copy).isTrue();
            assertThat(copy).hasSize(1);
        }

        @Test
        void keepsAnArrayThatContainsItself() {
            Object[] value = new Object[2];
            value[1] = value;
            Object[] copy = Cloned.of(value);
            assertThat(copy[1] == copy).isTrue();
            assertThat(copy[0]).isNull();
        }

        @Test
        @SuppressWarnings("CollectionIncompatibleType") // that is the point
        void keepsAMapThatIsItsOwnValueOrKey() {
            Map<Object, Object> value = new HashMap<>();
            value.put("me", value);
            Map<Object, Object> copy = Cloned.of(value);
            assertThat(copy.get("me") == copy).isTrue();

            for (Supplier<Map<Object, Object>> kind :
                    List.<Supplier<Map<Object, Object>>>of(
                            HashMap::new, LinkedHashMap::new, IdentityHashMap::new)) {
                Map<Object, Object> key = kind.get();
                key.put(key, 1);
                Map<Object, Object> keyCopy = Cloned.of(key);
                assertThat(keyCopy.keySet().iterator().next() == keyCopy).isTrue();
                assertThat(keyCopy.values().iterator().next()).isEqualTo(1);
            }
        }

        @Test
        void keepsASetThatContainsItself() {
            Set<Object> value = new HashSet<>();
            value.add(value);
            Set<Object> copy = Cloned.of(value);
            assertThat(copy.size()).isEqualTo(1);
            assertThat(copy.iterator().next() == copy).isTrue();
        }

        @Test
        void keepsARecordWhoseListHoldsTheRecord() {
            Node value = new Node("a", new ArrayList<>());
            value.others().add(value);
            value.others().add(value.others());
            Node copy = Cloned.of(value);
            assertThat(copy.others().getFirst() == copy).isTrue();
            assertThat(copy.others().get(1) == copy.others()).isTrue();
            assertThat(copy.name()).isEqualTo("a");
        }

        @Test
        void keepsACycleThroughManyRecordsAndImmutableLists() {
            Object[] box = new Object[2];
            Link last = new Link(null, box);
            Link first = new Link(new Link(last, box), new Object[] {last});
            box[0] = List.of(first, Optional.of(last));
            box[1] = Map.of("k", Collections.unmodifiableList(new ArrayList<>(List.of(first))));
            Link copy = Cloned.of(first);
            Link copyOfLast = Objects.requireNonNull(Objects.requireNonNull(copy.next()).next());
            assertThat(Isomorphism.between(first, copy)).isEmpty();
            assertThat(copy.box()[0]).isSameAs(copyOfLast);
            assertThat(((List<?>) copyOfLast.box()[0]).getFirst()).isSameAs(copy);
            assertThat(((Optional<?>) ((List<?>) copyOfLast.box()[0]).get(1)).orElseThrow())
                    .isSameAs(copyOfLast);
            assertThat(((List<?>) ((Map<?, ?>) copyOfLast.box()[1]).get("k")).getFirst())
                    .isSameAs(copy);
            assertThat(Objects.requireNonNull(copy.next()).box()).isSameAs(copyOfLast.box());
        }

        @Test
        void keepsAnUnmodifiableListThatContainsItself() {
            List<Object> backing = new ArrayList<>();
            List<Object> value = Collections.unmodifiableList(backing);
            backing.add(value);
            List<Object> copy = Cloned.of(value);
            assertThat(copy.getFirst() == copy).isTrue();
        }

        @Test
        void keepsTwoMapsThatAreKeysOfEachOther() {
            Map<Object, Object> left = new HashMap<>();
            Map<Object, Object> right = new HashMap<>();
            left.put(right, 1);
            right.put(left, 2);
            Map<?, ?> copy = Cloned.of(left);
            Map<?, ?> other = (Map<?, ?>) copy.keySet().iterator().next();
            assertThat(other.keySet().iterator().next() == copy).isTrue();
        }
    }

    @Nested
    @DisplayName("with keys that have contents")
    final class Hashed {
        @Test
        void findsAListAsAKeyAgain() {
            List<Object> key = new ArrayList<>(List.of("a", 1));
            assertThat(Cloned.of(new HashMap<>(Map.of(key, "v"))).get(key)).isEqualTo("v");
            assertThat(Cloned.of(Map.of(key, "v")).get(key)).isEqualTo("v");
            assertThat(Cloned.of(Set.of(key))).contains(key);
        }

        @Test
        void findsARecordWithAListAsAKeyAgain() {
            Node key = new Node("a", new ArrayList<>(List.of(1)));
            assertThat(Cloned.of(new HashMap<>(Map.of(key, "v"))).get(key)).isEqualTo("v");
            assertThat(Cloned.of(Map.of(key, "v")).get(key)).isEqualTo("v");
            assertThat(Cloned.of(List.of(Set.of(List.of(key), 1))).getFirst())
                    .contains(List.of(key));
        }

        @Test
        void findsAKeyThatWasMetBeforeAndWaited() {
            List<Object> list = new ArrayList<>(List.of("late"));
            Set<Object> set = new HashSet<>();
            set.add(new Node("a", list));
            Pair setFirst = Cloned.of(new Pair(set, list));
            assertThat(set(setFirst.left()).contains(new Node("a", list))).isTrue();
            Pair listFirst = Cloned.of(new Pair(list, set));
            assertThat(set(listFirst.right()).contains(new Node("a", list))).isTrue();
            Pair immutable = Cloned.of(new Pair(list, Map.of(new Node("a", list), 1)));
            assertThat(immutable.right()).isEqualTo(Map.of(new Node("a", list), 1));
            Pair nested = Cloned.of(new Pair(list, Set.of(new ArrayList<>(List.of(set)))));
            assertThat(set(nested.right()).contains(List.of(set))).isTrue();
        }

        private static Set<?> set(@Nullable Object value) {
            return (Set<?>) Objects.requireNonNull(value);
        }

        @Test
        void keepsAnImmutableMapWhoseKeyLeadsBackToIt() {
            List<Object> key = new ArrayList<>();
            Map<Object, Object> value = Map.of(key, 1);
            key.add(value);
            Map<Object, Object> copy = Cloned.of(value);
            assertThat(((List<?>) copy.keySet().iterator().next()).getFirst() == copy).isTrue();
        }

        @Test
        void refusesACycleWithNothingToFill() {
            Map.Entry<Object, Object> value = new AbstractMap.SimpleEntry<>("k", 1);
            value.setValue(List.of(Optional.of(value)));
            assertThat(catchThrowable(() -> Cloned.of(new Object[] {value})))
                    .isInstanceOf(CloneRefusal.class)
                    .hasMessage(
                            "root[0].getValue()[0].get(): java.util.AbstractMap$SimpleEntry"
                                    + " (a cycle of immutable objects)");
        }
    }

    @Nested
    @DisplayName("with what is built, and waits for what is around it")
    final class Waiting {
        /// ```
        /// pair ──> list ──> entry ──> pair         the entry waits for the pair
        ///   └─────────────> entry                  and the pair for the entry
        /// ```
        @Test
        void refusesACycleThroughAnObjectThatIsWritten() {
            List<Object> list = new ArrayList<>();
            Map.Entry<Object, Object> around = new AbstractMap.SimpleEntry<>(list, null);
            Pair inside = new Pair(around, null);
            list.add(inside);
            around.setValue(inside);
            assertThat(catchThrowable(() -> Cloned.of(new Object[] {around})))
                    .isInstanceOf(CloneRefusal.class)
                    .hasMessage(
                            "root[0].getValue(): " + Pair.class.getName()
                                    + " (a cycle of immutable objects)");
        }

        @Test
        void refusesItThroughOneMoreObjectToo() {
            List<Object> list = new ArrayList<>();
            Map.Entry<Object, Object> around = new AbstractMap.SimpleEntry<>(list, null);
            Pair inside = new Pair(around, null);
            list.add(new Pair(new Pair(inside, null), null));
            around.setValue(new Pair(list.getFirst(), null));
            assertThat(catchThrowable(() -> Cloned.of(around)))
                    .isInstanceOf(CloneRefusal.class)
                    .hasMessage(
                            "root.getValue().left: " + Pair.class.getName()
                                    + " (a cycle of immutable objects)");
        }

        @Test
        void keepsACycleThatSomethingFilledCloses() {
            List<Object> list = new ArrayList<>();
            List<Object> other = new ArrayList<>();
            Pair around = new Pair(list, other);
            Pair inside = new Pair(around, null);
            list.add(inside);
            other.add(inside);
            Pair copy = Cloned.of(around);
            Pair copyInside = (Pair) ((List<?>) Objects.requireNonNull(copy.left())).getFirst();
            assertThat(copyInside.left() == copy).isTrue();
            assertThat(((List<?>) Objects.requireNonNull(copy.right())).getFirst() == copyInside)
                    .isTrue();
        }

        /// Each refers to the list at once, however long the way back to it is.
        @Test
        void findsTheWayBackFromAHundredThousandDeep() {
            List<Object> owner = new ArrayList<>();
            Pair chain = new Pair(owner, null);
            for (int i = 1; i < 100_000; i++) {
                chain = new Pair(owner, chain);
            }
            owner.add(chain);
            List<?> copy = Cloned.of(owner);
            int depth = 0;
            for (Pair each = (Pair) copy.getFirst(); each != null; each = (Pair) each.right()) {
                assertThat(each.left() == copy).isTrue();
                depth++;
            }
            assertThat(depth).isEqualTo(100_000);
        }
    }

    @Nested
    @DisplayName("with special collections")
    final class Special {
        @Test
        void keepsImmutableOnesImmutable() {
            for (Collection<?> value :
                    List.of(
                            List.of(1),
                            List.of(1, 2, 3).subList(1, 2),
                            Set.of(1, 2, 3),
                            Collections.unmodifiableList(Arrays.asList(1, 2)),
                            Collections.unmodifiableSet(new LinkedHashSet<>(Set.of(1))),
                            Collections.unmodifiableCollection(Arrays.asList(1, 2)),
                            Collections.singletonList(null),
                            Collections.singleton(1),
                            Collections.emptyList())) {
                Collection<?> copy = Cloned.of(value);
                assertThat(Arrays.asList(copy.toArray())).isEqualTo(Arrays.asList(value.toArray()));
                assertThat(
                                catchThrowable(
                                        () -> copy.add(null)))
                        .isInstanceOf(UnsupportedOperationException.class);
            }
        }

        @Test
        void makesViewsOrdinary() {
            List<Object> list = new ArrayList<>(List.of(1, 2, 3));
            Map<Object, Object> map = new LinkedHashMap<>(Map.of("a", 1));
            assertThat((Object) Cloned.of(list.subList(1, 3)))
                    .isExactlyInstanceOf(ArrayList.class)
                    .isEqualTo(List.of(2, 3));
            assertThat((Object) Cloned.of(list.reversed()))
                    .isExactlyInstanceOf(ArrayList.class)
                    .isEqualTo(List.of(3, 2, 1));
            assertThat((Object) Cloned.of(Arrays.asList(1, null)))
                    .isExactlyInstanceOf(ArrayList.class)
                    .isEqualTo(Arrays.asList(1, null));
            assertThat((Object) Cloned.of(Collections.nCopies(2, "x")))
                    .isExactlyInstanceOf(ArrayList.class)
                    .isEqualTo(List.of("x", "x"));
            assertThat((Object) Cloned.of(map.keySet()))
                    .isExactlyInstanceOf(LinkedHashSet.class)
                    .isEqualTo(Set.of("a"));
            assertThat((Object) Cloned.of(map.values()))
                    .isExactlyInstanceOf(ArrayList.class)
                    .isEqualTo(List.of(1));
            assertThat(Cloned.of(map.entrySet())).isEqualTo(Map.of("a", 1).entrySet());
        }
    }
}
