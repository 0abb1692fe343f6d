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
/// isWritten [ · | · | · | …              by number
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
    private static final int SLOTS_PER_OBJECT = 4;

    private @Nullable Object[] objects = {};
    private boolean[] isWritten = {};
    private int[] slots = {};
    private int count;

    /// For how many objects there is room.
    private int roomCount;

    /// {@return its number, or -1 if it was not met}
    int find(Object object) {
        return count <= SCANNED_COUNT ? scan(object) : probe(object);
    }

    /// Adds an object that is not there.
    ///
    /// @return its number
    int add(Object object) {
        if (count == roomCount) {
            grow();
        }
        objects[count] = object;
        isWritten[count] = false;
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

    /// {@return whether all of an object is written, and not only its beginning}
    boolean isWritten(int number) {
        return isWritten[number];
    }

    /// Says that all of an object is written.
    void written(int number) {
        isWritten[number] = true;
    }

    void clear() {
        if (roomCount > KEPT_COUNT) {
            objects = new @Nullable Object[0];
            isWritten = new boolean[0];
            slots = new int[0];
            roomCount = 0;
        } else {
            Arrays.fill(objects, 0, count, null);
            if (count > SCANNED_COUNT) {
                Arrays.fill(slots, 0, SLOTS_PER_OBJECT * roomCount, 0);
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
        int mask = SLOTS_PER_OBJECT * roomCount - 1;
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
        int mask = SLOTS_PER_OBJECT * roomCount - 1;
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
        int newCount = Math.max(FIRST_COUNT, 2 * roomCount);
        @Nullable Object[] newObjects = Arrays.copyOf(objects, newCount);
        boolean[] newWritten = Arrays.copyOf(isWritten, newCount);
        int slotCount = SLOTS_PER_OBJECT * newCount;
        int[] newSlots = new int[slotCount];
        objects = newObjects;
        isWritten = newWritten;
        slots = newSlots;
        roomCount = newCount;
        if (count > SCANNED_COUNT) {
            index();
        }
    }

    private static int home(@Nullable Object object) {
        int hash = System.identityHashCode(object) * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
