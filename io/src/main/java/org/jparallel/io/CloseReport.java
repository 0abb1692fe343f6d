// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io;

import org.jparallel.guard.AnyThread;

/// How a server has ended.
///
/// @param openCount connections that were open when it began to close
/// @param finishedCount those of them that finished what was in flight
/// @param cutCount those of them that were cut when the time was over
@AnyThread
public record CloseReport(long openCount, long finishedCount, long cutCount) {}
