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

    /// The most bytes of a copy on the Java heap, where decoding reads at half the cost.
    private static final int WINDOW_BYTES = 8 << 10;

    private final byte[] window = new byte[WINDOW_BYTES];
    private final ScratchMemory memory = new ScratchMemory();
    private boolean isInWindow;
    private long wantedBytes;
    private long keyBytes;
    private long byteCount;
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

    /// {@return whether the copied bytes are in the window, else off the heap}
    public boolean isInWindow() {
        return isInWindow;
    }

    /// {@return the window}
    public byte[] window() {
        return window;
    }

    /// {@return where in the window they begin}
    public int windowOffset() {
        return (int) keyBytes;
    }

    /// {@return where off the heap they begin}
    public long address() {
        assert !isInWindow : "copy on the Java heap";
        return memory.address() + keyBytes;
    }

    /// {@return how many bytes were copied}
    public long byteCount() {
        return byteCount;
    }

    /// {@return whether the frame has attachments}
    public boolean isAttached() {
        return keyBytes > 0;
    }

    /// {@return the key of the frame's attachments, if it has any}
    public long key() {
        assert isAttached() : "frame without attachments";
        return isInWindow ? RawMemory.read(window) : RawMemory.read(memory.address());
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
        isInWindow = newByteCount <= WINDOW_BYTES;
        if (isInWindow) {
            RawMemory.copy(frame + FrameHeader.BYTES, window, (int) newByteCount);
        } else if (newByteCount <= memory.byteSize()) {
            RawMemory.copy(frame + FrameHeader.BYTES, memory.address(), newByteCount);
        } else {
            wantedBytes = newByteCount;
            return false;
        }
        keyBytes = FrameHeader.isAttached(header) ? Long.BYTES : 0;
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
