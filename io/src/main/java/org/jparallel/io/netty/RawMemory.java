// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import java.lang.foreign.MemorySegment;
import org.jparallel.guard.AnyThread;

/// All memory of the process as one segment, so that an address is an offset.
///
/// Nothing is checked here: whoever uses it holds the [Turn] in which the address was reserved.
@AnyThread
public final class RawMemory {
    /// From address zero to the end. As a constant its checks fold away in compiled code.
    @SuppressWarnings("restricted") // every address comes from an arena whose turn is held
    public static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private RawMemory() {}
}
