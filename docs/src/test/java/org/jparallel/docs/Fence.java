// SPDX-License-Identifier: Apache-2.0
package org.jparallel.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A fenced block of a Markdown file.
///
/// @param file the file, from the root of the repository
/// @param line the line of its opening fence, counted from 1
/// @param language what the opening fence says; empty if nothing
/// @param lines what stands between the fences
record Fence(Path file, int line, String language, List<String> lines) {
    private static final String MARK = "```";

    /// {@return the fenced blocks of the README, of CONTRIBUTING and of the documents in docs}
    static Stream<Fence> all() {
        Stream<Path> documents = Repository.files("docs", ".md");
        return Stream.concat(
                        Stream.of("README.md", "CONTRIBUTING.md").map(Repository.ROOT::resolve),
                        documents)
                .flatMap(file -> of(file).stream());
    }

    static List<Fence> of(Path file) {
        try {
            return of(Repository.ROOT.relativize(file), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Fence> of(Path file, List<String> text) {
        List<Fence> fences = new ArrayList<>();
        int opening = -1;
        for (int index = 0; index < text.size(); index++) {
            String line = text.get(index).strip();
            if (!line.startsWith(MARK)) {
                continue;
            }
            if (opening < 0) {
                opening = index;
            } else {
                String language = text.get(opening).strip().substring(MARK.length());
                fences.add(
                        new Fence(file, opening + 1, language, text.subList(opening + 1, index)));
                opening = -1;
            }
        }
        return fences;
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
