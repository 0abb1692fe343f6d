// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jparallel.arena.MemoryBudget;
import org.junit.jupiter.api.Test;

class FrameCellTest {
    private final MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);

    @Test
    void chargesNothingIfTheSystemHasNoMemory() {
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> FrameCell.of(0, 1L << 60, budget));
        assertThat(budget.usedBytes()).isZero();
    }
}
