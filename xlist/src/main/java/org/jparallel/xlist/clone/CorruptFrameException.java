// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jparallel.guard.AnyThread;
import org.jparallel.guard.AsyncException;

/// Thrown when bytes cannot come from a [CloneWriter] of this process.
///
/// Bytes that could come from one, but do not, are read as what they say. Then code of a user may
/// be given what it never wrote, and what that throws comes out as it is; keys may turn out equal
/// or without end, which is an `IllegalStateException`.
@AnyThread
public final class CorruptFrameException extends AsyncException {
    private static final long serialVersionUID = 1L;

    CorruptFrameException(String what, long value, long offset, long byteCount) {
        super(
                "corrupt frame: "
                        + what
                        + ": value="
                        + value
                        + " offset="
                        + offset
                        + " byteCount="
                        + byteCount);
    }
}
