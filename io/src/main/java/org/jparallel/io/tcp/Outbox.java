// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.jparallel.io.netty.RawMemory.ALL;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jparallel.io.netty.Link;
import org.jparallel.io.netty.Turn;

/// What one connection sends: puts it into memory of the turn if it is not there already, hands it
/// to the link, counts. Only its event loop comes here.
final class Outbox {
    /// The most that one buffer of the link takes.
    private static final int PIECE_BYTES = 1 << 30;

    private final Link link;
    private final ConnectionService service;
    private final boolean notices;
    private long lastId;
    private long sentBytes;
    private long outstandingCount;

    Outbox(Link link, ConnectionService service, boolean notices) {
        this.link = link;
        this.service = service;
        this.notices = notices;
    }

    long lastId() {
        return lastId;
    }

    long sentBytes() {
        return sentBytes;
    }

    /// {@return how many sends have not ended, among those of which the end is told}
    long outstandingCount() {
        return outstandingCount;
    }

    void ended() {
        outstandingCount--;
    }

    /// Sends parts, or none of them: all are in memory before the first is handed on.
    ///
    /// @param parts each a `byte[]`, a `String` or a `MemorySegment`
    void put(Turn turn, Object... parts) {
        long[] addresses = new long[parts.length];
        long[] byteCounts = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            MemorySegment bytes = segment(parts[i]);
            addresses[i] = stage(turn, bytes);
            byteCounts[i] = bytes.byteSize();
        }
        for (int i = 0; i < parts.length; i++) {
            hand(turn, addresses[i], byteCounts[i]);
        }
    }

    /// Sends memory of the turn without a copy, other memory as a copy.
    void put(Turn turn, MemorySegment bytes) {
        hand(turn, stage(turn, bytes), bytes.byteSize());
    }

    private static MemorySegment segment(Object part) {
        return switch (part) {
            case byte[] bytes -> MemorySegment.ofArray(bytes);
            case String text -> MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8));
            case MemorySegment bytes -> bytes;
            default -> throw new AssertionError(part);
        };
    }

    private static long stage(Turn turn, MemorySegment bytes) {
        if (bytes.byteSize() == 0 || turn.pin(bytes)) {
            return bytes.address();
        }
        long address = turn.reserve(bytes.byteSize());
        MemorySegment.copy(bytes, 0, ALL, address, bytes.byteSize());
        return address;
    }

    private void hand(Turn turn, long address, long byteCount) {
        count(byteCount);
        for (long from = 0; from < byteCount; from += PIECE_BYTES) {
            link.send(turn, address + from, (int) Math.min(PIECE_BYTES, byteCount - from));
        }
    }

    /// Ends a send.
    ///
    /// @return its id
    long seal() {
        lastId++;
        service.sends();
        if (notices) {
            outstandingCount++;
            link.notifySent(lastId);
        }
        return lastId;
    }

    /// Sends a file with something before and after, or nothing of it.
    void put(Turn turn, byte[] before, FileRange range, byte[] after) {
        MemorySegment first = MemorySegment.ofArray(before);
        MemorySegment last = MemorySegment.ofArray(after);
        boolean staged = false;
        try {
            long firstAddress = stage(turn, first);
            long lastAddress = stage(turn, last);
            staged = true;
            hand(turn, firstAddress, first.byteSize());
            count(range.byteCount());
            link.sendFile(range.file(), range.offset(), range.byteCount());
            hand(turn, lastAddress, last.byteSize());
        } finally {
            if (!staged) {
                range.close();
            }
        }
    }

    private void count(long byteCount) {
        sentBytes += byteCount;
        service.sentBytes(byteCount);
    }
}
