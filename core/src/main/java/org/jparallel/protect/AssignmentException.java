// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import org.jparallel.guard.AsyncException;
import org.jspecify.annotations.Nullable;

/// Thrown when a context would overwrite, delete or move what the main thread or another context
/// has stored in a protected container. The container is as it was.
public final class AssignmentException extends AsyncException {
    private static final long serialVersionUID = 1L;

    private static final int LIMIT_KEY_CHARS = 64;

    /// Creates the exception.
    ///
    /// @param kind of the container: `dict`, `list` or `object`
    /// @param key names the slot
    /// @param owner who has stored what is there
    AssignmentException(String kind, @Nullable Object key, Writer owner) {
        super("slot holds what another has stored: container="
                + kind
                + " key="
                + shown(key)
                + " "
                + owner);
    }

    // A key's own toString must not hide what this exception has to say.
    @SuppressWarnings("CatchingUnchecked")
    private static String shown(@Nullable Object key) {
        String text;
        try {
            text = String.valueOf(key);
        } catch (RuntimeException failure) {
            text = "(" + failure.getClass().getName() + ")";
        }
        return text.length() <= LIMIT_KEY_CHARS
                ? text
                : text.substring(0, LIMIT_KEY_CHARS) + "...";
    }
}
