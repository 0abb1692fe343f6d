// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.function.Consumer;
import org.jparallel.guard.AnyThread;
import org.jparallel.xlist.heap.FrameCopy;
import org.jspecify.annotations.Nullable;

/// Turns the bytes of a [CloneWriter] into new objects.
///
/// **Threads.** Each thread has its own; see [#current()]. The frame may come from any thread of
/// this process.
@AnyThread
public final class CloneReader {
    private static final ThreadLocal<CloneReader> CURRENT =
            ThreadLocal.withInitial(CloneReader::new);

    private final FrameInput input = new FrameInput();
    private final GraphReader graph = new GraphReader(input);

    /// While it is busy, user code that it called may want to clone as well.
    private @Nullable CloneReader inner;

    private boolean busy;

    private CloneReader() {}

    /// {@return a reader of this thread that is not in the middle of a frame}
    public static CloneReader current() {
        CloneReader reader = CURRENT.get();
        while (reader.busy) {
            reader = reader.inner();
        }
        return reader;
    }

    /// Reads a frame.
    ///
    /// @param address where it begins
    /// @param byteCount how many bytes it has: exactly what [CloneWriter#byteCount()] said
    /// @return the value, all of it new, or null if that is what was written
    /// @throws CorruptFrameException if these bytes were not written by a [CloneWriter]
    public @Nullable Object read(long address, long byteCount) {
        input.open(address, byteCount);
        return readFrame();
    }

    /// Reads a frame that was copied out of a list.
    ///
    /// @param copy of all of it, until this returns
    /// @return the value, all of it new, or null if that is what was written
    /// @throws CorruptFrameException if these bytes were not written by a [CloneWriter]
    public @Nullable Object read(FrameCopy copy) {
        open(copy);
        return readFrame();
    }

    /// Reads a frame that was copied out of a list and carries something by reference.
    ///
    /// @param copy of all of it, until this returns
    /// @param attachments what it carries; used up when this returns or throws
    /// @return the value, all of it new except for what is passed by reference
    /// @throws CorruptFrameException if these bytes were not written by a [CloneWriter]
    public @Nullable Object read(FrameCopy copy, Attachments attachments) {
        open(copy);
        return readAttached(attachments, Attachments::release, Attachments::abandon);
    }

    private void open(FrameCopy copy) {
        if (copy.isInWindow()) {
            input.open(copy.window(), copy.windowOffset(), (int) copy.byteCount());
        } else {
            input.open(copy.address(), copy.byteCount());
        }
    }

    private @Nullable Object readFrame() {
        busy = true;
        try {
            Object root = readRoot();
            if (input.remaining() != 0) {
                throw input.corrupt("bytes after the end", input.remaining());
            }
            return root;
        } catch (RuntimeException thrown) {
            throw ReadFailure.of(thrown, input);
        } finally {
            busy = false;
        }
    }

    /// Reads what a writer has written, and what the frame carries. If that fails, what it should
    /// have transferred is its owner's again.
    ///
    /// @param writer with a frame; it stays there
    /// @return the value, all of it new except for what is passed by reference
    /// @throws CloneRefusal if something cannot be transferred; nothing was then
    public @Nullable Object read(CloneWriter writer) {
        return read(writer, Attachments::release);
    }

    /// As [#read(CloneWriter)], on behalf of another thread: what belongs to one thread belongs to
    /// the first that uses it, whatever user's code did with it meanwhile.
    ///
    /// @param writer with a frame; it stays there
    /// @return the value, all of it new except for what is passed by reference
    /// @throws CloneRefusal if something cannot be transferred; nothing was then
    public @Nullable Object readForAnother(CloneWriter writer) {
        return read(writer, Attachments::letGo);
    }

    private @Nullable Object read(CloneWriter writer, Consumer<Attachments> onSuccess) {
        if (writer.isInWindow()) {
            input.open(writer.window(), 0, (int) writer.byteCount());
        } else {
            input.open(writer.address(), writer.byteCount());
        }
        if (writer.output().sharedCount() > 0) {
            input.shared(writer.output());
        }
        return writer.isAttached()
                ? readAttached(writer.handOver(), onSuccess, Attachments::giveBack)
                : readFrame();
    }

    /// Reads a frame that carries something by reference.
    ///
    /// @param address where it begins
    /// @param byteCount how many bytes it has
    /// @param attachments what it carries; used up when this returns or throws
    /// @return the value, all of it new except for what is passed by reference
    /// @throws CorruptFrameException if these bytes were not written by a [CloneWriter]
    public @Nullable Object read(long address, long byteCount, Attachments attachments) {
        input.open(address, byteCount);
        return readAttached(attachments, Attachments::release, Attachments::abandon);
    }

    private @Nullable Object readAttached(
            Attachments attachments,
            Consumer<Attachments> onSuccess,
            Consumer<Attachments> onFailure) {
        boolean made = false;
        input.attachments(attachments);
        try {
            Object root = readFrame();
            made = true;
            return root;
        } finally {
            input.attachments(null);
            (made ? onSuccess : onFailure).accept(attachments);
        }
    }

    private @Nullable Object readRoot() {
        int tag = input.takeByte() & 0xff;
        return switch (tag) {
            case FrameLayout.STRING -> input.takeString();
            case FrameLayout.NULL -> null;
            default -> graph.read(tag);
        };
    }

    private CloneReader inner() {
        if (inner == null) {
            inner = new CloneReader();
        }
        return inner;
    }
}
