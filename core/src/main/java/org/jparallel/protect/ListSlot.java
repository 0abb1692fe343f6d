// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// An element of a list and who has stored it.
record ListSlot(@Nullable Object element, @Nullable Writer owner) {
    /// {@return the order of slots by their elements}
    ///
    /// @param order of the elements, null for their own
    @SuppressWarnings("unchecked") // without an order the elements must have one of their own
    static Comparator<ListSlot> order(@Nullable Comparator<?> order) {
        Comparator<@Nullable Object> by =
                (Comparator<@Nullable Object>) (order == null ? Comparator.naturalOrder() : order);
        return (left, right) -> by.compare(left.element, right.element);
    }
}
