// SPDX-License-Identifier: Apache-2.0
package org.jparallel.work;

import org.jparallel.guard.AnyThread;

/// A work that starts when it is due, once or at a period.
@AnyThread
public interface Timer {
    /// Stops the timer: no further start. A work that runs already runs to its end.
    ///
    /// @return whether this call stopped it: false if it had fired for good or was cancelled before
    boolean cancel();

    /// {@return how often the work was started}
    long firedCount();

    /// {@return how often it was due while the start before was still running, and was skipped}
    long skippedCount();
}
