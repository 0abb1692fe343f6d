// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

/// The end of a thread.
final class Threads {
    private Threads() {}

    /// Waits until a thread that was told to end has ended, interrupted or not.
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
