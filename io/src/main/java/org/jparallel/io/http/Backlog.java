// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import org.jparallel.io.netty.Link;
import org.jparallel.io.netty.RawMemory;
import org.jparallel.io.netty.Turn;
import org.jspecify.annotations.Nullable;

/// Bytes of a connection that have arrived and cannot be used yet: a part of a head, or requests
/// behind one whose answer is awaited. They lie in a turn of their own, which is given up as soon
/// as there are none.
final class Backlog {
    private static final int FIRST_BYTES = 1_024;

    private @Nullable Turn turn;
    private long address;
    private int capacityBytes;
    private int from;
    private int to;

    boolean isEmpty() {
        return from == to;
    }

    /// {@return the memory of [#from()] and [#to()]}
    MemorySegment memory() {
        return RawMemory.ALL.asSlice(address, capacityBytes);
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /// Adds what is in a segment.
    void add(Link link, MemorySegment source, int sourceFrom, int sourceTo) {
        int byteCount = sourceTo - sourceFrom;
        if (byteCount == 0) {
            return;
        }
        if (capacityBytes - to < byteCount) {
            makeRoom(link, byteCount);
        }
        MemorySegment.copy(source, sourceFrom, RawMemory.ALL, address + to, byteCount);
        to += byteCount;
    }

    /// Moves what is left to a larger place, in a turn of its own: in the old one the places before
    /// would pile up.
    private void makeRoom(Link link, int byteCount) {
        int leftCount = to - from;
        int neededBytes = Math.max(FIRST_BYTES, leftCount + byteCount);
        int newBytes = Integer.highestOneBit(neededBytes - 1) << 1;
        Turn old = turn;
        Turn next = link.newTurn();
        long newAddress = next.reserve(newBytes);
        MemorySegment.copy(RawMemory.ALL, address + from, RawMemory.ALL, newAddress, leftCount);
        if (old != null) {
            old.release();
        }
        turn = next;
        address = newAddress;
        capacityBytes = newBytes;
        from = 0;
        to = leftCount;
    }

    /// Drops the first bytes.
    void consume(int byteCount) {
        from += byteCount;
        if (from == to) {
            clear();
        }
    }

    /// Drops all bytes and gives the memory back.
    void clear() {
        Turn old = turn;
        turn = null;
        capacityBytes = 0;
        from = 0;
        to = 0;
        if (old != null) {
            old.release();
        }
    }
}
