// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.Blocking;
import org.jparallel.xlist.Threads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FrameLogTest {
    private final MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);
    private final FrameLog log = new FrameLog(budget, FrameLog.UNBOUNDED);

    @AfterEach
    void leavesNothingBehind() {
        log.close();
        assertThat(budget.usedBytes()).isZero();
    }

    private Threads<Long> taker(BooleanSupplier otherwise) {
        return Threads.start(
                () -> {
                    try (FrameCopy copy = FrameCopy.open()) {
                        assertThat(log.take(copy, Blocking.FOREVER, otherwise)).isPositive();
                        return RawMemory.read(copy.window());
                    }
                });
    }

    @Nested
    class AtTheLimitOfAChunk {
        @Test
        void refusesLargerFrames() {
            assertThat(LogChunk.LARGEST_BYTES).isEqualTo((1L << 35) - 8);
            long byteCount = LogChunk.LARGEST_BYTES - FrameHeader.BYTES + 1;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.append(new Bytes(0, byteCount), 0))
                    .withMessage(
                            "element too large for an xlist:"
                                    + " frameBytes=34359738368 limitBytes=34359738360");
            assertThat(log.heldBytes()).isZero();
        }

        @Test
        void fitsTheClaimWord() {
            long word = LogChunk.step(LogChunk.LARGEST_BYTES);
            assertThat(LogChunk.offset(word)).isEqualTo(LogChunk.LARGEST_BYTES);
            assertThat(LogChunk.offset(LogChunk.step(1L << 35))).isZero();
            assertThat(LogChunk.usableBytes(1L << 35)).isEqualTo(LogChunk.LARGEST_BYTES);
            assertThat(LogChunk.usableBytes(4_096)).isEqualTo(4_096);
        }
    }

    @Nested
    class WithTakersThatWait {
        private final AtomicBoolean stands = new AtomicBoolean();
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);

        /// Holds back the first taker between its wake-up and its next wait.
        private boolean stand() {
            if (stands.get()) {
                arrived.countDown();
                try {
                    goesOn.await();
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
            }
            return false;
        }

        /// A producer that saw WAITERS found no taker, lost its core, and comes back when its
        /// element is long taken and two others wait.
        @Test
        void wakesAllThatJoinedBeforeTheirFlagWent() throws Exception {
            Threads<Long> first = taker(this::stand).untilItWaits();
            Threads<Long> second = taker(() -> false).untilItWaits();
            stands.set(true);
            log.takers().forget();
            arrived.await();
            assertThat(log.appendLong(1, 0)).isTrue();
            assertThat(log.appendLong(2, 0)).isTrue();
            long seen = second.result();
            goesOn.countDown();
            assertThat(List.of(seen, first.result())).containsExactly(1L, 2L);
        }
    }
}
