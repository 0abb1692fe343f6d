// SPDX-License-Identifier: Apache-2.0
package org.jparallel.guard;

import org.jspecify.annotations.Nullable;

/// The root of every failure that JParallel itself reports and that a caller may handle.
/// Misuse is reported with the JDK's own exceptions instead.
public abstract class AsyncException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// A failure with a message.
    ///
    /// @param message `what is wrong: name=value`
    protected AsyncException(String message) {
        super(message);
    }

    /// A failure with a message and what led to it.
    ///
    /// @param message `what is wrong: name=value`
    /// @param cause what led to it, or null
    protected AsyncException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
