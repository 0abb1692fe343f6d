// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A value, written and read again.
final class Cloned {
    private Cloned() {}

    static @Nullable Object nullable(@Nullable Object value) {
        CloneWriter writer = CloneWriter.current();
        try {
            writer.write(value);
            return CloneReader.current().read(writer);
        } finally {
            writer.reset();
        }
    }

    @SuppressWarnings("unchecked") // a clone is of the class of its original, or the test fails
    static <T> T of(T value) {
        return (T) Objects.requireNonNull(nullable(value));
    }
}
