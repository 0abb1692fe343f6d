// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;
import org.jparallel.xlist.type.CloneLimitException;
import org.jspecify.annotations.Nullable;

/// Writes a value and all that it refers to, depth first.
///
/// **Algorithm.** Each object is written once, where it is met first; every later reference is its
/// number in the [IdentityTable]. So what an object refers to is complete in the frame before the
/// object is, unless it leads back to the object itself. [GraphReader] says what is done then.
///
/// Down to [#RECURSION_LIMIT] objects call each other on the Java stack. What lies deeper is
/// written by a loop, whose stack is a [WritePath] and a [PartStack]: it writes all that is below
/// an object of that depth, and comes back. Both ways write the same bytes.
///
/// ```
/// depth 0 ─ 1 ─ 2 ─ … ─ 63 ─┐        calls
///                           └ 64 ─ 65 ─ … ─ 1,000,000        one loop
/// ```
///
/// Some objects cannot change once they are made: a record, an immutable list. Between such there
/// can be no cycle, since each needs the others to exist before; only something that is filled
/// later can close one. A cycle that has nothing of that kind in it is refused; [WriteWaits] knows
/// of those that lead through objects that are written already.
///
/// Rejected: recursion alone, which overflows at some 10,000; the loop alone, which takes three
/// times as long for a small value; two passes, the first to find the cycles, which asks every
/// accessor twice.
///
/// **Threads.** One.
final class GraphWriter {
    /// So many objects inside each other are written by calls.
    static final int RECURSION_LIMIT = 64;

    /// Instead of the index of a part: the object itself is being written.
    private static final int ITSELF = -1;

    private final FrameOutput output;
    private final IdentityTable identities = new IdentityTable();
    private final WriteWaits waits = new WriteWaits(identities);
    private final PartStack parts;
    private final WritePath path = new WritePath();
    private final PlainWriter plain;

    /// Which part of the innermost object is being written.
    private int partIndex;

    private boolean hasReference;

    /// Whether an object waits for another.
    private boolean hasWaits;

    private long limitElements;
    private long elementCount;

    GraphWriter(FrameOutput output) {
        this.output = output;
        parts = new PartStack(output::requireLimit);
        plain = new PlainWriter(this, output);
    }

    /// {@return where everything is written}
    FrameOutput output() {
        return output;
    }

    /// {@return how elements are written that are all of one simple kind}
    PlainWriter plain() {
        return plain;
    }

    /// Says whether the next value is written in vain, only to find out if it can be.
    void trial(boolean isInVain) {
        parts.trial(isInVain);
    }

    /// Writes a value that is neither null nor a string.
    ///
    /// @param codec its own
    /// @param mostElements how many elements it may have
    void write(Object root, Codec codec, long mostElements) {
        limitElements = mostElements;
        parts.limit(mostElements);
        elementCount = 1;
        hasReference = false;
        partIndex = 0;
        try {
            writeRoot(root, codec);
        } catch (LimitReached reached) {
            throw new CloneLimitException(path(), reached.limit());
        } finally {
            identities.clear();
            parts.clear();
            path.clear();
            clearWaits();
        }
    }

    private void writeRoot(Object root, Codec codec) {
        if (!(codec instanceof Branch)) {
            write(root, codec);
            return;
        }
        output.putByte(FrameLayout.TREE);
        write(root, codec);
        if (hasReference) {
            output.patchByte(0, FrameLayout.GRAPH);
        }
    }

    /// Writes a part of the innermost object.
    ///
    /// @param index which part it is, for the path
    void writePart(@Nullable Object part, int index) {
        partIndex = index;
        if (part instanceof String string && !output.isKnownAgain(string)) {
            output.putByte(FrameLayout.STRING);
            output.putString(string);
        } else if (part == null) {
            output.putByte(FrameLayout.NULL);
        } else if (part instanceof Long number) {
            output.putTagged(FrameLayout.LONG, number);
        } else if (part instanceof Integer number) {
            output.putTagged(FrameLayout.INTEGER, number);
        } else {
            writeObject(part);
        }
    }

    private void writeObject(Object value) {
        write(value, Codecs.of(value));
    }

    private void write(Object value, Codec codec) {
        if (codec instanceof Branch branch) {
            writeBranch(value, branch);
        } else if (codec instanceof Leaf<?> leaf) {
            writeLeaf(leaf, value);
        } else if (codec instanceof Refused refused) {
            throw new UncloneablePart("", value.getClass(), refused.reason(), refused.cause())
                    .at(path());
        } else {
            throw new AssertionError("no codec: tag=" + codec.tag());
        }
    }

    private void writeLeaf(Leaf<?> leaf, Object value) {
        if (leaf.keepsIdentity()) {
            if (output.isSharing() && leaf.isFixed()) {
                BasicLeaves.SHARED.write(value, output);
                return;
            }
            int number = identities.find(value);
            if (number >= 0) {
                writeReference(number);
                return;
            }
            identities.add(value);
        }
        try {
            leaf.write(value, output);
        } catch (UncloneablePart uncloneable) {
            throw uncloneable.at(path());
        }
    }

    private void writeBranch(Object value, Branch branch) {
        int number = identities.find(value);
        if (number >= 0) {
            refer(number, value, branch);
            return;
        }
        number = identities.add(value);
        output.putByte(branch.tag());
        path.push(number, partIndex, branch.isBuilt());
        partIndex = ITSELF;
        if (path.depth() > RECURSION_LIMIT) {
            writeDeep(branch, value);
        } else {
            branch.write(value, this);
            leave();
        }
    }

    /// Writes a head and parts.
    void writeParts(Branch branch, Object value) {
        int from = parts.size();
        begin(branch, value);
        int end = parts.size();
        for (int i = from; i < end; i++) {
            writePart(parts.at(i), i - from);
        }
        parts.truncate(from);
    }

    /// Begins an object that is too deep for calls; the outermost such finishes all.
    private void writeDeep(Branch branch, Object value) {
        int from = parts.size();
        begin(branch, value);
        path.parts(from, parts.size());
        if (path.depth() == RECURSION_LIMIT + 1) {
            while (path.depth() > RECURSION_LIMIT) {
                step();
            }
        }
    }

    private void step() {
        int from = path.from();
        if (path.hasNext()) {
            int next = path.next();
            writePart(parts.at(next), next - from);
        } else {
            parts.truncate(from);
            leave();
        }
    }

    private void leave() {
        int number = path.number();
        boolean isBuilt = path.isBuilt();
        identities.written(number);
        partIndex = path.pop();
        if (hasWaits && isBuilt && path.isBuilt()) {
            // It is a part of what is built after it, which so waits for the same.
            await(waits.of(number));
        }
    }

    /// Writes the head of an object, and pushes its parts.
    private void begin(Branch branch, Object value) {
        int from = parts.size();
        try {
            branch.writeHead(Contents.head(value), output);
        } catch (UncloneablePart uncloneable) {
            throw uncloneable.at(path());
        }
        pushParts(branch, value);
        putPartCount(parts.size() - from, branch.bareCount());
    }

    /// Writes how many parts of the innermost object follow.
    ///
    /// @param bareCount how many of its elements are no parts
    void putPartCount(int count, int bareCount) {
        countElements(count + bareCount);
        output.putCount(count);
    }

    /// Counts elements of the innermost object.
    void countElements(int count) {
        requireElements(count);
        elementCount += count;
    }

    /// Refuses more elements of the innermost object than the frame may have.
    ///
    /// @param count how many, which are not counted yet
    void requireElements(long count) {
        if (count > limitElements - elementCount) {
            partIndex = ITSELF;
            throw LimitReached.ofElements(limitElements);
        }
    }

    /// Takes a snapshot of what an object refers to, whoever changes it from now on.
    private void pushParts(Branch branch, Object value) {
        if (branch.asksUser()) {
            branch.pushParts(value, parts);
            return;
        }
        try {
            branch.pushParts(Contents.source(value), parts);
        } catch (UncloneablePart uncloneable) {
            throw uncloneable.at(path());
        } catch (ConcurrentModificationException
                | IndexOutOfBoundsException
                | NoSuchElementException
                | NullPointerException changed) {
            if (UserCode.hasThrown(changed, GraphWriter.class)) {
                throw changed; // of a class behind a view
            }
            throw new ConcurrentModificationException(
                    "value changed while it was cloned: path="
                            + path()
                            + " type="
                            + Contents.source(value).getClass().getName(),
                    changed);
        }
    }

    /// Writes a reference to an object that was met before.
    private void refer(int number, Object value, Branch branch) {
        if (branch.isBuilt()) {
            int awaited = identities.isWritten(number) ? waits.of(number) : number;
            if (awaited > path.filledNumber()) {
                throw new UncloneablePart(
                                "", value.getClass(), "a cycle of immutable objects", null)
                        .at(path());
            }
            await(awaited);
        }
        writeReference(number);
    }

    /// Lets the innermost object wait for one around it, if it is built.
    private void await(int awaited) {
        if (awaited >= 0 && path.isBuilt()) {
            waits.add(path.number(), awaited);
            hasWaits = true;
        }
    }

    private void clearWaits() {
        if (hasWaits) {
            waits.clear();
            hasWaits = false;
        }
    }

    private void writeReference(int number) {
        hasReference = true;
        output.putByte(FrameLayout.REFERENCE);
        output.putCount(number);
    }

    /// Says which part of the innermost object is being written.
    void partIndex(int index) {
        partIndex = index;
    }

    /// {@return the path to what is being written}
    private String path() {
        int depth = path.depth();
        return partIndex == ITSELF
                ? ClonePath.to(path, identities, depth - 1, path.partIndex(depth - 1))
                : ClonePath.to(path, identities, depth, partIndex);
    }
}
