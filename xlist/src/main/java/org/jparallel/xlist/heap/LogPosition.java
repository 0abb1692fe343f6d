// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import org.jspecify.annotations.Nullable;

/// Where a reader stands in the chain of chunks: the head of a log, or a snapshot.
///
/// **Threads.** Everything here happens under the log's interlock; `frameCount` alone is also read
/// outside, in the modes that [LogHead] names.
final class LogPosition {
    /// Nothing is claimed behind this position.
    static final long EMPTY = 0;

    /// The same, and no more pushes.
    static final long FINISHED = -1;

    /// The log is closed.
    static final long CLOSED = -2;

    /// The next frame is claimed, and about to be published.
    static final long UNPUBLISHED = -3;

    LogChunk chunk;

    /// Where the next frame begins, or will.
    long address;

    /// The end of the chunk's memory.
    private long limitAddress;

    LogPosition(LogChunk chunk, long address) {
        this.chunk = chunk;
        moveTo(chunk, address);
    }

    /// Looks for the next frame; passes the end of sealed chunks.
    ///
    /// @return the address of its header, which is published, or why there is none
    long find() {
        while (true) {
            if (address < limitAddress && RawMemory.readAcquire(address) != 0) {
                return address;
            }
            long word = chunk.word();
            if (chunk.claimedAddress(word) != address) {
                return UNPUBLISHED;
            }
            if (!LogChunk.has(word, LogChunk.SEALED)) {
                return why(word);
            }
            @Nullable LogChunk next = chunk.next;
            assert next != null : "sealed without a next chunk";
            moveTo(next, next.address);
        }
    }

    /// Passes the frame that [#find()] returned.
    void pass(long header) {
        address += FrameHeader.frameBytes(FrameHeader.payloadBytes(header));
        assert address <= limitAddress : "a frame crosses the end of its chunk";
    }

    void moveTo(LogChunk newChunk, long newAddress) {
        chunk = newChunk;
        address = newAddress;
        limitAddress = newChunk.address + newChunk.byteCount;
        assert address >= newChunk.address && address <= limitAddress;
    }

    private static long why(long word) {
        if (LogChunk.has(word, LogChunk.CLOSED)) {
            return CLOSED;
        }
        return LogChunk.has(word, LogChunk.FINISHED) ? FINISHED : EMPTY;
    }
}
