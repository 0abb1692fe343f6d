// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.jparallel.io.netty.RawMemory;
import org.jparallel.io.netty.Turn;

/// The body of a request, collected before the handler runs.
///
/// A body that has arrived whole with its head stays where it is; one that comes in parts is copied
/// into memory of the turn, which grows with what has really come, not with what was announced.
final class RequestBody {
    private static final int FIRST_BYTES = 4_096;

    private final long limitBytes;
    private MemorySegment bytes = MemorySegment.NULL;
    private long from;
    private long byteCount;
    private long capacityBytes;
    private boolean inPlace;

    RequestBody(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    void reset() {
        bytes = MemorySegment.NULL;
        from = 0;
        byteCount = 0;
        capacityBytes = 0;
        inPlace = false;
    }

    /// {@return whether so many bytes may come}
    boolean allows(long announcedBytes) {
        return announcedBytes <= limitBytes;
    }

    /// {@return why more is refused}
    String refusal() {
        return "body too long: limitBytes=" + limitBytes;
    }

    /// Takes a body that is whole, where it is.
    void whole(MemorySegment memory, int wholeFrom, long wholeCount) {
        bytes = memory;
        from = wholeFrom;
        byteCount = wholeCount;
        inPlace = true;
    }

    /// Copies a part.
    ///
    /// @return false if the limit would be passed
    boolean add(Turn turn, MemorySegment memory, long partFrom, long partCount) {
        if (partCount > limitBytes - byteCount) {
            return false;
        }
        if (partCount > capacityBytes - byteCount) {
            grow(turn, byteCount + partCount);
        }
        MemorySegment.copy(memory, partFrom, bytes, byteCount, partCount);
        byteCount += partCount;
        return true;
    }

    private void grow(Turn turn, long neededBytes) {
        long newBytes =
                Math.max(Math.max(FIRST_BYTES, neededBytes), Math.min(limitBytes, 2 * byteCount));
        MemorySegment larger = RawMemory.ALL.asSlice(turn.reserve(newBytes), newBytes);
        MemorySegment.copy(bytes, 0, larger, 0, byteCount);
        bytes = larger;
        capacityBytes = newBytes;
    }

    /// Copies what lies in memory that others will use.
    void settle(Turn turn) {
        if (inPlace && byteCount > 0) {
            long address = turn.reserve(byteCount);
            inPlace = false;
            MemorySegment old = bytes;
            long oldFrom = from;
            bytes = RawMemory.ALL.asSlice(address, byteCount);
            from = 0;
            capacityBytes = byteCount;
            MemorySegment.copy(old, oldFrom, bytes, 0, byteCount);
        }
    }

    long byteCount() {
        return byteCount;
    }

    /// {@return the body itself, unscoped: not for users}
    MemorySegment view() {
        return bytes.asSlice(from, byteCount);
    }

    byte[] toArray() {
        return view().toArray(JAVA_BYTE);
    }
}
