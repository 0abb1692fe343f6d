// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import java.util.ServiceLoader;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.guard.AnyThread;
import org.jparallel.work.CloneService;
import org.jparallel.work.KeptValue;
import org.jspecify.annotations.Nullable;

/// The door through which values go from one thread to another: clones, if the module that clones
/// is there, else the values themselves.
@AnyThread
public final class Crossing {
    private static final CloneService SERVICE =
            ServiceLoader.load(CloneService.class, Crossing.class.getClassLoader())
                    .findFirst()
                    .orElseGet(ByReference::new);

    private Crossing() {}

    /// Hands over the result of a work, as [CloneService#handOver] does.
    ///
    /// @param <T> the result
    /// @param result what the work returned, or null
    /// @return what another thread gets
    public static <T extends @Nullable Object> T handOver(T result) {
        return SERVICE.handOver(result);
    }

    /// Copies a value into memory of its own, as [CloneService#keep] does.
    static <T extends @Nullable Object> KeptValue<T> keep(T value, MemoryBudget budget) {
        return SERVICE.keep(value, budget);
    }

    /// Without clones.
    private static final class ByReference implements CloneService {
        @Override
        public <T extends @Nullable Object> T copy(T value) {
            return value;
        }

        @Override
        public <T extends @Nullable Object> KeptValue<T> keep(T value, MemoryBudget budget) {
            return new Reference<>(value);
        }
    }

    private record Reference<T extends @Nullable Object>(T value) implements KeptValue<T> {
        @Override
        public void close() {}
    }
}
