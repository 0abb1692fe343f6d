// SPDX-License-Identifier: Apache-2.0
package org.jparallel.linearizability;

import java.util.Optional;

/// An event: auto-reset, latched once. The state is whether a signal is kept; a wait is the moment
/// at which it takes the signal, or the moment at which it gives up, when none is kept.
final class EventModel implements Model<Boolean> {
    @Override
    public Boolean start() {
        return false;
    }

    @Override
    public Optional<Boolean> after(Boolean kept, Operation operation) {
        if (operation.name().equals("signal")) {
            return Optional.of(true);
        }
        boolean released = Boolean.TRUE.equals(operation.output());
        return released == kept ? Optional.of(false) : Optional.empty();
    }
}
