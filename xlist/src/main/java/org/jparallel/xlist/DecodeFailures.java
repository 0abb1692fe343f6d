// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Elements that a batch could not build again, as the failures that the next calls throw.
///
/// A batch that has elements in hand must neither lose them nor hide the failure. So it hands them
/// over, and the element that failed counts as still in the list, in front, until a call throws it.
final class DecodeFailures {
    private final ConcurrentLinkedQueue<Throwable> waiting = new ConcurrentLinkedQueue<>();

    void add(Throwable failure) {
        waiting.add(failure);
    }

    /// Throws the first failure that waits, if there is one.
    void throwFirst() {
        if (!waiting.isEmpty()) {
            @Nullable Throwable failure = waiting.poll();
            if (failure != null) {
                throwAny(failure);
            }
        }
    }

    boolean isPresent() {
        return !waiting.isEmpty();
    }

    int count() {
        return waiting.isEmpty() ? 0 : waiting.size();
    }

    void clear() {
        waiting.clear();
    }

    @SuppressWarnings("unchecked") // what the element's code threw reaches the caller as it is
    private static <X extends Throwable> void throwAny(Throwable failure) throws X {
        throw (X) failure;
    }
}
