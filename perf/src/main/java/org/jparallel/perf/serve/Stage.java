// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where servers run.
///
/// @param folder of the results: logs go there
/// @param documents the directory whose files are served
record Stage(Path folder, Path documents) {
    /// Makes the directories.
    static Stage in(Path folder) throws IOException {
        Path documents = folder.resolve("documents");
        Files.createDirectories(documents);
        return new Stage(folder.toAbsolutePath(), documents.toAbsolutePath());
    }

    Path log(Contestant contestant) {
        return folder.resolve(contestant.name() + ".log");
    }
}
