// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jspecify.annotations.Nullable;

/// How an object that refers to others becomes bytes.
///
/// There are two kinds. One is *filled*: an empty object exists before its parts do, so that they
/// may refer to it. The other is *built*, out of its parts, because it cannot change later.
non-sealed interface Branch extends Codec {
    /// {@return whether the object is built out of its parts, not filled with them}
    boolean isBuilt();

    /// Puts what [#open] needs, after the tag.
    ///
    /// @throws UncloneablePart if something in it cannot be cloned
    default void writeHead(Object value, FrameOutput output) {}

    /// {@return how many elements are in the head, and none of the parts}
    default int bareCount() {
        return 0;
    }

    /// Pushes what the value refers to, all at one moment.
    void pushParts(Object value, PartStack parts);

    /// Takes the head.
    ///
    /// @return the empty object if it is filled; if it is built, what [#close] wants
    Object open(FrameInput input);

    /// Fills or builds.
    ///
    /// @param opened what [#open] gave
    /// @return the finished object: the opened one if it is filled
    Object close(Object opened, Parts parts);

    /// Writes a value that has not been met before and is not too deep, after its tag.
    ///
    /// What it writes is what [#writeHead] and [#pushParts] make, or something else that [#open]
    /// understands.
    default void write(Object value, GraphWriter writer) {
        writer.writeParts(this, value);
    }

    /// Reads an object that is not too deep, after its tag.
    ///
    /// @param number its number
    /// @return the object, or what stands for it while it is not made
    default Object read(GraphReader reader, int number) {
        return reader.readParts(this, number);
    }

    /// {@return how a path goes on to a part, such as `[3]` or `.lock`}
    String step(Object value, int partIndex);

    /// {@return whether values come from code of the user, whose exceptions are passed on}
    default boolean asksUser() {
        return false;
    }

    /// The parts of one object, on top of a stack.
    ///
    /// @param stack where they lie
    /// @param from where they begin
    /// @param count how many
    /// @param input where they came from; says what is wrong with them
    record Parts(PartStack stack, int from, int count, FrameInput input) {
        @Nullable Object at(int index) {
            return stack.at(from + index);
        }

        /// {@return all of them in a new array}
        @Nullable Object[] toArray() {
            return stack.copy(from, count);
        }

        /// Refuses another count.
        void requireCount(int expectedCount) {
            if (count != expectedCount) {
                throw input.corrupt("wrong count of parts", count);
            }
        }

        /// Refuses an odd count.
        void requireEvenCount() {
            if (count % 2 != 0) {
                throw input.corrupt("key without a value", count);
            }
        }
    }
}
