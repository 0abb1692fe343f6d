// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;

/// A file of a static directory, open.
///
/// @param channel what to send from; closed by whoever has the file
/// @param size how many bytes it had when it was opened
/// @param contentType the value of `Content-Type`
/// @param validators its entity tag and the time of its last change
record StaticFile(FileChannel channel, long size, String contentType, Validators validators) {
    void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
