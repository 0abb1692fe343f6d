// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io;

import org.jparallel.guard.AnyThread;
import org.jparallel.io.netty.LinkCounts;

/// How a server or client has ended.
///
/// @param openCount connections that were open when it began to close
/// @param finishedCount those that finished what was in flight
/// @param cutCount those that were cut, because the time was over or something failed meanwhile
@AnyThread
public record CloseReport(long openCount, long finishedCount, long cutCount) {
    static CloseReport of(LinkCounts before, LinkCounts after) {
        // One that was accepted before, and opened after, counts as well.
        long openCount = before.openCount() + after.openedCount() - before.openedCount();
        long cutCount = after.cutCount() - before.cutCount();
        return new CloseReport(openCount, openCount - cutCount, cutCount);
    }
}
