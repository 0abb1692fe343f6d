// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkPoolTest {
    private static final long PAGE = ChunkPool.PAGE_BYTES;
    private static final long LARGE = ChunkPool.LARGE_BYTES;

    private final ChunkPool pool = new ChunkPool();
    private final MemoryBudget budget = new MemoryBudget("runtime", Long.MAX_VALUE);
    private final List<Chunk> lent = new ArrayList<>();

    @AfterEach
    void everythingComesHome() {
        lent.forEach(chunk -> pool.release(chunk, 0));
        assertThat(pool.lentBytes()).isZero();
        assertThat(budget.usedBytes()).isZero();
        pool.trim();
        assertThat(pool.statistics()).isEqualTo(new PoolStatistics(0, 0, 0));
    }

    private Chunk acquire(long byteCount) {
        Chunk chunk = pool.acquire(byteCount, budget);
        lent.add(chunk);
        return chunk;
    }

    private void release(Chunk chunk, long usedBytes) {
        pool.release(chunk, usedBytes);
        lent.remove(chunk);
    }

    @Nested
    class Empty {
        @Test
        void holdsNothing() {
            assertThat(pool.statistics()).isEqualTo(new PoolStatistics(0, 0, 0));
            assertThat(pool.trim()).isZero();
        }

        @Test
        void isSharedByTheProcess() {
            assertThat(ChunkPool.shared()).isSameAs(ChunkPool.shared());
        }

        @ParameterizedTest
        @CsvSource({
            "0, 4096",
            "1, 4096",
            "4096, 4096",
            "4097, 65536",
            "65536, 65536",
            "65537, 2097152",
            "2097152, 2097152",
            "2097153, 4194304",
            "9223372036854775807, 9223372036852678656"
        })
        void roundsUpToTheNextSize(long byteCount, long chunkBytes) {
            assertThat(ChunkPool.chunkBytes(byteCount)).isEqualTo(chunkBytes);
        }

        @ParameterizedTest
        @CsvSource({"1", "5000", "100000", "3000000"})
        void lendsZeroedAlignedMemory(long byteCount) {
            Chunk chunk = acquire(byteCount);
            assertThat(chunk.byteCount()).isGreaterThanOrEqualTo(byteCount);
            assertThat(chunk.address() % PAGE).isZero();
            assertThat(chunk.isZero()).isTrue();
            assertThat(budget.usedBytes()).isEqualTo(chunk.byteCount());
            assertThat(pool.lentBytes()).isEqualTo(chunk.byteCount());
        }

        @Test
        void refusesANegativeSize() {
            assertThatThrownBy(() -> pool.acquire(-1, budget))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("negative size: byteCount=-1");
        }

        @Test
        void refusesWhatTheBudgetDoesNotAllow() {
            MemoryBudget small = new MemoryBudget("list", 5_000);
            assertThatThrownBy(() -> pool.acquire(5_000, small))
                    .isInstanceOf(ArenaExhaustedException.class)
                    .hasMessage(
                            "list memory exhausted: requestedBytes=65536 usedBytes=0"
                                    + " limitBytes=5000");
            assertThat(small.usedBytes()).isZero();
            assertThat(pool.statistics().reservedBytes()).isZero();
        }

        @Test
        void chargesNothingWhenTheSystemHasNoMore() {
            assertThatThrownBy(() -> pool.acquire(Long.MAX_VALUE, budget))
                    .isInstanceOf(OutOfMemoryError.class);
            assertThat(budget.usedBytes()).isZero();
            assertThat(pool.statistics()).isEqualTo(new PoolStatistics(0, 0, 0));
        }
    }

    @Nested
    class Lending {
        @Test
        void carvesOneSlabIntoManyChunks() {
            Set<Long> addresses = new HashSet<>();
            for (long i = 0; i < LARGE / PAGE; i++) {
                addresses.add(acquire(PAGE).address());
            }
            assertThat(addresses).hasSize((int) (LARGE / PAGE));
            assertThat(pool.statistics()).isEqualTo(new PoolStatistics(LARGE, LARGE, 0));
            acquire(PAGE);
            assertThat(pool.statistics().reservedBytes()).isEqualTo(2 * LARGE);
        }

        @Test
        void wipesWhatWasUsed() {
            Chunk chunk = acquire(PAGE);
            chunk.segment().asSlice(0, 100).fill((byte) 7);
            release(chunk, 100);
            Chunk again = acquire(PAGE);
            assertThat(again.address()).isEqualTo(chunk.address());
            assertThat(again.isZero()).isTrue();
        }

        @Test
        void assertsThatNothingElseWasUsed() {
            ChunkPool careless = new ChunkPool();
            Chunk chunk = careless.acquire(PAGE, budget);
            chunk.segment().set(ValueLayout.JAVA_BYTE, 100, (byte) 7);
            assertThatThrownBy(() -> careless.release(chunk, 100))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage(
                            "written beyond its used bytes: address=0x"
                                    + Long.toHexString(chunk.address())
                                    + " byteCount=4096");
            budget.release(PAGE);
        }

        @Test
        void refusesASecondRelease() {
            Chunk chunk = acquire(PAGE);
            release(chunk, 0);
            Chunk again = acquire(PAGE);
            assertThat(again.address()).isEqualTo(chunk.address());
            assertThatThrownBy(() -> pool.release(chunk, PAGE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "chunk released twice: address=0x"
                                    + Long.toHexString(chunk.address())
                                    + " byteCount=4096");
            assertThat(pool.lentBytes()).isEqualTo(PAGE);
        }

        @ParameterizedTest
        @CsvSource({"-1", "4097", "9223372036854775807"})
        void refusesUsedBytesOutsideTheChunk(long usedBytes) {
            Chunk chunk = acquire(PAGE);
            assertThatThrownBy(() -> pool.release(chunk, usedBytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "used bytes outside the chunk: usedBytes="
                                    + usedBytes
                                    + " address=0x"
                                    + Long.toHexString(chunk.address())
                                    + " byteCount=4096");
            assertThat(pool.lentBytes()).isEqualTo(PAGE);
        }

        @Test
        void refusesAChunkOfAnotherPool() {
            Chunk chunk = acquire(PAGE);
            assertThatThrownBy(() -> new ChunkPool().release(chunk, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "chunk of another pool: address=0x"
                                    + Long.toHexString(chunk.address())
                                    + " byteCount=4096");
        }

        @Test
        void trimsOnlyWhatIsWhole() {
            Chunk page = acquire(PAGE);
            Chunk large = acquire(LARGE);
            release(large, 0);
            assertThat(pool.trim()).isEqualTo(LARGE);
            assertThat(pool.trim()).isZero();
            release(page, 0);
            assertThat(pool.trim()).isEqualTo(LARGE);
        }

        @Test
        void carvesAnewWhenAllAreHome() {
            Chunk page = acquire(PAGE);
            release(page, 0);
            Chunk medium = acquire(ChunkPool.MEDIUM_BYTES);
            release(medium, 0);
            acquire(LARGE);
            assertThat(pool.statistics().reservedBytes()).isEqualTo(LARGE);
        }
    }

    @Nested
    class LargerThanASlab {
        @Test
        void isKeptForARequestOfTheSameSize() {
            Chunk alone = acquire(3 * LARGE);
            release(alone, 0);
            assertThat(pool.statistics().freeBytes()).isEqualTo(3 * LARGE);
            assertThat(acquire(3 * LARGE).address()).isEqualTo(alone.address());
            acquire(2 * LARGE);
            assertThat(pool.statistics().reservedBytes()).isEqualTo(5 * LARGE);
        }

        @Test
        void isGivenBackWhenTooMuchLiesIdle() {
            List<Chunk> alones = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                alones.add(acquire(16 << 20));
            }
            alones.forEach(chunk -> release(chunk, 0));
            assertThat(pool.statistics().freeBytes()).isEqualTo(ChunkPool.KEPT_ALONE_BYTES);
            assertThat(pool.trim()).isEqualTo(ChunkPool.KEPT_ALONE_BYTES);
        }
    }
}
