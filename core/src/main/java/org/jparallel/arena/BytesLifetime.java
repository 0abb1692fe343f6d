// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.util.DecoratedBufferOverflowException;
import net.openhft.chronicle.bytes.util.DecoratedBufferUnderflowException;
import net.openhft.chronicle.core.io.ClosedIllegalStateException;
import net.openhft.chronicle.core.io.ReferenceChangeListener;
import net.openhft.chronicle.core.io.ReferenceOwner;
import org.jspecify.annotations.Nullable;

/// What [ArenaBytes] stand on: the memory, its limits, and how long it may be used.
///
/// Releasing the last reference only closes this view; the memory is its arena's, and dies with it.
abstract sealed class BytesLifetime implements Bytes<Void> permits SegmentBytes {
    private final long capacityBytes;
    private long writeLimit;
    private @Nullable MemorySegment memory;
    private int referenceCount = 1;

    BytesLifetime(MemorySegment memory) {
        this.memory = memory;
        this.capacityBytes = memory.byteSize();
        this.writeLimit = capacityBytes;
    }

    /// {@return the memory, if this thread may use it now}
    ///
    /// @throws WrongThreadException if it is another thread's
    /// @throws IllegalStateException if it ended or was rewound, or these bytes were released
    final MemorySegment live() {
        MemorySegment current = memory;
        if (current == null) {
            throw new ClosedIllegalStateException("bytes used after their last release");
        }
        if (!current.isAccessibleBy(Thread.currentThread())) {
            throw new WrongThreadException(
                    "bytes used by a thread that does not own them: thread="
                            + Thread.currentThread().getName());
        }
        if (!current.scope().isAlive()) {
            throw new IllegalStateException("bytes used after their memory ended or was rewound");
        }
        return current;
    }

    /// {@return the memory, if these bytes of it may be read}
    ///
    /// @param offset the first byte
    /// @param byteCount how many
    final MemorySegment readable(long offset, long byteCount) {
        MemorySegment current = live();
        if (offset < 0 || byteCount < 0 || offset > writeLimit - byteCount) {
            throw underflow(offset, byteCount, writeLimit);
        }
        return current;
    }

    /// {@return the memory, if these bytes of it may be written}
    ///
    /// @param offset the first byte
    /// @param byteCount how many
    final MemorySegment writable(long offset, long byteCount) {
        MemorySegment current = live();
        if (offset < 0 || byteCount < 0 || offset > writeLimit - byteCount) {
            throw overflow(offset, byteCount, writeLimit);
        }
        return current;
    }

    static DecoratedBufferUnderflowException underflow(long offset, long byteCount, long limit) {
        return new DecoratedBufferUnderflowException(
                "read outside the bytes: offset=" + offset + outside(byteCount, limit));
    }

    static DecoratedBufferOverflowException overflow(long offset, long byteCount, long limit) {
        return new DecoratedBufferOverflowException(
                "write outside the bytes: offset=" + offset + outside(byteCount, limit));
    }

    private static String outside(long byteCount, long limit) {
        return " byteCount=" + byteCount + " limitBytes=" + limit;
    }

    @Override
    public final long capacity() {
        return capacityBytes;
    }

    @Override
    public final long realCapacity() {
        return capacityBytes;
    }

    @Override
    public final long safeLimit() {
        return capacityBytes;
    }

    @Override
    public final long writeLimit() {
        return writeLimit;
    }

    /// Sets how far may be written.
    ///
    /// @param limit 0 to the capacity
    final void limitWrites(long limit) {
        live();
        if (limit < 0 || limit > capacityBytes) {
            throw overflow(limit, 0, capacityBytes);
        }
        writeLimit = limit;
    }

    @Override
    public final void ensureCapacity(long desiredBytes) {
        if (desiredBytes < 0 || desiredBytes > capacityBytes) {
            throw overflow(0, desiredBytes, capacityBytes);
        }
    }

    @Override
    public final boolean isElastic() {
        return false;
    }

    @Override
    public final boolean isDirectMemory() {
        return false;
    }

    @Override
    public final boolean sharedMemory() {
        return false;
    }

    @Override
    public final boolean readWrite() {
        return true;
    }

    @Override
    public final Bytes<Void> bytesStore() {
        return this;
    }

    @Override
    public final Bytes<Void> unchecked(boolean unchecked) {
        if (unchecked) {
            throw new UnsupportedOperationException("arena bytes are always checked");
        }
        return this;
    }

    @Override
    public final int refCount() {
        return referenceCount;
    }

    @Override
    public final boolean tryReserve(ReferenceOwner owner) {
        if (memory == null) {
            return false;
        }
        reserve(owner);
        return true;
    }

    @Override
    public final void reserve(ReferenceOwner owner) {
        live();
        referenceCount++;
    }

    @Override
    public final void release(ReferenceOwner owner) {
        MemorySegment current = memory;
        if (current == null) {
            throw new ClosedIllegalStateException("bytes released more often than reserved");
        }
        if (!current.isAccessibleBy(Thread.currentThread())) {
            live();
        }
        referenceCount--;
        if (referenceCount == 0) {
            memory = null;
        }
    }

    @Override
    public final void releaseLast(ReferenceOwner owner) {
        if (referenceCount > 1) {
            throw new IllegalStateException(
                    "bytes are still reserved: referenceCount=" + referenceCount);
        }
        release(owner);
    }

    @Override
    public final void addReferenceChangeListener(ReferenceChangeListener listener) {
        throw new UnsupportedOperationException("arena bytes tell nobody of their references");
    }

    @Override
    public final void removeReferenceChangeListener(ReferenceChangeListener listener) {
        throw new UnsupportedOperationException("arena bytes tell nobody of their references");
    }

    @Override
    public final void singleThreadedCheckReset() {
        throw new UnsupportedOperationException("arena bytes stay with their thread");
    }

    @Override
    public final void singleThreadedCheckDisabled(boolean disabled) {
        if (disabled) {
            throw new UnsupportedOperationException("arena bytes stay with their thread");
        }
    }
}
