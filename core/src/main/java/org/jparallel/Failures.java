// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import org.jparallel.loop.Sneaky;
import org.jspecify.annotations.Nullable;

/// Failures that come out together: the first one is thrown, the others are suppressed in it.
final class Failures {
    private @Nullable Throwable first;

    void add(Throwable failure) {
        Throwable thrown = first;
        if (thrown == null) {
            first = failure;
        } else if (thrown != failure) {
            thrown.addSuppressed(failure);
        }
    }

    void throwIfAny() {
        Throwable thrown = first;
        if (thrown != null) {
            throw Sneaky.rethrow(thrown);
        }
    }
}
