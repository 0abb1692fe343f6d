// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import org.jparallel.guard.AnyThread;

/// A payload that is appended to a [FrameLog].
@AnyThread
public interface FrameSource {
    /// {@return how many bytes it has, at least 1}
    long byteCount();

    /// Copies all of its bytes.
    ///
    /// @param address where to, with room for them
    void copyTo(long address);
}
