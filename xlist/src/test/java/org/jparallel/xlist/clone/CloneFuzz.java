// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jspecify.annotations.Nullable;

/// What Jazzer calls: whatever bytes come, they are read or refused, and what is read can be
/// written and read again.
public final class CloneFuzz {
    private CloneFuzz() {}

    /// Judges bytes as a frame.
    ///
    /// @param frame any bytes
    public static void fuzzerTestOneInput(byte[] frame) {
        if (!Frames.isRefused(frame)) {
            writeAgain(Frames.read(frame));
        }
    }

    private static void writeAgain(@Nullable Object value) {
        byte[] again;
        try {
            again = Frames.of(value);
        } catch (CloneRefusal refused) {
            return;
        }
        if (Frames.isRefused(again)) {
            throw new AssertionError("what was read and written is refused: " + again.length);
        }
    }
}
