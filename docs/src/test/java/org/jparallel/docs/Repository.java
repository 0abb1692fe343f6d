// SPDX-License-Identifier: Apache-2.0
package org.jparallel.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where the documentation's files are.
final class Repository {
    /// The directory with mvnw in it, above the module that runs this.
    static final Path ROOT = root();

    private Repository() {}

    /// {@return the files below a directory}
    ///
    /// @param directory from the root
    /// @param end how their names end
    static Stream<Path> files(String directory, String end) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(end)).sorted().toList();
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
