// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;

/// Memory for copies of large frames, kept for all threads: fresh memory costs more than the copy,
/// because the system has to find and zero it page by page.
///
/// The idle pieces stand in the order in which they came back. The newest of the right size is
/// lent; when more than [#KEPT_BYTES] lie idle, the oldest are left to the collector. What is in
/// them is not wiped: who borrows overwrites what it will read.
///
/// **Threads.** Any; `IDLE` and `idleBytes` are guarded by `LOCK`, under which no memory is taken.
final class LargeCopies {
    /// The most bytes that lie idle, and the most that one piece may have.
    static final long KEPT_BYTES = 64 << 20;

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final ArrayDeque<MemorySegment> IDLE = new ArrayDeque<>();
    private static long idleBytes;

    private LargeCopies() {}

    /// {@return a piece of exactly this size, with anything in it}
    ///
    /// @param byteCount a power of two
    static MemorySegment borrow(long byteCount) {
        LOCK.lock();
        try {
            for (Iterator<MemorySegment> each = IDLE.descendingIterator(); each.hasNext(); ) {
                MemorySegment piece = each.next();
                if (piece.byteSize() == byteCount) {
                    each.remove();
                    idleBytes -= byteCount;
                    return piece;
                }
            }
        } finally {
            LOCK.unlock();
        }
        return Arena.ofAuto().allocate(byteCount, Long.BYTES);
    }

    /// Takes a piece back.
    ///
    /// @param piece what [#borrow] returned
    static void giveBack(MemorySegment piece) {
        LOCK.lock();
        try {
            IDLE.addLast(piece);
            idleBytes += piece.byteSize();
            while (idleBytes > KEPT_BYTES) {
                idleBytes -= IDLE.removeFirst().byteSize();
            }
        } finally {
            LOCK.unlock();
        }
    }

    /// {@return how many bytes lie idle}
    static long idleBytes() {
        LOCK.lock();
        try {
            return idleBytes;
        } finally {
            LOCK.unlock();
        }
    }
}
