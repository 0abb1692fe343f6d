// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.Arena;
import org.jparallel.guard.ParallelThread;
import org.jspecify.annotations.Nullable;

/// A point in the life of a context to which its memory can be rewound, as often as one likes.
///
/// Made by [ContextArena#mark]. It is dead once the context has ended or was rewound to an earlier
/// mark.
///
/// **Threads.** All fields are only accessed by the owner thread of the arena, except `arena`.
@ParallelThread
public final class Mark {
    private final ContextArena arena;
    private final Mark previous;
    private final long epoch;
    private final ArenaPosition position;

    /// The scope of what is allocated between this mark and the next; absent until then.
    private @Nullable Arena scope;

    private boolean dead;

    /// @param previous the mark before this one, or null for the start of the context
    Mark(ContextArena arena, @Nullable Mark previous, long epoch, ArenaPosition position) {
        this.arena = arena;
        this.previous = previous == null ? this : previous;
        this.epoch = epoch;
        this.position = position;
    }

    ContextArena arena() {
        return arena;
    }

    /// {@return the mark before this one; for the start of the context itself}
    Mark previous() {
        return previous;
    }

    long epoch() {
        return epoch;
    }

    ArenaPosition position() {
        return position;
    }

    boolean isDead() {
        return dead;
    }

    void die() {
        dead = true;
    }

    boolean hasScope() {
        return scope != null;
    }

    /// {@return the scope of what comes after this mark, opened if need be}
    Arena openScope() {
        if (scope == null) {
            scope = Arena.ofConfined();
        }
        return scope;
    }

    /// Forgets a scope that only a dead thread could close.
    void dropScope() {
        scope = null;
    }

    /// Ends the life of every segment between this mark and the next.
    ///
    /// @throws IllegalStateException if native code is using one of them; nothing happens then
    void closeScope() {
        if (scope != null) {
            scope.close();
            scope = null;
        }
    }
}
