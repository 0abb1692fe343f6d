// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;

/// Waits for a state that comes by itself.
final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Await() {}

    /// Fails if the state does not come in half a minute.
    static void until(String what, BooleanSupplier state) {
        long start = System.nanoTime();
        while (!state.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                Assertions.fail("did not come about: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
