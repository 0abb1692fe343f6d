// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/// Counts as the contexts do, with the calling thread alone, and no runtime.
public final class OneThreadCounter {
    private OneThreadCounter() {}

    /// Counts the words of files.
    ///
    /// @param files which
    /// @return the count
    public static WordCount count(List<TextFile> files) {
        Stopwatch stopwatch = new Stopwatch();
        List<Problem> problems = new ArrayList<>();
        try (FileCounter counter = new FileCounter(Arena.ofAuto(), problems::add)) {
            files.forEach(counter::count);
            return new WordCount(
                    new WordCount.InArena(counter.counts()),
                    counter.wordCount(),
                    counter.fileCount(),
                    counter.byteCount(),
                    problems,
                    stopwatch.cost(0, 0));
        }
    }
}
