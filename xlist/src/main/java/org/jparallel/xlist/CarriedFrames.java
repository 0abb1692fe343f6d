// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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
/// What is counted is kept apart from what is not. [ListLife] refers to the counted things, to
/// release them when the list was forgotten. The others may refer to the list itself, and so must
/// be reachable from it alone.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `lastKey` | producers | atomic add | – | – |
/// | `counted`, `handles` | producers, takers, close | map's own | takers, iterators | map's own |
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
            return log.append(writer.address(), writer.byteCount(), timeoutNanos);
        }
        return log.append(
                writer.address(),
                writer.byteCount(),
                () -> put(writer.handOver()),
                timeoutNanos);
    }

    /// Builds the element of a frame that was taken.
    ///
    /// @throws IllegalStateException if the list was closed since
    @Nullable Object read(FrameCopy copy) {
        return copy.isAttached() ? readAttached(copy) : readPlain(copy);
    }

    private static @Nullable Object readPlain(FrameCopy copy) {
        return CloneReader.current().read(copy.address(), copy.byteCount());
    }

    private @Nullable Object readAttached(FrameCopy copy) {
        long key = copy.key();
        @Nullable List<Payload> payloads = counted.byKey.remove(key);
        if (payloads == null) {
            throw new IllegalStateException("xlist is closed");
        }
        Attachments attachments =
                new Attachments(handlesOf(handles.remove(key)), payloads);
        return CloneReader.current().read(copy.address(), copy.byteCount(), attachments);
    }

    /// Builds the element of a frame that stays.
    ///
    /// @throws IllegalStateException if it was taken since, or carries what can be had once
    @Nullable Object readAgain(FrameCopy copy) {
        if (!copy.isAttached()) {
            return readPlain(copy);
        }
        Attachments[] found = new Attachments[1];
        // In one step, so that nobody takes what is counted before it is counted once more.
        counted.byKey.computeIfPresent(
                copy.key(),
                (key, payloads) -> {
                    found[0] = new Attachments(handlesOf(handles.get(key)), payloads).again();
                    return payloads;
                });
        if (found[0] == null) {
            throw new IllegalStateException(
                    "element was taken, and what it carries by reference with it");
        }
        return CloneReader.current().read(copy.address(), copy.byteCount(), found[0]);
    }

    /// Gives up what all frames carry, after the log was closed.
    void close() {
        counted.byKey.keySet().forEach(this::drop);
    }

    /// Gives up what a frame carries that nobody will read.
    void drop(long key) {
        if (counted.release(key)) {
            handles.remove(key);
        }
    }

    private long put(Attachments attachments) {
        long key = lastKey.incrementAndGet();
        if (!attachments.handles().isEmpty()) {
            handles.put(key, attachments.handles());
        }
        counted.byKey.put(key, attachments.payloads());
        return key;
    }

    private static List<PassedByReference> handlesOf(@Nullable List<PassedByReference> known) {
        return known == null ? List.of() : known;
    }

    /// The counted things of frames, by key; a frame that carries none has an empty entry.
    static final class CountedFrames {
        private final ConcurrentHashMap<Long, List<Payload>> byKey = new ConcurrentHashMap<>();

        /// Gives up all of them.
        void releaseAll() {
            byKey.keySet().forEach(this::release);
        }

        private boolean release(long key) {
            @Nullable List<Payload> payloads = byKey.remove(key);
            if (payloads == null) {
                return false;
            }
            payloads.forEach(Payload::release);
            return true;
        }
    }
}
