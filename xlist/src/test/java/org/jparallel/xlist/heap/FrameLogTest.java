// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import static org.assertj.core.api.Assertions.assertThat;

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
                    long frame = log.begin(Blocking.FOREVER, otherwise);
                    long value = FrameLog.payloadLong(frame);
                    log.end(frame);
                    return value;
                });
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
