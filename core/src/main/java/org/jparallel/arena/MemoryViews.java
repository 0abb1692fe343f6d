// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Values that lie in an arena, and the same values over other views of their memory.
final class MemoryViews {
    /// Gives nothing: a view does not grow.
    static final SegmentAllocator NOTHING = MemoryViews::refuse;

    private MemoryViews() {}

    /// {@return some memory in which the value lies, or null if it is of no such kind}
    static @Nullable MemorySegment memory(@Nullable Object value) {
        return switch (value) {
            case MemorySegment segment -> segment;
            case ByteString string -> string.segment();
            case ByteBuilder builder -> builder.memory().segment();
            case LongList list -> list.memory().segment();
            case ByteStringCounts counts -> counts.table().slots();
            case null, default -> null;
        };
    }

    /// {@return the same value, read-only}
    ///
    /// @param value of a kind that [#memory] knows
    /// @param view makes read-only memory of each segment of it
    static Object over(Object value, UnaryOperator<MemorySegment> view) {
        return switch (value) {
            case MemorySegment segment -> view.apply(segment);
            case ByteString string -> new ByteString(view.apply(string.segment()));
            case ByteBuilder builder -> new ByteBuilder(builder, view);
            case LongList list -> new LongList(list, view);
            case ByteStringCounts counts -> new ByteStringCounts(counts, view);
            default -> throw new AssertionError("not in an arena: " + value.getClass());
        };
    }

    private static MemorySegment refuse(long byteCount, long byteAlignment) {
        throw new UnsupportedOperationException(
                "collection is read-only, a container keeps it: requestedBytes=" + byteCount);
    }
}
