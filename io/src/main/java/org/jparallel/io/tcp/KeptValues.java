// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.xlist.CloneSlot;
import org.jspecify.annotations.Nullable;

/// The values that one connection keeps, each in memory of its own. Only its event loop comes here.
final class KeptValues {
    private final MemoryBudget budget;
    private @Nullable Map<String, CloneSlot<Object>> slots;

    KeptValues(MemoryBudget budget) {
        this.budget = budget;
    }

    void keep(String key, Object value) {
        if (slots == null) {
            slots = new HashMap<>();
        }
        CloneSlot<Object> present = slots.get(key);
        if (present == null) {
            CloneSlot<Object> slot = new CloneSlot<>(budget);
            slot.set(value);
            slots.put(key, slot);
        } else {
            present.set(value);
        }
    }

    Optional<Object> kept(String key) {
        CloneSlot<Object> slot = slots == null ? null : slots.get(key);
        return slot == null ? Optional.empty() : Optional.of(slot.value());
    }

    boolean drop(String key) {
        CloneSlot<Object> slot = slots == null ? null : slots.remove(key);
        if (slot == null) {
            return false;
        }
        slot.close();
        return true;
    }

    long byteCount() {
        return slots == null ? 0 : slots.values().stream().mapToLong(CloneSlot::byteCount).sum();
    }

    void close() {
        if (slots != null) {
            slots.values().forEach(CloneSlot::close);
            slots = null;
        }
    }
}
