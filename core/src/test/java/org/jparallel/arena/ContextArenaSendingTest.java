// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Memory of a context that is sent from where it lies.
class ContextArenaSendingTest {
    private static final long LIMIT_BYTES = 20 << 20;

    private final ChunkPool pool = new ChunkPool();
    private final MemoryBudget runtime = new MemoryBudget("runtime", 64 << 20);
    private final ContextArena arena = new ContextArena(pool, runtime, LIMIT_BYTES);

    @AfterEach
    void everythingComesHome() {
        arena.release();
        assertThat(pool.lentBytes()).isZero();
        assertThat(runtime.usedBytes()).isZero();
        pool.trim();
    }

    @Nested
    class Reserved {
        @Test
        void handsOutZeroedAlignedMemoryThatIsGoneAtTheEnd() {
            arena.allocate(3, 1);
            long address = arena.reserve(100);
            assertThat(address % Long.BYTES).isZero();
            assertThat(arena.reserve(4_096)).isNotEqualTo(address);
            assertThat(arena.statistics().usedBytes()).isEqualTo(104 + 4_096 + 4);
            arena.end();
            assertThat(arena.statistics().usedBytes()).isZero();
            assertThat(arena.reserve(100)).as("used again").isNotZero();
        }

        @Test
        void refusesWhatPassesTheLimit() {
            arena.reserve(LIMIT_BYTES - 8);
            assertThatThrownBy(() -> arena.reserve(9))
                    .isInstanceOf(ArenaExhaustedException.class)
                    .hasMessageContaining("context");
            assertThatThrownBy(() -> arena.reserve(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("negative size: byteCount=-1");
        }
    }

    @Nested
    class Pinned {
        @Test
        void isNotRewound() {
            Mark mark = arena.mark();
            MemorySegment sent = arena.allocate(16, 1);
            assertThat(arena.pin(sent)).isTrue();
            assertThatThrownBy(() -> arena.rewind(mark))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(
                            "memory behind the mark is in use by others: pinnedBytes=16");
            assertThat(sent.get(ValueLayout.JAVA_BYTE, 0)).isZero();
            arena.rewind(arena.mark());
            arena.end();
            Mark next = arena.mark();
            arena.allocate(16, 1);
            arena.rewind(next);
            assertThat(arena.statistics().rewindCount()).isEqualTo(1);
        }

        @Test
        void isOnlyMemoryOfThisContext() {
            assertThat(arena.pin(MemorySegment.ofArray(new byte[4]))).isFalse();
            MemorySegment dead = arena.allocate(16, 1);
            arena.end();
            assertThat(arena.pin(dead)).isFalse();
        }
    }
}
