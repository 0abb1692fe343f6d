// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a state without a runtime's help; the timeout of the test class ends it.
final class Waits {
    private Waits() {}

    /// {@return true, once the condition holds}
    static boolean until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(Waits.class, 100_000);
        }
        return true;
    }
}
