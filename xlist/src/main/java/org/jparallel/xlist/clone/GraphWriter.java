// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jparallel.xlist.type.CloneLimitException;
import org.jspecify.annotations.Nullable;

/// Writes a value and all that it refers to, depth first, without recursion.
///
/// **Algorithm.** A stack of [WriteFrame]s stands for the Java stack; the parts of all of them lie
/// on one [PartStack]. Each object is written once, where it is met first; every later reference is
/// its number in the [IdentityTable]. So what an object refers to is complete in the frame before
/// the object is, unless it leads back to the object itself. [GraphReader] says what is done then.
///
/// Some objects cannot change once they are made: a record, an immutable list. Between such there
/// can be no cycle, since each needs the others to exist before; only something that is filled
/// later can close one. A cycle that has nothing of that kind in it is refused.
///
/// Rejected: recursion, which overflows at some 10,000; two passes, the first to find the cycles,
/// which asks every accessor twice.
///
/// **Threads.** One.
final class GraphWriter {
    /// The most frames kept between two values.
    private static final int KEPT_COUNT = 256;

    private static final int FIRST_COUNT = 8;

    // The states of a branch in the identity table.
    private static final byte BEGUN = 1;
    private static final byte WRITTEN = 2;

    private final FrameOutput output;
    private final IdentityTable identities = new IdentityTable();
    private final PartStack parts = new PartStack();

    private @Nullable WriteFrame[] frames = new @Nullable WriteFrame[FIRST_COUNT];
    private int depth;
    private long limitElements;
    private long elementCount;

    GraphWriter(FrameOutput output) {
        this.output = output;
    }

    /// Says whether the next value is written in vain, only to find out if it can be.
    void trial(boolean isInVain) {
        parts.trial(isInVain);
    }

    /// Writes a value that is neither null nor a string.
    ///
    /// @param mostElements how many elements it may have
    void write(Object root, long mostElements) {
        limitElements = mostElements;
        elementCount = 1;
        try {
            writeObject(root, null, 0);
            while (depth > 0) {
                step();
            }
        } catch (LimitReached reached) {
            throw new CloneLimitException(path(), reached.limit());
        } finally {
            clear();
        }
    }

    private void step() {
        WriteFrame top = Objects.requireNonNull(frames[depth - 1]);
        if (top.next < top.end) {
            int index = top.next++;
            writePart(parts.at(index), top, index - top.from);
        } else {
            identities.state(top.number, WRITTEN);
            parts.truncate(top.from);
            depth--;
            top.clear();
        }
    }

    private void writePart(@Nullable Object part, WriteFrame parent, int partIndex) {
        if (part == null) {
            output.putByte(FrameLayout.NULL);
        } else if (part instanceof String string && string.length() < BasicLeaves.LONG_LENGTH) {
            output.putByte(FrameLayout.STRING);
            output.putString(string);
        } else {
            writeObject(part, parent, partIndex);
        }
    }

    private void writeObject(Object value, @Nullable WriteFrame parent, int partIndex) {
        switch (Codecs.of(value)) {
            case Refused refused ->
                    throw new UncloneablePart(
                                    "", value.getClass(), refused.reason(), refused.cause())
                            .at(ClonePath.to(parent, partIndex));
            case Leaf<?> leaf -> writeLeaf(leaf, value, parent, partIndex);
            case Branch branch -> {
                int number = identities.find(value);
                if (number < 0) {
                    begin(value, branch, parent, partIndex);
                } else {
                    refer(number, value, parent, partIndex);
                }
            }
            case ByClass marker -> throw new AssertionError("no codec: tag=" + marker.tag());
        }
    }

    private void writeLeaf(
            Leaf<?> leaf, Object value, @Nullable WriteFrame parent, int partIndex) {
        if (leaf.keepsIdentity()) {
            int number = identities.find(value);
            if (number >= 0) {
                output.putByte(FrameLayout.REFERENCE);
                output.putCount(number);
                return;
            }
            identities.add(value);
        }
        try {
            leaf.write(value, output);
        } catch (UncloneablePart uncloneable) {
            throw uncloneable.at(ClonePath.to(parent, partIndex));
        }
    }

    /// Writes an object that was not met before.
    private void begin(
            Object value, Branch branch, @Nullable WriteFrame parent, int partIndex) {
        int number = identities.add(value);
        identities.state(number, BEGUN);
        output.putByte(branch.tag());
        try {
            branch.writeHead(Contents.source(value), output);
        } catch (UncloneablePart uncloneable) {
            throw uncloneable.at(ClonePath.to(parent, partIndex));
        }
        WriteFrame frame = nextFrame();
        frame.value = value;
        frame.branch = branch;
        frame.parent = parent;
        frame.partIndex = partIndex;
        frame.number = number;
        frame.from = parts.size();
        frame.next = frame.from;
        frame.end = frame.from;
        pushParts(frame);
        frame.end = parts.size();
        elementCount += frame.end - frame.from;
        if (elementCount > limitElements) {
            throw new LimitReached("limitElements=" + limitElements);
        }
        output.putCount(frame.end - frame.from);
    }

    /// {@return the path to what is being written}
    private String path() {
        WriteFrame top = depth == 0 ? null : frames[depth - 1];
        if (top != null && top.next == top.from) {
            return ClonePath.to(top.parent, top.partIndex);
        }
        return ClonePath.to(top, top == null ? 0 : top.next - 1 - top.from);
    }

    /// Writes a reference to an object that was met before.
    private void refer(
            int number, Object value, @Nullable WriteFrame parent, int partIndex) {
        if (identities.state(number) == BEGUN && isBuiltUpTo(number, parent)) {
            throw new UncloneablePart("", value.getClass(), "a cycle of immutable objects", null)
                    .at(ClonePath.to(parent, partIndex));
        }
        output.putByte(FrameLayout.REFERENCE);
        output.putCount(number);
    }

    /// {@return whether there is nothing that is filled from an object up to one around it}
    private static boolean isBuiltUpTo(int number, @Nullable WriteFrame from) {
        WriteFrame frame = from;
        while (frame != null && frame.branch().isBuilt() && frame.number != number) {
            frame = frame.parent;
        }
        return frame != null && frame.branch().isBuilt();
    }

    /// Takes a snapshot of what an object refers to, whoever changes it from now on.
    private void pushParts(WriteFrame frame) {
        Branch branch = frame.branch();
        if (branch.asksUser()) {
            branch.pushParts(frame.value, parts);
            return;
        }
        try {
            branch.pushParts(Contents.source(frame.value), parts);
        } catch (ConcurrentModificationException
                | IndexOutOfBoundsException
                | NoSuchElementException
                | NullPointerException changed) {
            throw new ConcurrentModificationException(
                    "value changed while it was cloned: path="
                            + ClonePath.to(frame.parent, frame.partIndex)
                            + " type="
                            + Contents.source(frame.value).getClass().getName(),
                    changed);
        }
    }

    private WriteFrame nextFrame() {
        if (depth == frames.length) {
            frames = Arrays.copyOf(frames, 2 * depth);
        }
        WriteFrame frame = frames[depth];
        if (frame == null) {
            frame = new WriteFrame();
            frames[depth] = frame;
        }
        depth++;
        return frame;
    }

    private void clear() {
        identities.clear();
        parts.clear();
        if (frames.length > KEPT_COUNT) {
            frames = new @Nullable WriteFrame[FIRST_COUNT];
        } else {
            for (int i = 0; i < depth; i++) {
                clear(frames[i]);
            }
        }
        depth = 0;
    }

    private static void clear(@Nullable WriteFrame frame) {
        if (frame != null) {
            frame.clear();
        }
    }
}
