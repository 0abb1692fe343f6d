// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import org.jparallel.guard.AnyThread;

/// How often reads of a protected container met a writer. A read that met none is not counted: that
/// would cost more than the read.
///
/// @param retryCount how often a read had to begin again, since a writer came between
/// @param lockCount how often a read took the lock, after [#TRY_LIMIT] tries
@AnyThread
public record ReadStatistics(long retryCount, long lockCount) {
    /// How often a read is tried without the lock.
    public static final int TRY_LIMIT = 3;
}
