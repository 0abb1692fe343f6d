// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jparallel.xlist.heap.Deadlines;
import org.jparallel.xlist.heap.FrameCopy;
import org.jparallel.xlist.heap.FrameLog;
import org.jspecify.annotations.Nullable;

/// Elements that a batch could not build again, as the failures that the next calls throw.
///
/// A batch that has elements in hand must neither lose them nor hide the failure. So it hands them
/// over, and the element that failed counts as still in the list, in front, until a call throws it.
final class DecodeFailures {
    private final ConcurrentLinkedQueue<Throwable> waiting = new ConcurrentLinkedQueue<>();

    void add(Throwable failure) {
        waiting.add(failure);
    }

    /// Takes the first element of a log, and waits for it; throws the first failure instead, if
    /// there is one or comes meanwhile.
    ///
    /// @param copy where its bytes go
    /// @param timeoutNanos how long, or [org.jparallel.context.Blocking#FOREVER]
    /// @return more than EMPTY if it was taken, else EMPTY when the time is up, or FINISHED
    long take(FrameLog log, FrameCopy copy, long timeoutNanos) {
        throwFirst();
        long frame = log.take(copy);
        if (frame == FrameLog.EMPTY && timeoutNanos > 0) {
            frame = await(log, copy, timeoutNanos);
        }
        if (frame <= FrameLog.EMPTY) {
            throwFirst();
        }
        return frame;
    }

    private long await(FrameLog log, FrameCopy copy, long timeoutNanos) {
        long startNanos = System.nanoTime();
        long leftNanos = timeoutNanos;
        long frame = FrameLog.EMPTY;
        // A failure ends the wait, but another thread may be the one to throw it.
        while (frame == FrameLog.EMPTY && leftNanos > 0) {
            throwFirst();
            frame = log.take(copy, leftNanos, this::isPresent);
            leftNanos = Deadlines.leftNanos(startNanos, timeoutNanos);
        }
        return frame;
    }

    /// Throws the first failure that waits, if there is one.
    void throwFirst() {
        if (!waiting.isEmpty()) {
            @Nullable Throwable failure = waiting.poll();
            if (failure != null) {
                throwAny(failure);
            }
        }
    }

    boolean isPresent() {
        return !waiting.isEmpty();
    }

    int count() {
        return waiting.isEmpty() ? 0 : waiting.size();
    }

    void clear() {
        waiting.clear();
    }

    @SuppressWarnings("unchecked") // what the element's code threw reaches the caller as it is
    private static <X extends Throwable> void throwAny(Throwable failure) throws X {
        throw (X) failure;
    }
}
