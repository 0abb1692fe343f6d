// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// A thread's own copy of a frame, from which it is decoded without holding the list.
///
/// **Threads.** Each thread has its own; decoding may run user code that reads another list, so
/// that there are as many as such calls are nested.
///
/// **Memory.** Up to 64 KiB are kept for the next frame, and freed some time after the thread died.
@AnyThread
public final class FrameCopy implements AutoCloseable {
    private static final long LEAST_BYTES = 1 << 10;
    private static final long KEPT_BYTES = 64 << 10;
    private static final ThreadLocal<FrameCopy> CURRENT = ThreadLocal.withInitial(FrameCopy::new);

    private MemorySegment memory = MemorySegment.NULL;
    private long start;
    private long byteCount;
    private boolean attached;
    private boolean busy;
    private @Nullable FrameCopy inner;

    private FrameCopy() {}

    /// {@return a copy of this thread that is free, until it is closed}
    public static FrameCopy open() {
        FrameCopy copy = CURRENT.get();
        while (copy.busy) {
            copy = copy.inner();
        }
        copy.busy = true;
        return copy;
    }

    /// {@return where the copied bytes begin}
    public long address() {
        return start;
    }

    /// {@return how many bytes were copied}
    public long byteCount() {
        return byteCount;
    }

    /// {@return whether the frame has attachments}
    public boolean isAttached() {
        return attached;
    }

    /// {@return the key of the frame's attachments, if it has any}
    public long key() {
        assert attached : "frame without attachments";
        return RawMemory.read(start - Long.BYTES);
    }

    /// Ends the use of the copied bytes.
    @Override
    public void close() {
        busy = false;
        if (memory.byteSize() > KEPT_BYTES) {
            memory = MemorySegment.NULL;
        }
    }

    /// Copies the payload of a frame.
    void fill(long frame) {
        long header = RawMemory.read(frame);
        long newByteCount = FrameHeader.payloadBytes(header);
        if (newByteCount > memory.byteSize()) {
            long roomBytes = Math.max(LEAST_BYTES, Long.highestOneBit(newByteCount - 1) << 1);
            memory = Arena.ofAuto().allocate(roomBytes, Long.BYTES);
        }
        RawMemory.copy(frame + FrameHeader.BYTES, memory.address(), newByteCount);
        attached = FrameHeader.isAttached(header);
        long keyBytes = attached ? Long.BYTES : 0;
        start = memory.address() + keyBytes;
        byteCount = newByteCount - keyBytes;
    }

    private FrameCopy inner() {
        if (inner == null) {
            inner = new FrameCopy();
        }
        return inner;
    }
}
