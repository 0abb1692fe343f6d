// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/// A file or directory as it was found.
///
/// @param real where it is, all links followed
/// @param attributes what it is
record StaticPlace(Path real, BasicFileAttributes attributes) {
    /// Tells whether both are one file, perhaps changed.
    boolean isSame(StaticPlace other) {
        return real.equals(other.real)
                && Objects.equals(attributes.fileKey(), other.attributes.fileKey());
    }

    /// Tells whether both are one file, not changed.
    boolean isUnchanged(StaticPlace other) {
        return isSame(other)
                && attributes.size() == other.attributes.size()
                && attributes.lastModifiedTime().equals(other.attributes.lastModifiedTime());
    }
}
