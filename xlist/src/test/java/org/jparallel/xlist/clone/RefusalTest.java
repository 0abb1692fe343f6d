// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A refusal")
final class RefusalTest {
    private static final String LOCK = "java.util.concurrent.locks.ReentrantLock";

    private record Root(List<Order> orders) {}

    private record Order(Object lock) {}

    private static final class OwnList extends ArrayList<Object> {
        private static final long serialVersionUID = 1L;
    }

    private static final class OwnMap extends HashMap<Object, Object> {
        private static final long serialVersionUID = 1L;
    }

    private static final class Plain {}

    static Stream<Arguments> paths() {
        ReentrantLock lock = new ReentrantLock();
        List<Object> list = new ArrayList<>(Arrays.asList(null, lock));
        Map<Object, Object> keyed = new LinkedHashMap<>();
        keyed.put(List.of(1), "a");
        keyed.put(lock, "b");
        Map<Object, Object> valued = new LinkedHashMap<>();
        valued.put(List.of(1), lock);
        return Stream.of(
                Arguments.of("root", lock),
                Arguments.of("root[1]", list),
                Arguments.of("root[1]", List.of(1, lock)),
                Arguments.of("root[0][1]", new Object[] {list}),
                Arguments.of(
                        "root.orders[3].lock",
                        new Root(
                                new ArrayList<>(
                                        List.of(
                                                new Order(1),
                                                new Order(2),
                                                new Order(3),
                                                new Order(lock))))),
                Arguments.of("root.orders[0].lock", new Root(List.of(new Order(lock)))),
                Arguments.of("root.lock[1]", new Order(list)),
                Arguments.of("root.lock.lock[0][1]", new Order(new Order(List.of(list)))),
                Arguments.of("root.get(\"a b\")", Map.of("a b", lock)),
                Arguments.of("root.get(7)[1]", new HashMap<>(Map.of(7, list))),
                Arguments.of("root.get(NEW)", Map.of(Thread.State.NEW, lock)),
                Arguments.of("root.values[0]", valued),
                Arguments.of("root.keys[1]", keyed),
                Arguments.of("root[0]", Set.of(lock)),
                Arguments.of("root.get()", Optional.of(lock)),
                Arguments.of("root.getValue()", Map.entry("a", lock)),
                Arguments.of("root[1]", Collections.unmodifiableList(list)),
                Arguments.of("root.get(1)", Collections.unmodifiableMap(Map.of(1, lock))),
                Arguments.of("root[1]", list.subList(0, 2)));
    }

    static Stream<Object> strangers() {
        return Stream.of(
                new Plain(),
                new OwnList(),
                new OwnMap(),
                new ArrayList<>() {
                    private static final long serialVersionUID = 1L;
                },
                new Thread(() -> {}),
                new ThreadLocal<>(),
                CompletableFuture.completedFuture(1),
                Stream.of(1),
                List.of(1).iterator(),
                RefusalTest.class.getClassLoader(),
                (Runnable) () -> {},
                new java.lang.ref.WeakReference<>("x"),
                new WeakHashMap<>(),
                Collections.checkedList(new ArrayList<>(), String.class),
                new Object());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void namesThePathAndTheType(String path, Object value) {
        assertThatThrownBy(() -> Cloned.of(value))
                .isInstanceOfSatisfying(
                        CloneRefusal.class,
                        refusal -> {
                            assertThat(refusal).hasMessage(path + ": " + LOCK);
                            assertThat(refusal.path()).isEqualTo(path);
                            assertThat(refusal.type()).isEqualTo(LOCK);
                        });
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void meetsWhatIsNoValue(Object value) {
        assertThatThrownBy(() -> Cloned.of(value))
                .isInstanceOfSatisfying(
                        CloneRefusal.class,
                        refusal ->
                                assertThat(refusal.type())
                                        .isEqualTo(value.getClass().getName()));
        assertThatThrownBy(() -> Cloned.of(new Order(List.of(value))))
                .isInstanceOf(CloneRefusal.class)
                .hasMessageStartingWith("root.lock[0]: " + value.getClass().getName());
    }

    @Test
    void namesAComparatorThatIsCode() {
        Comparator<Object> order = Comparator.comparing(Object::toString);
        assertThatThrownBy(() -> Cloned.of(new Order(new TreeMap<>(order))))
                .isInstanceOf(CloneRefusal.class)
                .hasMessage("root.lock.comparator(): " + order.getClass().getName());
    }

    @Test
    void saysWhyMemoryCannotBeRead() {
        Arena arena = Arena.ofConfined();
        Object freed = arena.allocate(8);
        arena.close();
        assertThatThrownBy(() -> Cloned.of(List.of(freed)))
                .isInstanceOf(CloneRefusal.class)
                .hasMessage(
                        "root[0]: " + freed.getClass().getName() + " (its memory is freed)");
    }

    @Test
    void saysWhichPackageToOpen() {
        assertThatThrownBy(() -> Cloned.of(List.of(Collectors.toList())))
                .isInstanceOf(CloneRefusal.class)
                .hasMessage(
                        "root[0]: java.util.stream.Collectors$CollectorImpl"
                                + " (its package is closed: --add-opens"
                                + " java.base/java.util.stream=ALL-UNNAMED)");
    }

    @Test
    void shortensALongPath() {
        Object value = new ReentrantLock();
        for (int i = 0; i < 100_000; i++) {
            value = new ArrayList<>(List.of(value));
        }
        Object deep = value;
        assertThatThrownBy(() -> Cloned.of(deep))
                .isInstanceOf(CloneRefusal.class)
                .hasMessageMatching(
                        "root(\\[0]){32}\\.\\.\\.\\(99936 more\\)\\.\\.\\.(\\[0]){32}: \\S+");
    }

    @Test
    void leavesTheWriterEmptyAndUsable() {
        CloneWriter writer = CloneWriter.current();
        assertThatThrownBy(() -> writer.write(List.of("x".repeat(1_000_000), new Plain())))
                .isInstanceOf(CloneRefusal.class);
        assertThat(writer.byteCount()).isZero();
        assertThat(Cloned.of("next")).isEqualTo("next");
    }

    @Test
    void leavesNothingOfTheValueBehind() {
        List<Object> shared = new ArrayList<>();
        assertThatThrownBy(() -> Cloned.of(List.of(shared, new Plain())))
                .isInstanceOf(CloneRefusal.class);
        List<Object> copy = Cloned.of(shared);
        assertThat(copy).isEmpty();
    }

    @Test
    void namesWhatOfTheUserAWrapperOfTheJdkWraps() {
        List<Object> asking = new Asking();
        assertThatThrownBy(() -> Cloned.of(new Order(Collections.unmodifiableList(asking))))
                .isInstanceOf(CloneRefusal.class)
                .hasMessage(
                        "root.lock: "
                                + Asking.class.getName()
                                + " (wrapped in a java.util.Collections$UnmodifiableList,"
                                + " but not of the JDK)");
        assertThatThrownBy(
                        () ->
                                Cloned.of(
                                        Collections.synchronizedMap(
                                                Collections.unmodifiableMap(new OwnMap()))))
                .isInstanceOf(CloneRefusal.class)
                .hasMessage(
                        "root: "
                                + OwnMap.class.getName()
                                + " (wrapped in a java.util.Collections$SynchronizedMap,"
                                + " but not of the JDK)");
    }

    @Test
    void reportsAValueThatChangesMeanwhile() {
        List<Object> list = new ArrayList<>(List.of(1, 2));
        List<Object> changed = list.subList(0, 1);
        list.add(3);
        assertThatThrownBy(() -> Cloned.of(new Order(List.of(changed))))
                .isInstanceOf(ConcurrentModificationException.class)
                .hasMessage(
                        "value changed while it was cloned: path=root.lock[0]"
                                + " type=java.util.ArrayList$SubList")
                .hasCauseInstanceOf(ConcurrentModificationException.class);
        assertThat(Cloned.of("next")).isEqualTo("next");
    }

    @Test
    void isNotWhatCodeOfTheUserBehindAViewThrows() {
        assertThatThrownBy(() -> Cloned.of(new Order(new Asking().subList(0, 1))))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("asked");
        assertThat(Cloned.of("next")).isEqualTo("next");
    }

    private static final class Asking extends AbstractList<Object> {
        @Override
        public Object get(int index) {
            throw new NullPointerException("asked");
        }

        @Override
        public int size() {
            return 2;
        }
    }
}
