// SPDX-License-Identifier: Apache-2.0
package org.jparallel.tidy;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A file of the repository.
///
/// @param path from the root of the repository, with forward slashes
/// @param text all of it; empty if it is binary
/// @param lines its lines, without their ends
record SourceFile(String path, String text, List<String> lines) {
    SourceFile(String path, String text) {
        this(path, text, text.lines().toList());
    }

    boolean isJava() {
        return path.endsWith(".java");
    }

    boolean isMarkdown() {
        return path.endsWith(".md");
    }

    boolean isScript() {
        return text.startsWith("#!");
    }

    /// {@return whether it is code that a user of the libraries has on the module path}
    boolean isLibrary() {
        return isJava() && path.matches("(core|xlist|io)/src/main/.*");
    }

    boolean isTest() {
        return path.contains("/src/test/");
    }

    /// {@return a finding for each line that the predicate holds for}
    ///
    /// @param broken whether a line breaks the rule
    /// @param message what is wrong with it
    Stream<Finding> linesWhere(Predicate<String> broken, String message) {
        return IntStream.range(0, lines.size())
                .filter(index -> broken.test(lines.get(index)))
                .mapToObj(index -> new Finding(path, index + 1, message));
    }

    /// {@return a finding for each line in which the pattern occurs}
    ///
    /// @param pattern what must not occur
    /// @param message what is wrong with it
    Stream<Finding> linesWith(Pattern pattern, String message) {
        return linesWhere(pattern.asPredicate(), message);
    }
}
