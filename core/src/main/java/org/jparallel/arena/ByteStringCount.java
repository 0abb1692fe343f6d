// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.util.Comparator;
import org.jparallel.guard.AnyThread;

/// A byte string and how often it was counted.
///
/// The order is that of a ranking: higher counts first, and among equal ones the smaller key.
///
/// @param key the bytes
/// @param count how often
@AnyThread
public record ByteStringCount(ByteString key, long count) implements Comparable<ByteStringCount> {
    private static final Comparator<ByteStringCount> RANKING =
            Comparator.comparingLong(ByteStringCount::count)
                    .reversed()
                    .thenComparing(ByteStringCount::key);

    @Override
    public int compareTo(ByteStringCount other) {
        return RANKING.compare(this, other);
    }
}
