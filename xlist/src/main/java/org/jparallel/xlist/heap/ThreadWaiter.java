// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.util.concurrent.locks.LockSupport;

/// The thread that made it, waiting.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `told` | who takes it out of the list, under the lock | volatile | the thread | volatile |
final class ThreadWaiter implements AddressWaiter {
    private final Thread thread = Thread.currentThread();
    private final long offsetBytes;
    private volatile Told told = Told.NOTHING;

    ThreadWaiter(long offsetBytes) {
        this.offsetBytes = offsetBytes;
    }

    @Override
    public long offsetBytes() {
        return offsetBytes;
    }

    @Override
    public int stageCount() {
        return 0;
    }

    @Override
    public void mark(Told what) {
        told = what;
    }

    @Override
    public void tell() {
        LockSupport.unpark(thread);
    }

    boolean isTold() {
        return told != Told.NOTHING;
    }

    /// {@return how the wait of a thread that was told ended}
    ///
    /// @throws IllegalStateException if the memory was freed
    AddressWaits.Ending ending() {
        assert isTold() : "neither woken nor freed";
        if (told == Told.FREED) {
            throw AddressWaits.freed();
        }
        return AddressWaits.Ending.WOKEN;
    }
}
