// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jparallel.arena.MemoryBudget;
import org.junit.jupiter.api.Test;

class LargeCopiesTest {
    private static final long PIECE_BYTES = LargeCopies.KEPT_BYTES / 4;

    @Test
    void lendsTheSamePieceAgain() {
        MemorySegment piece = LargeCopies.borrow(PIECE_BYTES);
        LargeCopies.giveBack(piece);
        MemorySegment again = LargeCopies.borrow(PIECE_BYTES);
        assertThat(again.address()).isEqualTo(piece.address());
        assertThat(again.byteSize()).isEqualTo(PIECE_BYTES);
        MemorySegment other = LargeCopies.borrow(PIECE_BYTES);
        assertThat(other.address()).isNotEqualTo(piece.address());
        LargeCopies.giveBack(other);
        LargeCopies.giveBack(again);
    }

    @Test
    void keepsTheNewestUpToItsLimit() {
        List<MemorySegment> lent = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            lent.add(LargeCopies.borrow(PIECE_BYTES));
        }
        lent.forEach(LargeCopies::giveBack);
        assertThat(LargeCopies.idleBytes()).isEqualTo(LargeCopies.KEPT_BYTES);
        assertThat(LargeCopies.borrow(PIECE_BYTES).address()).isEqualTo(lent.get(5).address());
    }

    private static int lastByte(FrameCopy copy) {
        int last = (int) copy.byteCount() - 1;
        return copy.isInWindow()
                ? copy.window()[copy.windowOffset() + last]
                : (int) (RawMemory.read(copy.address() + last - Long.BYTES + 1) >>> 56);
    }

    @Test
    void servesFramesOfAllSizes() {
        MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);
        FrameLog log = new FrameLog(budget, FrameLog.UNBOUNDED);
        try (Arena arena = Arena.ofConfined();
                FrameCopy copy = FrameCopy.open()) {
            for (long byteCount : new long[] {8, 1 << 17, 1 << 12, 3 << 20, (64 << 20) + 8, 16}) {
                MemorySegment from = arena.allocate(byteCount, Long.BYTES);
                from.set(ValueLayout.JAVA_BYTE, byteCount - 1, (byte) 7);
                assertThat(log.append(new Bytes(from.address(), byteCount), 0)).isTrue();
                assertThat(log.take(copy)).isPositive();
                assertThat(copy.byteCount()).isEqualTo(byteCount);
                assertThat(lastByte(copy)).isEqualTo(7);
            }
        }
        log.close();
        assertThat(budget.usedBytes()).isZero();
    }
}
