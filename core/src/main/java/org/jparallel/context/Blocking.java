// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jparallel.guard.AnyThread;

/// The one way to wait: a parallel thread frees its core meanwhile, the main thread serves its calls.
@AnyThread
public final class Blocking {
    /// No timeout.
    public static final long FOREVER = Long.MAX_VALUE;

    private Blocking() {}

    /// Parks until `ready` holds; whoever makes it hold unparks this thread
    /// ([LockSupport#unpark(Thread)]).
    ///
    /// @param ready tested after every wake-up, by this thread alone
    /// @param timeoutNanos how long to wait at most, or [#FOREVER]
    /// @return whether `ready` held before the time was up
    public static boolean await(BooleanSupplier ready, long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        while (!ready.getAsBoolean()) {
            if (timeoutNanos == FOREVER) {
                LockSupport.park(ready);
            } else {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return ready.getAsBoolean();
                }
                LockSupport.parkNanos(ready, left);
            }
        }
        return true;
    }
}
