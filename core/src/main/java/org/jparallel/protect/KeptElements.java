// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The [Keeping] of a list: what is dropped under the list's lock is released after it.
///
/// `discarded` is guarded by the list's lock.
final class KeptElements {
    private final Keeping keeping;
    private List<Object> discarded = List.of();

    KeptElements(Keeping keeping) {
        this.keeping = keeping;
    }

    /// {@return what is to be stored for it}
    <E extends @Nullable Object> E take(E element) {
        return keeping.take(element);
    }

    /// {@return what is to be stored for them: for all or none}
    @Nullable Object[] takeAll(@Nullable Object[] elements) {
        @Nullable Object[] taken = new Object[elements.length];
        int takenCount = 0;
        try {
            while (takenCount < taken.length) {
                taken[takenCount] = keeping.take(elements[takenCount]);
                takenCount++;
            }
            return taken;
        } catch (Throwable failure) {
            for (int i = 0; i < takenCount; i++) {
                keeping.drop(taken[i]);
            }
            throw failure;
        }
    }

    /// Notes an element that is no longer stored.
    void discard(@Nullable Object element) {
        if (element != null && keeping.isHeld(element)) {
            if (discarded.isEmpty()) {
                discarded = new ArrayList<>();
            }
            discarded.add(element);
        }
    }

    /// {@return what was discarded since the last call}
    List<Object> takeDiscarded() {
        List<Object> taken = discarded;
        discarded = List.of();
        return taken;
    }

    /// Releases what was discarded. No lock should be held.
    void drop(List<Object> dropped) {
        dropped.forEach(keeping::drop);
    }
}
