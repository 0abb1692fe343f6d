// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private final MemoryBudget budget = new MemoryBudget("runtime", 100);

    @Test
    void refusesALimitBelowOne() {
        assertThatThrownBy(() -> new MemoryBudget("runtime", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit too small: limitBytes=0 minimumBytes=1");
    }

    @Test
    void isExactAtTheLimit() {
        budget.reserve(60);
        budget.reserve(40);
        assertThat(budget.usedBytes()).isEqualTo(budget.limitBytes());
        assertThatThrownBy(() -> budget.reserve(1))
                .isInstanceOf(ArenaExhaustedException.class)
                .hasMessage(
                        "runtime memory exhausted: requestedBytes=1 usedBytes=100 limitBytes=100");
        assertThat(budget.usedBytes()).isEqualTo(100);
        budget.reserve(0);
    }

    @Test
    void carriesTheFiguresInTheException() {
        budget.reserve(60);
        ArenaExhaustedException refused =
                catchThrowableOfType(
                        ArenaExhaustedException.class, () -> budget.reserve(Long.MAX_VALUE));
        assertThat(refused.requestedBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(refused.usedBytes()).isEqualTo(60);
        assertThat(refused.limitBytes()).isEqualTo(100);
    }

    @Test
    void refusesNegativeSizes() {
        assertThatThrownBy(() -> budget.reserve(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("negative size: byteCount=-1");
        assertThatThrownBy(() -> budget.release(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("negative size: byteCount=-1");
    }

    @Test
    void refusesToTakeBackMoreThanItGave() {
        budget.reserve(10);
        assertThatThrownBy(() -> budget.release(11))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("released more than reserved: owner=runtime byteCount=11 usedBytes=10");
        assertThat(budget.usedBytes()).isEqualTo(10);
    }

    @Test
    void remembersItsPeak() {
        budget.reserve(70);
        budget.release(70);
        budget.reserve(30);
        assertThat(budget.peakBytes()).isEqualTo(70);
    }

    @Test
    void staysWithinTheLimitWhenThreadsRace() throws InterruptedException {
        AtomicLong grantedCount = new AtomicLong();
        AtomicLong highestBytes = new AtomicLong();
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> grantedCount.addAndGet(reserveAndRelease(highestBytes)));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(budget.usedBytes()).isZero();
        assertThat(highestBytes.get()).isBetween(30L, 90L);
        assertThat(budget.peakBytes()).isBetween(highestBytes.get(), 90L);
        assertThat(grantedCount.get()).isPositive();
    }

    private long reserveAndRelease(AtomicLong highestBytes) {
        long grantedCount = 0;
        for (int i = 0; i < 20_000; i++) {
            if (budget.tryReserve(30)) {
                grantedCount++;
                highestBytes.accumulateAndGet(budget.usedBytes(), Math::max);
                budget.release(30);
            }
        }
        return grantedCount;
    }
}
