// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jparallel.arena.ChunkPool;
import org.jparallel.arena.ContextArena;
import org.jparallel.arena.KeptMemory;
import org.jparallel.arena.MemoryBudget;
import org.junit.jupiter.api.Test;

/// A context that stores memory while its runtime is closed.
class PersistenceOfAClosedRuntimeTest {
    private final Persistence persistence = new Persistence();
    private final ContextArena arena =
            new ContextArena(ChunkPool.shared(), new MemoryBudget("runtime", 1 << 20), 1 << 20);

    @Test
    void freesWhatComesTooLate() {
        KeptMemory memory = arena.keep(arena.allocate(8, 8)).orElseThrow().memory();
        persistence.close();
        assertThatThrownBy(() -> persistence.add(memory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("async is closed");
        assertThat(memory.scope().isAlive()).isFalse();
        assertThat(memory.isReleased()).isTrue();
        arena.release();
        assertThat(ChunkPool.shared().lentBytes()).isZero();
    }
}
