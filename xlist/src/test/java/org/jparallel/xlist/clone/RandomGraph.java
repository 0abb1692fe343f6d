// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Random objects that refer to each other at random, in every direction. Makes them first, each
/// out of earlier ones, then fills those that can be filled with any.
@SuppressWarnings("JdkObsolete") // whatever a user may still hold is cloned
public final class RandomGraph {
    private record Pair(@Nullable Object left, @Nullable Object right) {}

    private final Random random;
    private final List<@Nullable Object> objects = new ArrayList<>();

    /// Makes objects.
    ///
    /// @param random chooses
    /// @param size how many
    public RandomGraph(Random random, int size) {
        this.random = random;
        objects.add(null);
        for (int i = 0; i < size; i++) {
            objects.add(random.nextInt(3) == 0 ? value() : object());
        }
        objects.forEach(this::fill);
    }

    /// {@return one of them, which refers to others}
    public @Nullable Object root() {
        return objects.getLast();
    }

    private @Nullable Object any() {
        return objects.get(random.nextInt(objects.size()));
    }

    private Object some() {
        Object any = any();
        return any == null ? "some" : any;
    }

    private Object value() {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextDouble();
            case 2 -> "s" + random.nextInt(10);
            case 3 -> "long".repeat(16 + random.nextInt(3));
            case 4 -> random.nextBoolean() ? Thread.State.NEW : Thread.State.BLOCKED;
            case 5 -> random.nextLong();
            case 6 -> new int[random.nextInt(3)];
            default -> (char) random.nextInt(0x10000);
        };
    }

    private Object object() {
        return switch (random.nextInt(13)) {
            case 0 -> new ArrayList<>();
            case 1 -> new LinkedList<>();
            case 2 -> new Object[random.nextInt(4)];
            case 3 -> new LinkedHashMap<>();
            case 4 -> new ArrayDeque<>();
            case 5 -> List.of(some(), some());
            case 6 -> Map.of("k", some(), "l", some());
            case 7 -> Collections.unmodifiableList(new ArrayList<>(Arrays.asList(any())));
            case 8 -> Optional.of(some());
            case 9 -> new HashMap<>();
            case 10 -> new TreeMap<>();
            case 11 -> new LinkedHashSet<>(List.of("s" + random.nextInt(10), random.nextInt()));
            default -> new Pair(any(), any());
        };
    }

    @SuppressWarnings("unchecked") // made above
    private void fill(@Nullable Object object) {
        switch (object) {
            case Object[] array -> Arrays.setAll(array, index -> any());
            case HashMap<?, ?> map -> put((Map<Object, @Nullable Object>) map);
            case TreeMap<?, ?> map -> put((Map<Object, @Nullable Object>) map);
            case ArrayDeque<?> deque -> add((Collection<Object>) deque);
            case ArrayList<?> list -> add((Collection<Object>) list);
            case LinkedList<?> list -> add((Collection<Object>) list);
            case null, default -> {}
        }
    }

    private void put(Map<Object, @Nullable Object> map) {
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put("k" + i, any());
        }
    }

    private void add(Collection<Object> collection) {
        for (int i = random.nextInt(4); i > 0; i--) {
            collection.add(some());
        }
    }
}
