// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jparallel.guard.AnyThread;
import org.jparallel.guard.AsyncException;

/// Thrown when bytes cannot come from a [CloneWriter] of this process.
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
