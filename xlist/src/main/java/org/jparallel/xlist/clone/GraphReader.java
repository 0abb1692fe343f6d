// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes the objects of a frame, in the order in which [GraphWriter] wrote them.
///
/// **Algorithm.** When the last part of an object has been read, the object is *filled* with its
/// parts or *built* from them. So everything that an object refers to is complete before: a
/// constructor sees full lists, a map hashes complete keys.
///
/// Down to [GraphWriter#RECURSION_LIMIT] objects call each other on the Java stack. What lies
/// deeper is read by a loop over a stack of [ReadFrame]s. Parts that are read and not yet used lie
/// on a [PartStack], or in local variables of generated code.
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

    /// Whether nothing refers to an object that was met before: then none is looked for.
    private boolean isTree;

    /// How many objects are being read by calls.
    private int callDepth;

    // The loop for what is deeper.
    private @Nullable ReadFrame[] frames = new @Nullable ReadFrame[FIRST_COUNT];
    private int depth;

    // By number: the objects that are made, and those that wait for one that is not.
    private @Nullable Object[] objects = new @Nullable Object[FIRST_COUNT];
    private @Nullable Postponed[] waiting = new @Nullable Postponed[FIRST_COUNT];
    private int objectCount;
    private int waitingCount;
    private @Nullable Postponed ready;

    /// How often something that is not made was handed out.
    private int unmadeCount;

    GraphReader(FrameInput input) {
        this.input = input;
    }

    /// {@return where everything is read}
    FrameInput input() {
        return input;
    }

    /// {@return the value, whose tag was taken already}
    @Nullable Object read(int tag) {
        isTree = tag == FrameLayout.TREE;
        boolean isMarked = isTree || tag == FrameLayout.GRAPH;
        try {
            Object value = readValue(isMarked ? input.takeTag() : tag);
            if (waitingCount > 0 || value instanceof Unmade) {
                throw input.corrupt("objects that cannot be made", waitingCount);
            }
            return value;
        } finally {
            clear();
        }
    }

    /// {@return the next part of the innermost object, or what stands for it while it is not made}
    @Nullable Object readPart() {
        return readValue(input.takeTag());
    }

    private @Nullable Object readValue(int tag) {
        return switch (tag) {
            case FrameLayout.STRING -> input.takeString();
            case FrameLayout.LONG -> input.takeLong();
            case FrameLayout.INTEGER -> input.takeInt();
            case FrameLayout.NULL -> null;
            case FrameLayout.REFERENCE -> readReference();
            default -> readObject(tag);
        };
    }

    private Object readReference() {
        long number = input.takeCount();
        if (isTree || number >= objectCount) {
            throw input.corrupt("reference to an object that is not there", number);
        }
        Object object = objects[(int) number];
        return object == null ? unmade((int) number) : object;
    }

    private Object unmade(int number) {
        unmadeCount++;
        return new Unmade(number);
    }

    private Object readObject(int tag) {
        Codec codec = codec(tag);
        if (codec instanceof Branch branch) {
            return callDepth < GraphWriter.RECURSION_LIMIT
                    ? readBranch(branch)
                    : readDeep(branch);
        }
        return readLeaf(codec, tag);
    }

    private Object readLeaf(Codec codec, int tag) {
        if (codec instanceof Leaf<?> leaf) {
            Object value = leaf.read(input);
            if (leaf.keepsIdentity()) {
                known(addObject(), value);
            }
            return value;
        }
        throw input.corrupt("unknown tag", tag);
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

    private Object readBranch(Branch branch) {
        callDepth++;
        Object value = branch.read(this, addObject());
        callDepth--;
        return value;
    }

    /// Reads a head and parts.
    Object readParts(Branch branch, int number) {
        return readParts(branch, branch.open(input), number);
    }

    /// Reads the parts of an object.
    ///
    /// @param opened what its branch opened
    Object readParts(Branch branch, Object opened, int number) {
        if (!branch.isBuilt()) {
            known(number, opened);
        }
        int from = parts.size();
        boolean hasUnmade = false;
        for (int left = input.takePartCount(); left > 0; left--) {
            Object part = readPart();
            hasUnmade |= part instanceof Unmade;
            parts.push(part);
        }
        if (hasUnmade) {
            return postpone(branch, opened, number, from);
        }
        int count = parts.size() - from;
        Object value = close(branch, opened, new Branch.Parts(parts, from, count, input));
        parts.truncate(from);
        made(number, value);
        return value;
    }

    /// Reads the end of an object that is filled and has no parts.
    Object readNoParts(Object value, int number) {
        known(number, value);
        if (input.takePartCount() != 0) {
            throw input.corrupt("parts of what has none", number);
        }
        return value;
    }

    /// Reads the count of the parts of an object, which generated code knows.
    void takePartCount(int expectedCount) {
        int count = input.takePartCount();
        if (count != expectedCount) {
            throw input.corrupt("wrong count of parts", count);
        }
    }

    /// {@return how often something that is not made was handed out}
    int unmadeCount() {
        return unmadeCount;
    }

    /// Finishes an object whose parts have been read, some of which may not be made.
    ///
    /// @param opened what its branch opened
    /// @param read its parts
    Object finish(Branch branch, Object opened, int number, @Nullable Object[] read) {
        int from = parts.size();
        parts.pushAll(read);
        if (Arrays.stream(read).anyMatch(Unmade.class::isInstance)) {
            return postpone(branch, opened, number, from);
        }
        Object value = close(branch, opened, new Branch.Parts(parts, from, read.length, input));
        parts.truncate(from);
        made(number, value);
        return value;
    }

    /// Keeps an object until all of its parts are made.
    ///
    /// @return the object if it is filled, else what stands for it
    private Object postpone(Branch branch, Object opened, int number, int from) {
        PartStack kept = new PartStack();
        kept.pushAll(parts.copy(from, parts.size() - from));
        parts.truncate(from);
        waitingCount++;
        await(new Postponed(branch, opened, number, kept));
        return branch.isBuilt() ? unmade(number) : opened;
    }

    /// Reads an object that is too deep for calls, and all below it.
    private Object readDeep(Branch branch) {
        int base = depth;
        enter(branch);
        while (depth > base) {
            step();
        }
        Object value = Objects.requireNonNull(parts.at(parts.size() - 1));
        parts.truncate(parts.size() - 1);
        return value;
    }

    private void step() {
        ReadFrame top = Objects.requireNonNull(frames[depth - 1]);
        if (top.leftCount > 0) {
            top.leftCount--;
            stepInto(input.takeTag(), top);
        } else {
            depth--;
            leave(top);
            top.clear();
        }
    }

    private void stepInto(int tag, ReadFrame top) {
        switch (tag) {
            case FrameLayout.STRING,
                    FrameLayout.LONG,
                    FrameLayout.INTEGER,
                    FrameLayout.NULL,
                    FrameLayout.REFERENCE -> push(readValue(tag), top);
            default -> {
                Codec codec = codec(tag);
                if (codec instanceof Branch branch) {
                    enter(branch);
                } else {
                    push(readLeaf(codec, tag), top);
                }
            }
        }
    }

    private void enter(Branch branch) {
        int number = addObject();
        Object opened = branch.open(input);
        if (!branch.isBuilt()) {
            known(number, opened);
        }
        ReadFrame frame = nextFrame();
        frame.branch = branch;
        frame.opened = opened;
        frame.number = number;
        frame.from = parts.size();
        frame.leftCount = input.takePartCount();
    }

    private void leave(ReadFrame frame) {
        Branch branch = frame.branch();
        Object value;
        if (frame.hasUnmade) {
            value = postpone(branch, frame.opened, frame.number, frame.from);
        } else {
            int count = parts.size() - frame.from;
            Branch.Parts all = new Branch.Parts(parts, frame.from, count, input);
            value = close(branch, frame.opened, all);
            parts.truncate(frame.from);
            made(frame.number, value);
        }
        push(value, depth == 0 ? null : frames[depth - 1]);
    }

    private void push(@Nullable Object part, @Nullable ReadFrame top) {
        parts.push(part);
        if (top != null && part instanceof Unmade) {
            top.hasUnmade = true;
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

    /// Takes in an object that is there from its beginning.
    void known(int number, Object value) {
        if (!isTree) {
            objects[number] = value;
        }
    }

    /// Takes in an object that is complete, and finishes those that waited for it.
    void made(int number, Object value) {
        if (!isTree) {
            makeReady(number, value);
            finishReady();
        }
    }

    /// Takes in an object that is complete, and readies those that waited for it.
    private void makeReady(int number, Object value) {
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
                makeReady(each.number, close(each.branch, each.opened, all));
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
        if (objectCount == objects.length && !isTree) {
            // Both or none: there may be no memory for the second.
            @Nullable Object[] moreObjects = Arrays.copyOf(objects, 2 * objectCount);
            waiting = Arrays.copyOf(waiting, 2 * objectCount);
            objects = moreObjects;
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
            // One more: that of an object which failed when it was filled or built.
            for (int i = 0; i <= Math.min(depth, frames.length - 1); i++) {
                clear(frames[i]);
            }
        }
        depth = 0;
        callDepth = 0;
        if (!isTree) {
            clearObjects();
        }
        objectCount = 0;
        waitingCount = 0;
        unmadeCount = 0;
        ready = null;
    }

    private void clearObjects() {
        if (objects.length > KEPT_COUNT) {
            objects = new @Nullable Object[FIRST_COUNT];
            waiting = new @Nullable Postponed[FIRST_COUNT];
        } else {
            Arrays.fill(objects, 0, objectCount, null);
            Arrays.fill(waiting, 0, objectCount, null);
        }
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
