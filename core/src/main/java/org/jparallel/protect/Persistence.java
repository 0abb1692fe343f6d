// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.lang.foreign.MemorySegment;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jparallel.arena.KeptMemory;
import org.jparallel.arena.KeptValue;
import org.jspecify.annotations.Nullable;

/// What the containers of one runtime hold of the memory of contexts.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `memories` | any | concurrent map | any | concurrent map |
/// | `closed` | main thread | volatile | any | volatile |
final class Persistence {
    private final Map<MemorySegment.Scope, KeptMemory> memories = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// {@return the memory in which such a value lies, null if it is none that is kept}
    @Nullable KeptMemory memoryOf(@Nullable Object value) {
        MemorySegment.Scope scope = KeptValue.scopeOf(value);
        return scope == null ? null : memories.get(scope);
    }

    /// Adds memory that is held once.
    ///
    /// @throws IllegalStateException if the runtime is closed; it is freed then
    void add(KeptMemory memory) {
        memories.put(memory.scope(), memory);
        // Pairs with the write in close(), which looks for memory afterwards: one sees the other.
        if (closed) {
            memory.release();
            free(memory);
            throw new IllegalStateException("async is closed");
        }
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("async is closed");
        }
    }

    /// Ends one hold; the last one ends the memory. If native code is using it just then, it is
    /// freed later: when somebody counts, or when the runtime is closed.
    void release(KeptMemory memory) {
        if (memory.release()) {
            free(memory);
        }
    }

    private boolean free(KeptMemory memory) {
        // Whoever finds it here still gets no further hold on it.
        boolean closedNow = memory.close();
        if (closedNow) {
            memories.remove(memory.scope());
        }
        return closedNow;
    }

    /// {@return how many contexts have ended whose memory is still held}
    long contextCount() {
        long count = 0;
        for (KeptMemory memory : memories.values()) {
            if (memory.isPersisted()) {
                count++;
            } else if (memory.isReleased()) {
                free(memory);
            }
        }
        return count;
    }

    /// Frees all, whoever holds it.
    ///
    /// @throws IllegalStateException if native code is using some of it; the rest is freed
    void close() {
        closed = true;
        List<KeptMemory> left = new ArrayList<>(memories.values());
        if (left.isEmpty()) {
            return;
        }
        long byteCount = left.stream().mapToLong(KeptMemory::byteCount).sum();
        System.getLogger(Persistence.class.getName())
                .log(
                        Level.DEBUG,
                        "memory still persisted: contextCount={0} byteCount={1}",
                        Integer.toString(left.size()),
                        Long.toString(byteCount));
        left.removeIf(this::free);
        if (!left.isEmpty()) {
            throw new IllegalStateException(
                    "native code is using memory of containers: contextCount=" + left.size());
        }
    }
}
