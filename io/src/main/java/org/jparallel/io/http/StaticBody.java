// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;

/// Where the bytes of a static file are.
sealed interface StaticBody {
    /// In an open file, which whoever gets it closes.
    ///
    /// @param channel what to send from
    record Open(FileChannel channel) implements StaticBody {}

    /// In memory, for many answers at a time.
    ///
    /// @param content all of the bytes; not to be written
    record Held(MemorySegment content) implements StaticBody {}
}
