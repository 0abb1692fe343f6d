// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import org.jparallel.guard.AnyThread;

/// What a connection has done so far.
///
/// @param receivedBytes bytes that have arrived
/// @param sendCount sends, those of initial and next bytes included
/// @param sentBytes bytes that were given to be sent, those of files included
/// @param keptBytes off-heap bytes of the values that it keeps
/// @param worksAway works submitted that are not home yet
@AnyThread
public record ConnectionStatistics(
        long receivedBytes, long sendCount, long sentBytes, long keptBytes, int worksAway) {}
