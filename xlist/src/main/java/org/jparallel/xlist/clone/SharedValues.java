// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Values on their way from a writer to a reader that are passed as they are, since nobody can
/// change them, or since they are copies already: taken in the order in which they were put.
///
/// **Threads.** One.
final class SharedValues {
    private static final int FIRST_COUNT = 16;

    /// The most kept between two frames.
    private static final int KEPT_COUNT = 1 << 10;

    private @Nullable Object[] values = new @Nullable Object[FIRST_COUNT];
    private int count;
    private int takenCount;

    /// {@return how many were put}
    int count() {
        return count;
    }

    void put(Object value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    /// Forgets what was put behind a place.
    void truncate(int newCount) {
        Arrays.fill(values, newCount, count, null);
        count = newCount;
    }

    /// Forgets all of them, and most of the memory.
    void clear() {
        if (values.length > KEPT_COUNT) {
            values = new @Nullable Object[FIRST_COUNT];
            count = 0;
        } else {
            truncate(0);
        }
        takenCount = 0;
    }

    /// {@return the next one, null if there is none}
    @Nullable Object take() {
        return takenCount < count ? values[takenCount++] : null;
    }
}
