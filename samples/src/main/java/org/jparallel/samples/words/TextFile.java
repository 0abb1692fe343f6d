// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import java.nio.file.Path;

/// A file to count, of which no byte was read yet.
public sealed interface TextFile {
    /// {@return what to call it}
    String name();

    /// {@return its size when it was listed}
    long byteCount();

    /// A file on disk.
    ///
    /// @param path where
    /// @param byteCount its size
    record OnDisk(Path path, long byteCount) implements TextFile {
        @Override
        public String name() {
            return path.toString();
        }
    }

    /// A file within an archive.
    ///
    /// @param archive holds it
    /// @param name its name within the archive
    /// @param byteCount its size
    /// @param storedBytes its size in the archive
    /// @param headerOffset where its local header begins
    /// @param deflated whether it is deflated, else stored as it is
    record InArchive(
            ZipArchive archive,
            String name,
            long byteCount,
            long storedBytes,
            long headerOffset,
            boolean deflated)
            implements TextFile {}
}
