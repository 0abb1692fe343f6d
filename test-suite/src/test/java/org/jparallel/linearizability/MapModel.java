// SPDX-License-Identifier: Apache-2.0
package org.jparallel.linearizability;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A protected map with keys that are strings: a slot belongs to the process that has stored into
/// it, and process [#MAIN] may do everything.
final class MapModel implements Model<Map<String, MapModel.Slot>> {
    static final int MAIN = 0;
    static final String REFUSED = "AssignmentException";

    /// What a key stands for.
    ///
    /// @param value the value
    /// @param owner who has stored it
    record Slot(int value, int owner) {}

    /// What is stored under a key.
    ///
    /// @param key the key
    /// @param value the value
    record Entry(String key, int value) {}

    @Override
    public Map<String, Slot> start() {
        return Map.of();
    }

    @Override
    public Optional<Map<String, Slot>> after(Map<String, Slot> state, Operation operation) {
        return switch (operation.name()) {
            case "get" -> {
                String key = String.valueOf(operation.input());
                yield unchanged(state, operation, value(state.get(key)));
            }
            case "size" -> unchanged(state, operation, state.size());
            case "snapshot" -> unchanged(state, operation, values(state));
            case "put", "putIfAbsent", "remove", "increment" -> change(state, operation);
            default -> throw new AssertionError(operation);
        };
    }

    private static Optional<Map<String, Slot>> change(
            Map<String, Slot> state, Operation operation) {
        boolean keyOnly = !(operation.input() instanceof Entry);
        String key =
                operation.input() instanceof Entry entry
                        ? entry.key
                        : String.valueOf(operation.input());
        int input = operation.input() instanceof Entry entry ? entry.value : 0;
        Slot before = state.get(key);
        if (operation.name().equals("putIfAbsent") && before != null) {
            return unchanged(state, operation, before.value);
        }
        if (operation.name().equals("remove") && before == null) {
            return unchanged(state, operation, "null");
        }
        if (before != null && before.owner != operation.process() && operation.process() != MAIN) {
            return unchanged(state, operation, REFUSED);
        }
        Map<String, Slot> next = new TreeMap<>(state);
        Object output = value(before);
        if (operation.name().equals("remove")) {
            next.remove(key);
        } else {
            int value = keyOnly ? (before == null ? 0 : before.value) + 1 : input;
            next.put(key, new Slot(value, operation.process()));
            output = keyOnly ? value : output;
        }
        return output.equals(operation.output()) ? Optional.of(next) : Optional.empty();
    }

    private static Optional<Map<String, Slot>> unchanged(
            Map<String, Slot> state, Operation operation, Object output) {
        return output.equals(operation.output()) ? Optional.of(state) : Optional.empty();
    }

    private static Object value(@Nullable Slot slot) {
        return slot == null ? "null" : slot.value;
    }

    private static Map<String, Integer> values(Map<String, Slot> state) {
        return state.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().value));
    }
}
