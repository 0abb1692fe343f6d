// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import org.jparallel.guard.AnyThread;

/// What a list held at about one moment; all zero after `close()`.
///
/// @param elementCount elements that were pushed and not yet taken
/// @param byteCount bytes of the chunks that it held, used or not
/// @param chunkCount how many chunks these were
@AnyThread
public record XListStatistics(long elementCount, long byteCount, int chunkCount) {}
