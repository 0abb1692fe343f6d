// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes the objects of a frame, in the order in which [GraphWriter] wrote them, without recursion.
///
/// **Algorithm.** What is read and not yet used lies on a [PartStack]; when the last part of an
/// object has been read, its parts are the top of that stack, and the object is *filled* with them
/// or *built* from them. So everything that an object refers to is complete before: a constructor
/// sees full lists, a map hashes complete keys.
///
/// Only in a cycle is that impossible:
///
/// ```
/// record a ──> list b ──> record c ──> record a          a is not made while b is read
/// ```
///
/// 1. An object that is filled exists, empty, from its beginning: it can be referred to at once.
/// 2. One that is built can be referred to when it is made. A reference to it before that leaves
///    [Unmade] in its place.
/// 3. An object with such a part is *postponed*, together with its parts, until the part is made.
///    If it is one to be built, it is unmade as well, and so on outwards. In the drawing, c waits
///    for a, and b for c; a itself is made with b still empty, then c is made, then b is filled.
/// 4. Between objects that are built there is no cycle. So in the end nothing is postponed; if
///    something is, the frame did not come from a writer.
///
/// Each postponed object waits for one part at a time, and looks at each part once.
///
/// **Threads.** One.
final class GraphReader {
    /// The most frames and objects kept between two values.
    private static final int KEPT_COUNT = 256;

    private static final int FIRST_COUNT = 16;

    private final FrameInput input;
    private final PartStack parts = new PartStack();

    private @Nullable ReadFrame[] frames = new @Nullable ReadFrame[FIRST_COUNT];
    private int depth;

    // By number: the objects that are made, and those that wait for one that is not.
    private @Nullable Object[] objects = new @Nullable Object[FIRST_COUNT];
    private @Nullable Postponed[] waiting = new @Nullable Postponed[FIRST_COUNT];
    private int objectCount;
    private int waitingCount;
    private @Nullable Postponed ready;

    GraphReader(FrameInput input) {
        this.input = input;
    }

    /// {@return the value, whose tag was taken already}
    @Nullable Object read(int tag) {
        try {
            readValue(tag);
            while (depth > 0) {
                step();
            }
            if (waitingCount > 0) {
                throw input.corrupt("objects that cannot be made", waitingCount);
            }
            return parts.at(0);
        } finally {
            clear();
        }
    }

    private void step() {
        ReadFrame top = Objects.requireNonNull(frames[depth - 1]);
        if (top.leftCount > 0) {
            top.leftCount--;
            readValue(input.takeByte() & 0xff);
        } else {
            depth--;
            finish(top);
            top.clear();
        }
    }

    private void readValue(int tag) {
        switch (tag) {
            case FrameLayout.NULL -> parts.push(null);
            case FrameLayout.STRING -> parts.push(input.takeString());
            case FrameLayout.REFERENCE -> readReference();
            default -> readObject(tag);
        }
    }

    private void readReference() {
        long number = input.takeCount();
        if (number >= objectCount) {
            throw input.corrupt("reference to an object that is not there", number);
        }
        Object object = objects[(int) number];
        push(object == null ? new Unmade((int) number) : object);
    }

    private void readObject(int tag) {
        switch (codec(tag)) {
            case Leaf<?> leaf -> {
                Object value = leaf.read(input);
                if (leaf.keepsIdentity()) {
                    int number = addObject();
                    objects[number] = value;
                }
                parts.push(value);
            }
            case Branch branch -> {
                int number = addObject();
                Object opened = branch.open(input);
                if (!branch.isBuilt()) {
                    objects[number] = opened;
                }
                enter(branch, opened, number);
            }
            default -> throw input.corrupt("unknown tag", tag);
        }
    }

    private Codec codec(int tag) {
        Codec codec = Codecs.ofTag(tag);
        if (!(codec instanceof ByClass)) {
            return codec;
        }
        Codec ofClass = Codecs.of(ClassTable.take(input));
        if (ofClass.tag() != tag) {
            throw input.corrupt("class not of this tag", tag);
        }
        return ofClass;
    }

    private void enter(Branch branch, Object opened, int number) {
        ReadFrame frame = nextFrame();
        frame.branch = branch;
        frame.opened = opened;
        frame.number = number;
        frame.from = parts.size();
        frame.leftCount = input.takePartCount();
    }

    private void finish(ReadFrame frame) {
        Branch branch = frame.branch();
        int count = parts.size() - frame.from;
        if (frame.hasUnmade) {
            PartStack kept = new PartStack();
            kept.pushAll(parts.copy(frame.from, count));
            parts.truncate(frame.from);
            waitingCount++;
            await(new Postponed(branch, frame.opened, frame.number, kept));
            push(branch.isBuilt() ? new Unmade(frame.number) : frame.opened);
        } else {
            Object value =
                    close(
                            branch,
                            frame.opened,
                            new Branch.Parts(parts, frame.from, count, input));
            parts.truncate(frame.from);
            parts.push(value);
            made(frame.number, value);
            finishReady();
        }
    }

    private static Object close(Branch branch, Object opened, Branch.Parts parts) {
        if (branch.asksUser()) {
            return branch.close(opened, parts);
        }
        try {
            return branch.close(opened, parts);
        } catch (StackOverflowError tooDeep) {
            throw new IllegalStateException(
                    "keys without end or too deep to be hashed: tag=" + branch.tag(), tooDeep);
        }
    }

    /// Pushes a part of the object that is now the innermost.
    private void push(Object part) {
        parts.push(part);
        ReadFrame top = depth == 0 ? null : frames[depth - 1];
        if (top != null && part instanceof Unmade) {
            top.hasUnmade = true;
        }
    }

    /// Takes in an object that is complete, and readies those that waited for it.
    private void made(int number, Object value) {
        objects[number] = value;
        Postponed each = waiting[number];
        waiting[number] = null;
        while (each != null) {
            Postponed next = each.next;
            each.next = ready;
            ready = each;
            each = next;
        }
    }

    private void finishReady() {
        while (ready != null) {
            Postponed each = ready;
            ready = each.next;
            each.next = null;
            if (!await(each)) {
                waitingCount--;
                Branch.Parts all = new Branch.Parts(each.parts, 0, each.parts.size(), input);
                made(each.number, close(each.branch, each.opened, all));
            }
        }
    }

    /// {@return whether it waits for a part; if not, all are there}
    private boolean await(Postponed postponed) {
        for (; postponed.checked < postponed.parts.size(); postponed.checked++) {
            if (postponed.parts.at(postponed.checked) instanceof Unmade unmade) {
                Object made = objects[unmade.number];
                if (made == null) {
                    postponed.next = waiting[unmade.number];
                    waiting[unmade.number] = postponed;
                    return true;
                }
                postponed.parts.replace(postponed.checked, made);
            }
        }
        return false;
    }

    private int addObject() {
        if (objectCount == objects.length) {
            objects = Arrays.copyOf(objects, 2 * objectCount);
            waiting = Arrays.copyOf(waiting, 2 * objectCount);
        }
        return objectCount++;
    }

    private ReadFrame nextFrame() {
        if (depth == frames.length) {
            frames = Arrays.copyOf(frames, 2 * depth);
        }
        ReadFrame frame = frames[depth];
        if (frame == null) {
            frame = new ReadFrame();
            frames[depth] = frame;
        }
        depth++;
        return frame;
    }

    private void clear() {
        parts.clear();
        if (frames.length > KEPT_COUNT) {
            frames = new @Nullable ReadFrame[FIRST_COUNT];
        } else {
            for (int i = 0; i < depth; i++) {
                clear(frames[i]);
            }
        }
        depth = 0;
        if (objects.length > KEPT_COUNT) {
            objects = new @Nullable Object[FIRST_COUNT];
            waiting = new @Nullable Postponed[FIRST_COUNT];
        } else {
            Arrays.fill(objects, 0, objectCount, null);
            Arrays.fill(waiting, 0, objectCount, null);
        }
        objectCount = 0;
        waitingCount = 0;
        ready = null;
    }

    private static void clear(@Nullable ReadFrame frame) {
        if (frame != null) {
            frame.clear();
        }
    }

    /// An object whose parts are being read.
    private static final class ReadFrame {
        @Nullable Branch branch;

        /// What its branch opened; itself stands for nothing.
        Object opened = this;

        int number;
        int from;
        int leftCount;

        /// Whether one of its parts is not made yet.
        boolean hasUnmade;

        Branch branch() {
            assert branch != null : "frame without a branch";
            return branch;
        }

        void clear() {
            branch = null;
            opened = this;
            hasUnmade = false;
        }
    }

    /// Stands for an object that is not made yet.
    ///
    /// @param number its number
    private record Unmade(int number) {}

    /// An object that waits for a part.
    private static final class Postponed {
        private final Branch branch;
        private final Object opened;
        private final int number;
        private final PartStack parts;

        /// How many parts are known to be made.
        private int checked;

        /// The next that waits for the same part.
        private @Nullable Postponed next;

        private Postponed(Branch branch, Object opened, int number, PartStack parts) {
            this.branch = branch;
            this.opened = opened;
            this.number = number;
            this.parts = parts;
        }
    }
}
