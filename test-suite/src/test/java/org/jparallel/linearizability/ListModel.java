// SPDX-License-Identifier: Apache-2.0
package org.jparallel.linearizability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A protected list: an element belongs to the process that has stored it, and process [#MAIN] may
/// do everything.
final class ListModel implements Model<List<ListModel.Slot>> {
    static final int MAIN = 0;
    private static final String REFUSED = "AssignmentException";
    private static final String OUTSIDE = "IndexOutOfBoundsException";

    /// An element.
    ///
    /// @param value the element
    /// @param owner who has stored it
    record Slot(int value, int owner) {}

    /// What is stored where.
    ///
    /// @param index the index
    /// @param value the element
    record Place(int index, int value) {}

    @Override
    public List<Slot> start() {
        return List.of();
    }

    @Override
    public Optional<List<Slot>> after(List<Slot> state, Operation operation) {
        return switch (operation.name()) {
            case "size" -> unchanged(state, operation, state.size());
            case "snapshot" ->
                    unchanged(state, operation, state.stream().map(Slot::value).toList());
            case "get" -> {
                int index = (Integer) operation.input();
                boolean inside = index < state.size();
                yield unchanged(state, operation, inside ? state.get(index).value : OUTSIDE);
            }
            case "add" -> {
                List<Slot> next = new ArrayList<>(state);
                next.add(new Slot((Integer) operation.input(), operation.process()));
                yield Optional.of(next);
            }
            case "addFirst" -> {
                List<Slot> next = new ArrayList<>(state);
                next.addFirst(new Slot((Integer) operation.input(), operation.process()));
                yield Optional.of(next);
            }
            case "removeFirst" -> removeFirst(state, operation);
            case "set" -> set(state, operation);
            default -> throw new AssertionError(operation);
        };
    }

    private static Optional<List<Slot>> removeFirst(List<Slot> state, Operation operation) {
        if (state.isEmpty()) {
            return unchanged(state, operation, OUTSIDE);
        }
        boolean right = operation.output().equals(state.getFirst().value);
        return right ? Optional.of(state.subList(1, state.size())) : Optional.empty();
    }

    private static Optional<List<Slot>> set(List<Slot> state, Operation operation) {
        Place place = (Place) operation.input();
        if (place.index >= state.size()) {
            return unchanged(state, operation, OUTSIDE);
        }
        Slot before = state.get(place.index);
        if (before.owner != operation.process() && operation.process() != MAIN) {
            return unchanged(state, operation, REFUSED);
        }
        List<Slot> next = new ArrayList<>(state);
        next.set(place.index, new Slot(place.value, operation.process()));
        boolean right = operation.output().equals(before.value);
        return right ? Optional.of(next) : Optional.empty();
    }

    private static Optional<List<Slot>> unchanged(
            List<Slot> state, Operation operation, Object output) {
        return output.equals(operation.output()) ? Optional.of(state) : Optional.empty();
    }
}
