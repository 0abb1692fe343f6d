// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.Optional;
import org.jparallel.arena.KeptMemory;
import org.jparallel.arena.KeptValue;
import org.jparallel.context.ContextThread;
import org.jspecify.annotations.Nullable;

/// What one container keeps of the memory of contexts: a key or value that lies in a context's
/// arena is held from when it is stored until it is dropped.
///
/// A container of other values pays a look at the class of each.
final class Keeping {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Object container;
    private final Persistence persistence;
    private final Holdings holdings;

    /// Whether the container has ever held memory.
    private volatile boolean used;

    /// @param container holds what it holds while it is reachable
    /// @param persistence knows what memory is kept
    Keeping(Object container, Persistence persistence) {
        this.container = container;
        this.persistence = persistence;
        holdings = new Holdings(persistence);
    }

    /// Takes a value that is about to be stored.
    ///
    /// @return what is to be stored instead: the same, or a view for all threads
    /// @throws IllegalStateException if the runtime is closed, or the value's memory is freed
    // A view is of the same kind as the value, and what is not null stays so.
    @SuppressWarnings({"unchecked", "NullAway"})
    <T extends @Nullable Object> T take(T value) {
        return KeptValue.isInArena(value) ? (T) takeMemory(value) : value;
    }

    private @Nullable Object takeMemory(@Nullable Object value) {
        assert value != null : "what is in an arena is not null";
        KeptMemory known = persistence.memoryOf(value);
        if (known != null && known.hold()) {
            hold(known);
            return value;
        }
        // Either nobody keeps it, or its last holder has just let it go.
        if (known != null || isDead(value)) {
            throw new IllegalStateException("memory of the value is freed already");
        }
        if (!(Thread.currentThread() instanceof ContextThread thread)) {
            return value;
        }
        persistence.requireOpen();
        Optional<KeptValue> kept = thread.slot().arena().keep(value);
        kept.map(KeptValue::memory).ifPresent(memory -> {
            persistence.add(memory);
            hold(memory);
        });
        return kept.map(KeptValue::view).orElse(value);
    }

    private static boolean isDead(Object value) {
        MemorySegment.Scope scope = KeptValue.scopeOf(value);
        return scope != null && !scope.isAlive();
    }

    private void hold(KeptMemory memory) {
        holdings.add(memory);
        if (!used) {
            useFirst();
        }
    }

    private synchronized void useFirst() {
        if (!used) {
            CLEANER.register(container, holdings);
            used = true;
        }
    }

    /// {@return whether this value may be held}
    boolean isHeld(@Nullable Object value) {
        return used && KeptValue.isInArena(value);
    }

    /// Drops a value that is no longer stored, or was not in the end.
    ///
    /// **Cost.** When it was the last of its context, the close of a shared arena: no lock should
    /// be held.
    void drop(@Nullable Object value) {
        if (isHeld(value)) {
            KeptMemory memory = persistence.memoryOf(value);
            if (memory != null && holdings.remove(memory)) {
                persistence.release(memory);
            }
        }
    }
}
