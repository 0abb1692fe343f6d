// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// A thread's own copy of a frame, from which it is decoded without holding the list.
///
/// **Threads.** Each thread has its own; decoding may run user code that reads another list, so
/// that there are as many as such calls are nested.
///
/// **Memory.** That of [ScratchMemory]. It is made by [#grow], while no list is held: it has to be
/// zeroed, and may have to wait for the collector.
@AnyThread
public final class FrameCopy implements AutoCloseable {
    private static final ThreadLocal<FrameCopy> CURRENT = ThreadLocal.withInitial(FrameCopy::new);

    private final ScratchMemory memory = new ScratchMemory();
    private long wantedBytes;
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
        memory.clear();
    }

    /// {@return whether there was room for the payload of a frame, which is copied then; if not,
    /// [#grow] makes it}
    boolean fill(long frame) {
        long header = RawMemory.read(frame);
        long newByteCount = FrameHeader.payloadBytes(header);
        if (newByteCount > memory.byteSize()) {
            wantedBytes = newByteCount;
            return false;
        }
        RawMemory.copy(frame + FrameHeader.BYTES, memory.address(), newByteCount);
        attached = FrameHeader.isAttached(header);
        long keyBytes = attached ? Long.BYTES : 0;
        start = memory.address() + keyBytes;
        byteCount = newByteCount - keyBytes;
        return true;
    }

    /// Makes room for the frame that could not be copied.
    void grow() {
        memory.clear();
        memory.extend(0, wantedBytes);
    }

    private FrameCopy inner() {
        if (inner == null) {
            inner = new FrameCopy();
        }
        return inner;
    }
}
