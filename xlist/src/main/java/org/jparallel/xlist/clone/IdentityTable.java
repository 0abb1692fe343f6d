// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The objects of one frame, numbered in the order in which they were met.
///
/// Open addressing with linear probing over identity hashes, at most half full:
///
/// ```
/// objects   [ a | b | c | …              by number
/// states    [ · | · | · | …              by number
/// slots     [ 0 | 2 | 0 | 1 | 3 | …      number + 1; 0 = free
/// ```
///
/// The first few are found by looking at all of them: an identity hash costs more, and stays in the
/// object for ever. Nothing is allocated while the table is large enough; it is kept for the next
/// frame if it is small.
///
/// **Threads.** One.
final class IdentityTable {
    /// Up to so many are compared one by one.
    private static final int SCANNED_COUNT = 8;

    /// The most objects for which there is room between two frames.
    private static final int KEPT_COUNT = 1 << 10;

    private static final int FIRST_COUNT = 16;

    private @Nullable Object[] objects = new @Nullable Object[FIRST_COUNT];
    private byte[] states = new byte[FIRST_COUNT];
    private int[] slots = new int[4 * FIRST_COUNT];
    private int count;

    /// {@return its number, or -1 if it was not met}
    int find(Object object) {
        return count <= SCANNED_COUNT ? scan(object) : probe(object);
    }

    /// Adds an object that is not there.
    ///
    /// @return its number
    int add(Object object) {
        if (count == objects.length) {
            grow();
        }
        objects[count] = object;
        states[count] = 0;
        count++;
        if (count == SCANNED_COUNT + 1) {
            index();
        } else if (count > SCANNED_COUNT) {
            insert(count - 1);
        }
        return count - 1;
    }

    Object object(int number) {
        return Objects.requireNonNull(objects[number]);
    }

    byte state(int number) {
        return states[number];
    }

    void state(int number, byte state) {
        states[number] = state;
    }

    void clear() {
        if (objects.length > KEPT_COUNT) {
            objects = new @Nullable Object[FIRST_COUNT];
            states = new byte[FIRST_COUNT];
            slots = new int[4 * FIRST_COUNT];
        } else {
            Arrays.fill(objects, 0, count, null);
            if (count > SCANNED_COUNT) {
                Arrays.fill(slots, 0);
            }
        }
        count = 0;
    }

    private int scan(Object object) {
        for (int i = 0; i < count; i++) {
            if (objects[i] == object) {
                return i;
            }
        }
        return -1;
    }

    private int probe(Object object) {
        int mask = slots.length - 1;
        int slot = home(object) & mask;
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (objects[number] == object) {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    private void insert(int number) {
        int mask = slots.length - 1;
        int slot = home(objects[number]) & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = number + 1;
    }

    private void index() {
        for (int i = 0; i < count; i++) {
            insert(i);
        }
    }

    private void grow() {
        if (count >= 1 << 28) {
            throw new OutOfMemoryError("too many objects in one value: objectCount=" + count);
        }
        objects = Arrays.copyOf(objects, 2 * count);
        states = Arrays.copyOf(states, 2 * count);
        slots = new int[8 * count];
        index();
    }

    private static int home(@Nullable Object object) {
        int hash = System.identityHashCode(object) * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
