// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jparallel.guard.AnyThread;
import org.jparallel.xlist.heap.FrameSource;
import org.jparallel.xlist.heap.ScratchMemory;
import org.jparallel.xlist.type.CloneLimitException;
import org.jparallel.xlist.type.CloneLimits;
import org.jspecify.annotations.Nullable;

/// Turns a value, and everything that it refers to, into bytes of this process.
///
/// **Threads.** Each thread has its own; see [#current()].
///
/// **Memory.** The frame lies in memory of the writer until [#reset()] or the next [#write]. Up to
/// 64 KiB off the heap and 8 KiB on it are kept for the next frame, and freed some time after the
/// thread died; what is larger is shared with other threads, see [ScratchMemory].
/// From [#write] to [#reset()] nobody else on this thread gets this writer: neither user code that
/// is called in between, nor a call that the thread serves while it waits for room in a list.
@AnyThread
public final class CloneWriter {
    private static final ThreadLocal<CloneWriter> CURRENT =
            ThreadLocal.withInitial(CloneWriter::new);

    private final FrameOutput output = new FrameOutput();
    private final GraphWriter graph = new GraphWriter(output);

    /// While it is busy, others on this thread may want to clone as well.
    private @Nullable CloneWriter inner;

    private boolean busy;

    /// Those of the frame that is being written.
    private CloneLimits limits = CloneLimits.standard();

    private CloneWriter() {}

    /// {@return a writer of this thread that has no frame}
    public static CloneWriter current() {
        CloneWriter writer = CURRENT.get();
        while (writer.busy) {
            writer = writer.inner();
        }
        return writer;
    }

    /// {@return whether nobody can change a value, and it holds no other: it need not be cloned}
    static boolean isFixed(@Nullable Object value) {
        return value == null || value instanceof String || isFixed(Codecs.of(value));
    }

    /// {@return the codec of a value; a refusal for null and strings, which need none}
    private static Codec codec(@Nullable Object value) {
        return value == null || value instanceof String
                ? Refused.UNKNOWN
                : Codecs.of(value);
    }

    private static boolean isFixed(Codec codec) {
        return codec instanceof Leaf<?> leaf && leaf.isFixed();
    }

    /// Writes a frame, to be forgotten by [#reset()]; one before it is forgotten.
    ///
    /// @param root the value, or null
    /// @param limits how much it may take
    /// @throws CloneRefusal if it, or something in it, cannot be cloned; nothing is kept then
    /// @throws CloneLimitException if a limit is reached; nothing is kept then
    public void write(@Nullable Object root, CloneLimits limits) {
        write(root, limits, Transfers.NONE);
    }

    /// Writes a frame that carries something without a copy, as [#write(Object, CloneLimits)] does.
    ///
    /// @param root the value, or null
    /// @param limits how much it may take
    /// @param transfers what the frame carries from [#handOver()] on
    /// @throws CloneRefusal if it, or something in it, cannot be cloned; nothing is kept then
    /// @throws CloneLimitException if a limit is reached; nothing is kept then
    public void write(@Nullable Object root, CloneLimits limits, Transfers transfers) {
        // First: a provider of clone types that is met now may clone, with this writer.
        Codec codec = codec(root);
        output.open(limits.bytes(), false);
        write(root, codec, limits, transfers);
    }

    /// Copies a value, of which no byte leaves this thread: what in it is fixed, and costs more to
    /// copy than to pass, is the same object in the copy.
    ///
    /// @param root the value, or null
    /// @param limits how much it may take. If they limit the bytes, nothing is passed, so that what
    ///     is refused here is what is refused elsewhere
    /// @param transfers what the copy has in place of the value; if they are open, the copy is for
    ///     another thread
    /// @return the copy
    /// @throws CloneRefusal if it, or something in it, cannot be cloned
    /// @throws CloneLimitException if a limit is reached
    public @Nullable Object copy(
            @Nullable Object root, CloneLimits limits, Transfers transfers) {
        boolean isSharing = limits.bytes() == CloneLimits.standard().bytes();
        Codec codec = codec(root);
        boolean isItsCopy = root == null || root instanceof String || isFixed(codec);
        if (isSharing && isItsCopy && transfers.count() == 0) {
            return root;
        }
        try {
            output.open(limits.bytes(), isSharing);
            write(root, codec, limits, transfers);
            CloneReader reader = CloneReader.current();
            return transfers.isOpen() ? reader.readForAnother(this) : reader.read(this);
        } finally {
            reset();
        }
    }

    private void write(
            @Nullable Object root, Codec codec, CloneLimits limits, Transfers transfers) {
        if (this.limits != limits) {
            this.limits = limits;
        }
        output.transfer(transfers);
        busy = true;
        boolean written = false;
        try {
            writeRoot(root, codec, limits);
            written = true;
        } finally {
            if (!written) {
                reset();
            }
        }
    }

    /// Writes a frame of any size, as [#write(Object, CloneLimits)] does.
    ///
    /// @param root the value, or null
    /// @throws CloneRefusal if it, or something in it, cannot be cloned; nothing is kept then
    public void write(@Nullable Object root) {
        write(root, CloneLimits.standard());
    }

    /// {@return whether something in a value that this thread is writing can be cloned: it is
    /// written by itself, in vain, within the same limits, and read unless it shares something}
    static boolean accepts(Object part) {
        CloneWriter writer = CURRENT.get();
        CloneLimits allowed = CloneLimits.standard();
        while (writer.busy) {
            allowed = writer.limits;
            writer = writer.inner();
        }
        return writer.tries(part, allowed);
    }

    private boolean tries(Object part, CloneLimits allowed) {
        graph.trial(true);
        try {
            if (!isFixed(part) && !(Codecs.of(part) instanceof ThrowableBranch)) {
                write(part, allowed);
                if (!isAttached()) {
                    CloneReader.current().read(this);
                }
            }
            return true;
        } catch (VirtualMachineError broken) {
            throw broken;
        } catch (Throwable refused) {
            // Whatever it is, be it of the user's own code, is not what the caller is after.
            return false;
        } finally {
            graph.trial(false);
            reset();
        }
    }

    /// {@return the frame, until the next write or reset}
    public FrameSource frame() {
        return output;
    }

    /// {@return where the frame begins, until the next write or reset}
    public long address() {
        return output.address();
    }

    /// {@return whether all of the frame is in the window, and nothing off the heap}
    boolean isInWindow() {
        return output.isInWindow();
    }

    /// {@return the window, which may be read until the next write or reset}
    byte[] window() {
        return output.window();
    }

    /// {@return where the frame is}
    FrameOutput output() {
        return output;
    }

    /// {@return how many bytes the frame has}
    public long byteCount() {
        return output.byteCount();
    }

    /// {@return whether the frame carries something by reference}
    public boolean isAttached() {
        return output.isAttached();
    }

    /// {@return what the frame carries by reference, which is the caller's from now on; what it
    /// transfers is taken from its owners. [#reset()] gives up what nobody took}
    ///
    /// @throws CloneRefusal if something cannot be transferred; nothing was then
    public Attachments handOver() {
        return output.handOver();
    }

    /// Forgets the frame.
    public void reset() {
        busy = false;
        output.reset();
    }

    private void writeRoot(@Nullable Object root, Codec codec, CloneLimits limits) {
        if (root instanceof String string) {
            writeString(string);
        } else if (root == null) {
            output.putByte(FrameLayout.NULL);
        } else {
            graph.write(root, codec, limits.elements());
        }
    }

    private void writeString(String string) {
        try {
            output.putByte(FrameLayout.STRING);
            output.putString(string);
        } catch (LimitReached reached) {
            throw new CloneLimitException("root", reached.limit());
        }
    }

    private CloneWriter inner() {
        if (inner == null) {
            inner = new CloneWriter();
        }
        return inner;
    }
}
