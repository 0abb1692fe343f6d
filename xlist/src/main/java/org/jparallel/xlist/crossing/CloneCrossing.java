// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.crossing;

import org.jparallel.arena.MemoryBudget;
import org.jparallel.guard.AnyThread;
import org.jparallel.work.CloneService;
import org.jparallel.work.KeptValue;
import org.jparallel.xlist.StructuredClone;
import org.jparallel.xlist.XList;
import org.jspecify.annotations.Nullable;

/// Structured clones for the results of futures and of `map`, and for the data of timers.
@AnyThread
public final class CloneCrossing implements CloneService {
    /// Found by a [java.util.ServiceLoader].
    public CloneCrossing() {}

    @Override
    public <T extends @Nullable Object> T copy(T value) {
        return StructuredClone.copy(value);
    }

    @Override
    public <T extends @Nullable Object> T handOver(T result) {
        return StructuredClone.handOver(result);
    }

    @Override
    public <T extends @Nullable Object> KeptValue<T> keep(T value, MemoryBudget budget) {
        XList<T> memory = new XList<>(budget);
        boolean kept = false;
        try {
            memory.push(value);
            kept = true;
            return new InList<>(memory);
        } finally {
            if (!kept) {
                memory.close();
            }
        }
    }

    /// A list of one element, which stays: any thread may read it, and free it.
    private record InList<T extends @Nullable Object>(XList<T> memory) implements KeptValue<T> {
        @Override
        public T value() {
            return memory.iterator().next();
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
