// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// A value in memory that is kept for others than its context.
///
/// @param memory held once for this value
/// @param view the value, read-only, for every thread
@AnyThread
public record KeptValue(KeptMemory memory, Object view) {
    /// {@return the scope of the memory in which a value lies, or null if it is a value of the Java
    /// heap}
    ///
    /// @param value any
    public static MemorySegment.@Nullable Scope scopeOf(@Nullable Object value) {
        MemorySegment memory = MemoryViews.memory(value);
        return memory == null ? null : memory.scope();
    }

    /// {@return whether a value lies, or lay, in an arena}
    ///
    /// @param value any
    public static boolean isInArena(@Nullable Object value) {
        return value instanceof MemorySegment || value instanceof ArenaCollection;
    }
}
