// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Arrays;

/// The objects that are being written, the outermost first: numbers alone, since a store of a
/// reference into an old array costs more than the rest of the work on an object.
///
/// ```
/// level   number      of the object in the [IdentityTable]
///         partIndex   which part it is of the object around it
///         filled      the innermost up to it that is filled, by its number; -1 if none
///         from        its parts on the [PartStack], if they are there
///         next
///         end
/// ```
///
/// **Threads.** One.
final class WritePath {
    private static final int NUMBER = 0;
    private static final int PART_INDEX = 1;
    private static final int FILLED = 2;
    private static final int FROM = 3;
    private static final int NEXT = 4;
    private static final int END = 5;
    private static final int FIELD_COUNT = 6;

    /// The most levels kept between two values.
    private static final int KEPT_COUNT = 256;

    private static final int FIRST_COUNT = 16;

    private int[] levels = new int[FIRST_COUNT * FIELD_COUNT];
    private int depth;

    int depth() {
        return depth;
    }

    /// Goes into an object.
    void push(int number, int partIndex, boolean isBuilt) {
        int filled = isBuilt ? filledNumber() : number;
        int at = depth * FIELD_COUNT;
        if (at == levels.length) {
            grow();
        }
        levels[at + NUMBER] = number;
        levels[at + PART_INDEX] = partIndex;
        levels[at + FILLED] = filled;
        depth++;
    }

    /// Comes out of the innermost object.
    ///
    /// @return which part it is of the object around it
    int pop() {
        depth--;
        return levels[depth * FIELD_COUNT + PART_INDEX];
    }

    /// Says where the parts of the innermost object are.
    void parts(int from, int end) {
        int at = innermost();
        levels[at + FROM] = from;
        levels[at + NEXT] = from;
        levels[at + END] = end;
    }

    /// {@return the number of the innermost object}
    int number() {
        return levels[innermost() + NUMBER];
    }

    /// {@return the number of the innermost object that is filled, -1 if there is none}
    int filledNumber() {
        return depth == 0 ? -1 : levels[innermost() + FILLED];
    }

    /// {@return whether the innermost object is built, if there is one}
    boolean isBuilt() {
        return depth > 0 && levels[innermost() + FILLED] != levels[innermost() + NUMBER];
    }

    /// {@return where the parts of the innermost object begin}
    int from() {
        return levels[innermost() + FROM];
    }

    /// {@return whether parts of the innermost object are left}
    boolean hasNext() {
        int at = innermost();
        return levels[at + NEXT] < levels[at + END];
    }

    /// {@return where its next part is}
    int next() {
        return levels[innermost() + NEXT]++;
    }

    int number(int level) {
        return levels[level * FIELD_COUNT + NUMBER];
    }

    int partIndex(int level) {
        return levels[level * FIELD_COUNT + PART_INDEX];
    }

    void clear() {
        depth = 0;
        if (levels.length > KEPT_COUNT * FIELD_COUNT) {
            levels = new int[FIRST_COUNT * FIELD_COUNT];
        }
    }

    private int innermost() {
        return (depth - 1) * FIELD_COUNT;
    }

    private void grow() {
        levels = Arrays.copyOf(levels, Math.multiplyExact(2, levels.length));
    }
}
