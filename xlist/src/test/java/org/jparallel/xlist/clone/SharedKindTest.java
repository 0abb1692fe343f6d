// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.MalformedURLException;
import java.net.URI;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The clone of what threads share")
final class SharedKindTest {
    static Stream<Collection<String>> collections() {
        List<String> source = List.of("b", "a", "c");
        Set<String> keys = ConcurrentHashMap.newKeySet();
        keys.addAll(source);
        Set<String> ofMap = Collections.newSetFromMap(new ConcurrentHashMap<>());
        ofMap.addAll(source);
        return Stream.of(
                new ConcurrentLinkedQueue<>(source),
                new ConcurrentLinkedDeque<>(source),
                new LinkedTransferQueue<>(source),
                new CopyOnWriteArraySet<>(source),
                new LinkedBlockingQueue<>(source),
                new LinkedBlockingDeque<>(source),
                new ArrayBlockingQueue<>(3, false, source),
                new PriorityBlockingQueue<>(source),
                new ConcurrentSkipListSet<>(source),
                keys,
                ofMap);
    }

    @ParameterizedTest
    @MethodSource("collections")
    void isTheSameCollection(Collection<String> value) {
        List<Collection<String>> copies = Cloned.of(List.of(value, value));
        assertThat((Object) copies.getFirst())
                .isSameAs(copies.getLast())
                .hasSameClassAs(value)
                .isNotSameAs(value);
        assertThat(copies.getFirst().toArray()).containsExactly(value.toArray());
    }

    @Test
    void keepsBounds() {
        var linked = Cloned.of(new LinkedBlockingQueue<>(List.of(1, 2)));
        assertThat(linked.remainingCapacity()).isEqualTo(Integer.MAX_VALUE - 2);
        var bounded = new LinkedBlockingQueue<Integer>(3);
        bounded.add(1);
        assertThat(Cloned.of(bounded).remainingCapacity()).isEqualTo(2);
        var deque = new LinkedBlockingDeque<Integer>(4);
        assertThat(Cloned.of(deque).remainingCapacity()).isEqualTo(4);
        var array = new ArrayBlockingQueue<Integer>(2, true);
        array.add(7);
        ArrayBlockingQueue<Integer> copy = Cloned.of(array);
        assertThat(copy.offer(8)).isTrue();
        assertThat(copy.offer(9)).isFalse();
        assertThat(array).hasSize(1);
    }

    @Test
    void keepsComparators() {
        var queue = new PriorityBlockingQueue<Integer>(1, Comparator.reverseOrder());
        queue.addAll(List.of(1, 3, 2));
        assertThat(Cloned.of(queue).poll()).isEqualTo(3);
        var map = new ConcurrentSkipListMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
        map.put("B", 1);
        map.put("a", 2);
        ConcurrentSkipListMap<String, Integer> copy = Cloned.of(map);
        assertThat(copy.comparator()).isSameAs(String.CASE_INSENSITIVE_ORDER);
        assertThat(copy).containsExactlyEntriesOf(map);
    }

    @Test
    void keepsTheKindOfMapThatASetIsMadeOf() {
        Set<String> value = Collections.newSetFromMap(new IdentityHashMap<>());
        value.add(new String("a"));
        value.add(new String("a"));
        assertThat(Cloned.of(value).size()).isEqualTo(2);
        Set<String> sorted =
                Collections.newSetFromMap(new TreeMap<String, Boolean>(Comparator.reverseOrder()));
        sorted.addAll(List.of("a", "b"));
        assertThat(Cloned.of(sorted)).containsExactly("b", "a");
        for (Map<String, Boolean> map :
                List.<Map<String, Boolean>>of(new HashMap<>(), new LinkedHashMap<>())) {
            Set<String> hashed = Collections.newSetFromMap(map);
            hashed.addAll(List.of("b", "a"));
            assertThat(Cloned.of(hashed)).isEqualTo(hashed).hasSameClassAs(hashed);
        }
        Set<String> weak = Collections.newSetFromMap(new WeakHashMap<>());
        assertThatThrownBy(() -> Cloned.of(weak))
                .isInstanceOf(CloneRefusal.class)
                .hasMessage(
                        "root: java.util.Collections$SetFromMap"
                                + " (made of a class java.util.WeakHashMap)");
    }

    @Test
    @SuppressWarnings("StringOperationCanBeSimplified") // that they are several is the point
    void keepsEmptyTextsApartWhereTheirIdentityCounts() {
        IdentityHashMap<String, Integer> value = new IdentityHashMap<>();
        Set<String> set = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 3; i++) {
            value.put(new String(""), i);
            set.add(new String(""));
        }
        assertThat(Cloned.of(value).values()).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(Cloned.of(set)).hasSize(3).containsOnly("");
    }

    @Test
    void keepsPropertiesWithTheirDefaults() {
        Properties defaults = new Properties();
        defaults.setProperty("a", "1");
        Properties value = new Properties(defaults);
        value.setProperty("b", "2");
        value.put(3, defaults);
        Properties copy = Cloned.of(value);
        assertThat(copy).isEqualTo(value);
        assertThat(copy.getProperty("a")).isEqualTo("1");
        ((Properties) copy.get(3)).setProperty("a", "4");
        assertThat(copy.getProperty("a")).isEqualTo("4");
        assertThat(defaults.getProperty("a")).isEqualTo("1");
    }

    @Test
    void keepsAtomics() {
        assertThat(Cloned.of(new AtomicInteger(-5)).get()).isEqualTo(-5);
        assertThat(Cloned.of(new AtomicLong(1L << 60)).get()).isEqualTo(1L << 60);
        assertThat(Cloned.of(new AtomicBoolean(true)).get()).isTrue();
        AtomicIntegerArray ints = Cloned.of(new AtomicIntegerArray(new int[] {1, -2}));
        assertThat(ints.toString()).isEqualTo("[1, -2]");
        AtomicLongArray longs = Cloned.of(new AtomicLongArray(new long[] {1, -2}));
        assertThat(longs.toString()).isEqualTo("[1, -2]");
        LongAdder adder = new LongAdder();
        adder.add(9);
        assertThat(Cloned.of(adder).sum()).isEqualTo(9);
        DoubleAdder doubles = new DoubleAdder();
        doubles.add(0.5);
        assertThat(Cloned.of(doubles).sum()).isEqualTo(0.5);
    }

    @Test
    void keepsAtomicReferencesAlsoToThemselves() {
        AtomicReference<@Nullable Object> value = new AtomicReference<>();
        value.set(List.of(value, "x"));
        AtomicReference<@Nullable Object> copy = Cloned.of(value);
        assertThat(copy).isNotSameAs(value);
        assertThat(((List<?>) copy.get()).getFirst()).isSameAs(copy);
        AtomicReferenceArray<Object> array =
                new AtomicReferenceArray<>(new @Nullable Object[] {1, null, "c"});
        array.set(1, array);
        AtomicReferenceArray<Object> arrayCopy = Cloned.of(array);
        assertThat(arrayCopy.length()).isEqualTo(3);
        assertThat(arrayCopy.get(1)).isSameAs(arrayCopy);
        assertThat(arrayCopy.get(2)).isEqualTo("c");
    }

    static Stream<Buffer> buffers() {
        ByteBuffer big = ByteBuffer.allocate(64);
        ByteBuffer little = ByteBuffer.allocateDirect(64).order(ByteOrder.LITTLE_ENDIAN);
        return Stream.of(
                        Stream.of(
                                CharBuffer.wrap(new char[] {'a', '\ud800', 0}),
                                CharBuffer.wrap("text"),
                                ShortBuffer.wrap(new short[] {1, -2}),
                                IntBuffer.wrap(new int[] {1, -2, 3}, 1, 1),
                                LongBuffer.allocate(0),
                                FloatBuffer.wrap(new float[] {-0.0f}),
                                DoubleBuffer.wrap(new double[] {Double.MIN_VALUE}),
                                IntBuffer.allocate(2).asReadOnlyBuffer()),
                        views(big.putLong(3, -77)),
                        views(little.putLong(5, 99)),
                        views(little.asReadOnlyBuffer().order(ByteOrder.BIG_ENDIAN)))
                .<Buffer>flatMap(buffers -> buffers);
    }

    private static Stream<Buffer> views(ByteBuffer bytes) {
        return Stream.of(
                bytes.asCharBuffer().position(2),
                bytes.asShortBuffer().limit(5),
                bytes.asIntBuffer().position(1).limit(3),
                bytes.asLongBuffer(),
                bytes.asFloatBuffer(),
                bytes.asDoubleBuffer());
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void keepsTheStateOfABuffer(Buffer value) {
        Buffer copy = Cloned.of(value);
        assertThat(copy.position()).isEqualTo(value.position());
        assertThat(copy.limit()).isEqualTo(value.limit());
        assertThat(copy.capacity()).isEqualTo(value.capacity());
        assertThat(copy.isDirect()).isEqualTo(value.isDirect());
        assertThat(copy.isReadOnly()).isEqualTo(value.isReadOnly());
        assertThat(order(copy)).isEqualTo(order(value));
        assertThat(value.clear()).isEqualTo(copy.clear());
    }

    private static Object order(Buffer value) {
        return switch (value) {
            case CharBuffer chars -> chars.order();
            case ShortBuffer shorts -> shorts.order();
            case IntBuffer ints -> ints.order();
            case LongBuffer longs -> longs.order();
            case FloatBuffer floats -> floats.order();
            case DoubleBuffer doubles -> doubles.order();
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    @Test
    void saysWhyNotAndWhatToDoInstead() throws MalformedURLException {
        Map<String, Object> refused = new HashMap<>();
        refused.put(
                "its entries go when others let go of their keys; copy it into a HashMap",
                new WeakHashMap<>());
        refused.put(
                "its hash code asks the network; clone its toURI()",
                URI.create("http://h/").toURL());
        refused.put("it can be read once; clone its toList()", Stream.of(1));
        int captured = new ArrayList<>(List.of(1)).size();
        refused.put(
                "a lambda is code; pass what it captures, as a record that implements Runnable",
                (Runnable) () -> assertThat(captured).isPositive());
        refused.forEach(
                (reason, value) ->
                        assertThatThrownBy(() -> Cloned.of(List.of(value)))
                                .isInstanceOf(CloneRefusal.class)
                                .hasMessage(
                                        "root[0]: "
                                                + value.getClass().getName()
                                                + " ("
                                                + reason
                                                + ")"));
    }
}
