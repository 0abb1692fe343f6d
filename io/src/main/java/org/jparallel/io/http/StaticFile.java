// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.io.IOException;
import java.io.UncheckedIOException;

/// A file of a static directory, ready to be sent.
///
/// @param body where its bytes are; a channel is closed by whoever has the file
/// @param size how many bytes it had when it was looked at
/// @param contentType the value of `Content-Type`
/// @param validators its entity tag and the time of its last change
record StaticFile(StaticBody body, long size, String contentType, Validators validators) {
    /// Closes the channel, if there is one.
    ///
    /// @throws UncheckedIOException if that fails
    void close() {
        if (body instanceof StaticBody.Open open) {
            try {
                open.channel().close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
