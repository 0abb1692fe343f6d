// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A part of a file that is open, to be sent.
///
/// @param file open for reading
/// @param offset the first byte
/// @param byteCount how many
record FileRange(FileChannel file, long offset, long byteCount) {
    private static final Logger LOG = LoggerFactory.getLogger(FileRange.class);

    /// Stands for the length of a range that ends with its file.
    static final long REST = -1;

    /// Opens a file.
    ///
    /// @throws IOException if it cannot be opened
    /// @throws IllegalArgumentException if it does not have this range
    static FileRange open(Path path, long offset, long byteCount) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            long sizeBytes = file.size();
            long wanted = byteCount == REST ? sizeBytes - offset : byteCount;
            if (offset < 0 || wanted < 0 || wanted > sizeBytes - offset) {
                throw new IllegalArgumentException(
                        "range outside of the file: path=%s offset=%d byteCount=%d sizeBytes=%d"
                                .formatted(path, offset, byteCount, sizeBytes));
            }
            return new FileRange(file, offset, wanted);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /// Closes the file.
    void close() {
        try {
            file.close();
        } catch (IOException failure) {
            LOG.warn("file cannot be closed", failure);
        }
    }
}
