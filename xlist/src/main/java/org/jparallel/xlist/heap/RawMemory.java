// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// All memory of the process as one segment, so that an address is an offset.
///
/// Nothing is checked here. Whoever uses it has claimed the frame, or holds the interlock under
/// which the frame cannot be freed; [LogChunk] asserts that the frame lies in its chunk.
final class RawMemory {
    /// From address zero to the end. As a constant its checks fold away in compiled code.
    @SuppressWarnings("restricted") // every address comes from a chunk that is held
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private static final VarHandle BYTES_AS_LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private RawMemory() {}

    static long read(long address) {
        return (long) LONG.get(ALL, address);
    }

    static void write(long address, long value) {
        LONG.set(ALL, address, value);
    }

    /// Reads a frame's header. Pairs with [#writeRelease]: who sees a header that is not zero also
    /// sees the frame.
    static long readAcquire(long address) {
        return (long) LONG.getAcquire(ALL, address);
    }

    /// Publishes a frame by its header. Pairs with [#readAcquire].
    static void writeRelease(long address, long value) {
        LONG.setRelease(ALL, address, value);
    }

    static void copy(long fromAddress, long toAddress, long byteCount) {
        MemorySegment.copy(ALL, fromAddress, ALL, toAddress, byteCount);
    }

    static void copy(long fromAddress, byte[] target, int byteCount) {
        MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, fromAddress, target, 0, byteCount);
    }

    /// Reads the first eight bytes of an array.
    static long read(byte[] source) {
        return (long) BYTES_AS_LONGS.get(source, 0);
    }

    static void wipe(long address, long byteCount) {
        ALL.asSlice(address, byteCount).fill((byte) 0);
    }
}
