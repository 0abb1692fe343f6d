// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.util.function.LongConsumer;
import org.jparallel.guard.AnyThread;

/// The elements that were in a log at one moment, to be read once, in order.
///
/// It pins the chunk in which it stands; chunks go back in order, so those behind it stay as well.
/// Memory is only read under the log's interlock and while the log is open, so that close need not
/// wait for snapshots.
///
/// **Threads.** One thread at a time; [#close] from any.
@AnyThread
public final class LogSnapshot implements AutoCloseable {
    private final FrameLog log;
    private final LogHead head;
    private final LogPosition position;

    /// Frames that were claimed at that moment and are not yet read; below 0 once closed.
    private long leftCount;

    /// Under the interlock.
    LogSnapshot(FrameLog log, LogHead head, long count) {
        this.log = log;
        this.head = head;
        position = new LogPosition(head.position.chunk, head.position.address);
        leftCount = count;
        position.chunk.pinCount++;
    }

    /// {@return at most how many elements are left}
    public long leftCount() {
        return leftCount;
    }

    /// {@return whether there is an element left}
    ///
    /// @throws IllegalStateException if the log is closed
    public boolean hasNext() {
        if (begin() == FrameLog.EMPTY) {
            return false;
        }
        log.unlock();
        return true;
    }

    /// Copies the next element, if there is one, and passes it.
    ///
    /// @param copy where its bytes go
    /// @return whether there was one
    /// @throws IllegalStateException if the log is closed
    public boolean take(FrameCopy copy) {
        while (true) {
            long frame = begin();
            if (frame == FrameLog.EMPTY) {
                return false;
            }
            boolean isCopied = copy.fill(frame);
            if (isCopied) {
                pass(frame);
            }
            log.unlock();
            if (isCopied) {
                return true;
            }
            copy.grow();
        }
    }

    /// Passes all elements that are left, unless the log is closed.
    ///
    /// @param keys takes the key of each one's attachments, if it has any
    public void dropRest(LongConsumer keys) {
        boolean more = true;
        int round = 0;
        while (more) {
            head.lock();
            long frame = find();
            more = frame > 0 || frame == LogPosition.UNPUBLISHED;
            long key = frame > 0 ? FrameHeader.key(frame) : FrameHeader.NO_KEY;
            if (frame > 0) {
                pass(frame);
            }
            log.unlock();
            if (key != FrameHeader.NO_KEY) {
                keys.accept(key);
            }
            round = frame == LogPosition.UNPUBLISHED ? Backoff.pause(round) : 0;
        }
    }

    /// Reads elements of eight bytes.
    ///
    /// @param target where they go
    /// @param from the first index to fill
    /// @param limitCount the most elements to read
    /// @return how many were read; 0 at the end
    /// @throws IllegalStateException if the log is closed
    public int read(long[] target, int from, int limitCount) {
        long frame = begin();
        if (frame == FrameLog.EMPTY) {
            return 0;
        }
        int count = 0;
        try {
            while (frame > 0 && count < limitCount) {
                target[from + count] = FrameLog.payloadLong(frame);
                count++;
                pass(frame);
                frame = find();
            }
        } finally {
            log.unlock();
        }
        return count;
    }

    /// Lets the memory go. May be called again.
    @Override
    public void close() {
        head.lock();
        try {
            if (leftCount >= 0) {
                leftCount = -1;
                position.chunk.pinCount--;
            }
        } finally {
            log.unlock();
        }
    }

    /// {@return the next element, under the interlock, or EMPTY at the end}
    private long begin() {
        int round = 0;
        while (true) {
            head.lock();
            long frame = find();
            if (frame > 0) {
                return frame;
            }
            log.unlock();
            if (frame == LogPosition.CLOSED) {
                throw LogTail.closed();
            }
            if (frame == FrameLog.EMPTY) {
                return frame;
            }
            round = Backoff.pause(round);
        }
    }

    /// {@return the next element's frame; EMPTY at the end, UNPUBLISHED or CLOSED}
    private long find() {
        if (head.closed) {
            return LogPosition.CLOSED;
        }
        while (leftCount > 0) {
            LogChunk before = position.chunk;
            long frame = position.find();
            before.pinCount--;
            position.chunk.pinCount++;
            assert frame > 0 || frame == LogPosition.UNPUBLISHED : "fewer frames than were claimed";
            if (frame < 0 || FrameHeader.isElement(RawMemory.read(frame))) {
                return frame;
            }
            pass(frame);
        }
        return LogPosition.EMPTY;
    }

    private void pass(long frame) {
        position.pass(RawMemory.read(frame));
        leftCount--;
    }
}
