// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jspecify.annotations.Nullable;

/// Inside a codec: something cannot be cloned. The writer, which knows where it is, turns it into
/// a [CloneRefusal].
final class UncloneablePart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String step;
    private final String type;
    private final String reason;

    /// Names what cannot be cloned.
    ///
    /// @param step where it is in the value, such as `.comparator()`; empty for the value itself
    /// @param type its class
    /// @param reason why, if the class alone does not say it, else empty
    /// @param cause what the JDK said, or null
    UncloneablePart(String step, Class<?> type, String reason, @Nullable Throwable cause) {
        super(reason, cause, false, false);
        this.step = step;
        this.type = type.getName();
        this.reason = reason;
    }

    /// {@return the refusal of a value at this path}
    CloneRefusal at(String path) {
        return new CloneRefusal(path + step, type, reason, getCause());
    }
}
