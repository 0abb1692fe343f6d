// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.Blocking;
import org.jparallel.xlist.heap.FrameCopy;
import org.jparallel.xlist.heap.FrameLog;
import org.junit.jupiter.api.Test;

class DecodeFailuresTest {
    private static final int FAILURE_COUNT = 300_000;

    private final FrameLog log =
            new FrameLog(new MemoryBudget("test", Long.MAX_VALUE), FrameLog.UNBOUNDED);
    private final DecodeFailures failures = new DecodeFailures();

    /// Whoever finds that another thread was quicker waits on.
    @Test
    void endNoWaitButThatOfWhoThrowsThem() throws Exception {
        List<Threads<Integer>> takers = new ArrayList<>();
        for (int taker = 0; taker < 3; taker++) {
            takers.add(Threads.start(this::throwUntilFinished));
        }
        IllegalStateException failure = new IllegalStateException("not built");
        for (int i = 0; i < FAILURE_COUNT; i++) {
            failures.add(failure);
            log.wakeTaker();
            while (failures.isPresent()) {
                Thread.onSpinWait();
            }
        }
        log.finish();
        int thrownCount = 0;
        for (Threads<Integer> taker : takers) {
            thrownCount += taker.result();
        }
        assertThat(thrownCount).isEqualTo(FAILURE_COUNT);
        log.close();
    }

    private int throwUntilFinished() {
        int thrownCount = 0;
        while (true) {
            try (FrameCopy copy = FrameCopy.open()) {
                assertThat(failures.take(log, copy, Blocking.FOREVER))
                        .isEqualTo(FrameLog.FINISHED);
                return thrownCount;
            } catch (IllegalStateException failure) {
                assertThat(failure).hasMessage("not built");
                thrownCount++;
            }
        }
    }
}
