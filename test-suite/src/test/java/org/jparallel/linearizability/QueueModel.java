// SPDX-License-Identifier: Apache-2.0
package org.jparallel.linearizability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An xlist as its pages promise it: first in, first out for each producer; nothing is said of the
/// order of two producers.
///
/// The state is what each producer has pushed and nobody has taken. An element names its producer:
/// `producer * 100 + number`.
final class QueueModel implements Model<Map<Integer, List<Integer>>> {
    static final int PRODUCER = 100;

    @Override
    public Map<Integer, List<Integer>> start() {
        return Map.of();
    }

    @Override
    public Optional<Map<Integer, List<Integer>>> after(
            Map<Integer, List<Integer>> state, Operation operation) {
        Map<Integer, List<Integer>> next = new TreeMap<>(state);
        return switch (operation.name()) {
            case "push" -> {
                push(next, element(operation.input()));
                yield Optional.of(next);
            }
            case "poll" ->
                    "empty".equals(operation.output())
                            ? Optional.of(state).filter(Map::isEmpty)
                            : Optional.of(next).filter(s -> take(s, element(operation.output())));
            case "flush" -> Optional.of(next).filter(s -> flush(s, operation.output()));
            default -> throw new AssertionError(operation);
        };
    }

    private static int element(Object value) {
        return (Integer) value;
    }

    private static void push(Map<Integer, List<Integer>> state, int element) {
        List<Integer> queue = new ArrayList<>(state.getOrDefault(element / PRODUCER, List.of()));
        queue.add(element);
        state.put(element / PRODUCER, List.copyOf(queue));
    }

    private static boolean take(Map<Integer, List<Integer>> state, int element) {
        List<Integer> queue = state.getOrDefault(element / PRODUCER, List.of());
        if (queue.isEmpty() || queue.getFirst() != element) {
            return false;
        }
        if (queue.size() == 1) {
            state.remove(element / PRODUCER);
        } else {
            state.put(element / PRODUCER, queue.subList(1, queue.size()));
        }
        return true;
    }

    private static boolean flush(Map<Integer, List<Integer>> state, Object taken) {
        for (Object element : (List<?>) taken) {
            if (!take(state, element(element))) {
                return false;
            }
        }
        return state.isEmpty();
    }
}
