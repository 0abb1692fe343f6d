// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import org.jparallel.guard.AnyThread;

/// What has become of the versions of a [Published].
///
/// @param replacedCount versions that were replaced, or given up at the close
/// @param freedCount those of them that were freed
/// @param waitingCount those of them that a context may still be reading
/// @param waitingBytes their memory, as far as it was told
@AnyThread
public record PublishedStatistics(
        long replacedCount, long freedCount, int waitingCount, long waitingBytes) {}
