// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.util.ArrayList;
import java.util.List;

/// Slabs in no order, from which any one leaves in constant time. Guarded by the lock of its pool.
final class SlabList {
    private final List<Slab> slabs = new ArrayList<>();

    boolean isEmpty() {
        return slabs.isEmpty();
    }

    /// {@return the slab that came last, which is the warmest}
    Slab last() {
        return slabs.getLast();
    }

    void add(Slab slab) {
        slab.listIndex(slabs.size());
        slabs.add(slab);
    }

    void remove(Slab slab) {
        Slab last = slabs.removeLast();
        if (last != slab) {
            slabs.set(slab.listIndex(), last);
            last.listIndex(slab.listIndex());
        }
        slab.listIndex(-1);
    }
}
