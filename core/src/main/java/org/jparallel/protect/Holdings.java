// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.HashMap;
import java.util.Map;
import org.jparallel.arena.KeptMemory;

/// How often a container holds the memory of which contexts. It knows nothing of the container, so
/// that it can be released when that is garbage.
final class Holdings implements Runnable {
    private final Persistence persistence;

    /// Guarded by this.
    private final Map<KeptMemory, Integer> counts = new HashMap<>();

    Holdings(Persistence persistence) {
        this.persistence = persistence;
    }

    synchronized void add(KeptMemory memory) {
        counts.merge(memory, 1, Integer::sum);
    }

    /// {@return whether there was such a hold}
    synchronized boolean remove(KeptMemory memory) {
        Integer count = counts.get(memory);
        if (count == null) {
            return false;
        }
        if (count == 1) {
            counts.remove(memory);
        } else {
            counts.put(memory, count - 1);
        }
        return true;
    }

    /// Releases all: the container is gone.
    @Override
    public void run() {
        Map<KeptMemory, Integer> left;
        synchronized (this) {
            left = Map.copyOf(counts);
            counts.clear();
        }
        left.forEach((memory, count) -> {
            for (int i = 0; i < count; i++) {
                persistence.release(memory);
            }
        });
    }
}
