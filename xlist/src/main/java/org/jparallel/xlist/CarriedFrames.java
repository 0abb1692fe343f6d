// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jparallel.guard.PassedByReference;
import org.jparallel.xlist.clone.Attachments;
import org.jparallel.xlist.clone.CloneReader;
import org.jparallel.xlist.clone.CloneWriter;
import org.jparallel.xlist.heap.FrameCopy;
import org.jparallel.xlist.heap.FrameLog;
import org.jparallel.xlist.heap.Payload;
import org.jspecify.annotations.Nullable;

/// The attachments of a list's frames, by the key that each such frame begins with.
///
/// **Algorithm.** A producer puts its attachments in after its frame is claimed and before it is
/// published; a consumer takes them out after it has taken the frame. The entry in `counted`
/// decides: who removes it, the consumer or close, has the attachments, and alone touches the
/// entry in `handles`. A list that is closed first closes its log, which waits for the frames that
/// are claimed; so nothing is put in after that.
///
/// Who looks at a frame that stays takes holds of its own, which copies whole regions and calls
/// what users wrote. It does so under the lock of that one entry, behind which only who takes or
/// drops the same frame waits; never inside of the map, where producers would wait as well.
///
/// What is counted is kept apart from what is not. [ListLife] refers to the counted things, to
/// release them when the list was forgotten. The others may refer to the list itself, and so must
/// be reachable from it alone.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `lastKey` | producers | atomic add | – | – |
/// | `counted`, `handles` | producers, takers, close | map's own | takers, iterators | map's own |
/// | `CountedFrame.taken` | takers, close | under its lock | iterators | under its lock |
final class CarriedFrames {
    private final AtomicLong lastKey = new AtomicLong();
    private final ConcurrentHashMap<Long, List<PassedByReference>> handles =
            new ConcurrentHashMap<>();
    private final CountedFrames counted = new CountedFrames();

    /// {@return the part that may outlive the list}
    CountedFrames counted() {
        return counted;
    }

    /// Appends the frame of a writer, with what it carries.
    ///
    /// @return whether there was room in time; if not, the writer still has the attachments
    boolean append(FrameLog log, CloneWriter writer, long timeoutNanos) {
        if (!writer.isAttached()) {
            return log.append(writer.frame(), timeoutNanos);
        }
        return log.append(writer.frame(), () -> put(writer.handOver()), timeoutNanos);
    }

    /// Builds the element of a frame that was taken.
    ///
    /// @throws IllegalStateException if the list was closed since
    @Nullable Object read(FrameCopy copy) {
        return copy.isAttached() ? readAttached(copy) : readPlain(copy);
    }

    private static @Nullable Object readPlain(FrameCopy copy) {
        return CloneReader.current().read(copy);
    }

    private @Nullable Object readAttached(FrameCopy copy) {
        long key = copy.key();
        @Nullable CountedFrame frame = counted.byKey.remove(key);
        if (frame == null) {
            throw new IllegalStateException("xlist is closed");
        }
        // Before the handles go: who looks at the frame and finds none finds it taken as well.
        List<Payload> payloads = frame.take();
        Attachments attachments =
                new Attachments(handlesOf(handles.remove(key)), payloads);
        return CloneReader.current().read(copy, attachments);
    }

    /// Builds the element of a frame that stays.
    ///
    /// @throws IllegalStateException if it was taken since, or carries what can be had once
    @Nullable Object readAgain(FrameCopy copy) {
        if (!copy.isAttached()) {
            return readPlain(copy);
        }
        long key = copy.key();
        @Nullable CountedFrame frame = counted.byKey.get(key);
        // Before it is seen whether the frame was taken; the handles go after that.
        List<PassedByReference> passed = handlesOf(handles.get(key));
        @Nullable Attachments again = frame == null ? null : frame.again(passed);
        if (again == null) {
            throw new IllegalStateException(
                    "element was taken, and what it carries by reference with it");
        }
        return CloneReader.current().read(copy, again);
    }

    /// Gives up what all frames carry, after the log was closed.
    void close() {
        counted.releaseAll(handles::remove);
    }

    /// Gives up what a frame carries that nobody will read.
    void drop(long key) {
        @Nullable CountedFrame frame = counted.byKey.remove(key);
        if (frame != null) {
            List<Payload> payloads = frame.take();
            handles.remove(key);
            Payload.releaseAll(payloads);
        }
    }

    private long put(Attachments attachments) {
        long key = lastKey.incrementAndGet();
        if (!attachments.handles().isEmpty()) {
            handles.put(key, attachments.handles());
        }
        counted.byKey.put(key, new CountedFrame(attachments.payloads()));
        return key;
    }

    private static List<PassedByReference> handlesOf(@Nullable List<PassedByReference> known) {
        return known == null ? List.of() : known;
    }

    /// The counted things of frames, by key; a frame that carries none has an empty entry.
    static final class CountedFrames {
        private final ConcurrentHashMap<Long, CountedFrame> byKey = new ConcurrentHashMap<>();

        /// Gives up all of them, whatever one of them throws.
        void releaseAll() {
            releaseAll(_ -> {});
        }

        private void releaseAll(LongConsumer removedKeys) {
            List<Payload> left = new ArrayList<>();
            for (long key : byKey.keySet()) {
                @Nullable CountedFrame frame = byKey.remove(key);
                if (frame != null) {
                    left.addAll(frame.take());
                    removedKeys.accept(key);
                }
            }
            Payload.releaseAll(left);
        }
    }

    /// The counted things of one frame.
    private static final class CountedFrame {
        private final ReentrantLock lock = new ReentrantLock();
        private final List<Payload> payloads;
        private boolean taken;

        private CountedFrame(List<Payload> payloads) {
            this.payloads = payloads;
        }

        /// {@return them, with their holds, for the one that has removed this}
        List<Payload> take() {
            lock.lock();
            try {
                taken = true;
                return payloads;
            } finally {
                lock.unlock();
            }
        }

        /// {@return them with holds of their own; absent if they were taken}
        @Nullable Attachments again(List<PassedByReference> handles) {
            lock.lock();
            try {
                return taken ? null : new Attachments(handles, payloads).again();
            } finally {
                lock.unlock();
            }
        }
    }
}
