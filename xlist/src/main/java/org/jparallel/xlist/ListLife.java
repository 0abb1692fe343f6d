// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.lang.ref.Cleaner;
import java.util.NoSuchElementException;
import org.jparallel.xlist.heap.FrameLog;
import org.jspecify.annotations.Nullable;

/// What outlives a list: frees its memory when it is closed, or became unreachable without.
///
/// It refers to the log, never to the list. Every method of a list therefore ends in a reachability
/// fence: the list may otherwise count as unreachable while its last call is still running.
final class ListLife implements Runnable {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final System.Logger LOGGER = System.getLogger("org.jparallel.xlist");

    private final FrameLog log;
    private final Runnable release;
    private final @Nullable Throwable madeAt;

    private ListLife(FrameLog log, Runnable release) {
        this.log = log;
        this.release = release;
        madeAt = Boolean.getBoolean("jparallel.debug") ? new Throwable("made here") : null;
    }

    /// {@return what to clean when the list is closed}
    static Cleaner.Cleanable begin(Object list, FrameLog log) {
        return begin(list, log, () -> {});
    }

    /// {@return what to clean when the list is closed}
    ///
    /// @param release gives up what the frames carry, after the log was closed; does not refer to
    ///     the list
    static Cleaner.Cleanable begin(Object list, FrameLog log, Runnable release) {
        return CLEANER.register(list, new ListLife(log, release));
    }

    @Override
    public void run() {
        if (log.isClosed()) {
            return;
        }
        if (madeAt != null && log.heldCount() > 0) {
            String what =
                    "xlist was never closed: elementCount="
                            + log.size()
                            + " byteCount="
                            + log.heldBytes()
                            + " chunkCount="
                            + log.heldCount();
            LOGGER.log(System.Logger.Level.WARNING, what, madeAt);
        }
        try {
            log.close();
        } finally {
            release.run();
        }
    }

    /// {@return what a taker is told when there is nothing}
    static NoSuchElementException nothing(long frame) {
        return new NoSuchElementException(
                frame == FrameLog.FINISHED ? "xlist is finished and drained" : "xlist is empty");
    }

    /// {@return what a taker is told when nothing came}
    static NoSuchElementException nothing(long frame, long timeoutNanos) {
        return frame == FrameLog.FINISHED
                ? nothing(frame)
                : new NoSuchElementException("nothing came in time: timeoutNanos=" + timeoutNanos);
    }

    /// {@return the statistics of a list}
    static XListStatistics statistics(FrameLog log) {
        return new XListStatistics(log.size(), log.heldBytes(), log.heldCount());
    }

    /// {@return a description}
    static String describe(String name, FrameLog log) {
        String state = log.isClosed() ? " closed" : log.isFinished() ? " finished" : "";
        return name + "[size=" + log.size() + state + "]";
    }

    /// {@return how large a list for so many elements must be}
    static int listSize(long count) {
        if (count > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalStateException("too many elements for a list: size=" + count);
        }
        return (int) count;
    }

    /// Refuses a batch that could never have an element.
    static void checkLimit(int limitCount) {
        if (limitCount < 1) {
            throw new IllegalArgumentException(
                    "limit too small: limitCount=" + limitCount + " minimum=1");
        }
    }
}
