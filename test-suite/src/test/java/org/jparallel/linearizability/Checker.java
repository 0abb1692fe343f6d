// SPDX-License-Identifier: Apache-2.0
package org.jparallel.linearizability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks for an order of the operations of a history in which each has the output that the model
/// gives, and none comes before one that had returned before it was called.
///
/// Depth first: of the operations not yet placed, each that no other such one precedes may be next.
/// What was tried is remembered as the set of those placed and the state they lead to, since from
/// there on the same would be tried again.
///
/// The search is that of J. Wing and C. Gong (*Testing and verifying concurrent objects*, 1993),
/// the memory that of G. Lowe (*Testing for linearizability*, 2017).
///
/// @param <S> the states of the model
final class Checker<S> {
    private record Tried<S>(BitSet placed, S state) {}

    private final Model<S> model;
    private final List<Operation> history;
    private final Set<Tried<S>> tried = new HashSet<>();

    private Checker(Model<S> model, List<Operation> history) {
        this.model = model;
        this.history = new ArrayList<>(history);
    }

    /// {@return whether there is such an order}
    ///
    /// @param <S> the states of the model
    /// @param model what the container does
    /// @param history all operations, each with the time of its call and return
    static <S> boolean explains(Model<S> model, List<Operation> history) {
        return new Checker<>(model, history).search(new BitSet(), model.start());
    }

    private boolean search(BitSet placed, S state) {
        if (placed.cardinality() == history.size()) {
            return true;
        }
        if (!tried.add(new Tried<>((BitSet) placed.clone(), state))) {
            return false;
        }
        for (int i = 0; i < history.size(); i++) {
            if (!placed.get(i) && mayBeNext(placed, history.get(i))) {
                Optional<S> next = model.after(state, history.get(i));
                placed.set(i);
                if (next.isPresent() && search(placed, next.get())) {
                    return true;
                }
                placed.clear(i);
            }
        }
        return false;
    }

    private boolean mayBeNext(BitSet placed, Operation candidate) {
        for (int i = 0; i < history.size(); i++) {
            if (!placed.get(i) && history.get(i).precedes(candidate)) {
                return false;
            }
        }
        return true;
    }
}
