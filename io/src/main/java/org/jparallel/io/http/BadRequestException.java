// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import org.jparallel.guard.AnyThread;
import org.jparallel.guard.AsyncException;
import org.jspecify.annotations.Nullable;

/// Thrown when what a client sent cannot be read as what a handler asked for: a path that is not
/// UTF-8, a query with a broken escape, a body that is not the JSON expected.
///
/// A handler that lets it pass has the client answered 400 with the message, so the message speaks
/// of the request alone; what else is known is in the cause, which only the log shows. The request
/// is as it was.
@AnyThread
public final class BadRequestException extends AsyncException {
    private static final long serialVersionUID = 1L;

    /// Creates the exception.
    ///
    /// @param message what is wrong with the request, shown to the client
    public BadRequestException(String message) {
        super(message);
    }

    /// Creates the exception with what led to it.
    ///
    /// @param message what is wrong with the request, shown to the client
    /// @param cause what led to it, for the log alone, or null
    public BadRequestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
