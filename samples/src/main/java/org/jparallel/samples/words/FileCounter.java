// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.function.Consumer;
import org.jparallel.arena.ByteStringCounts;

/// Counts one file after the other into one map, all within an allocator's memory.
final class FileCounter implements AutoCloseable {
    private final TextReader reader;
    private final Tokenizer tokenizer;
    private final ByteStringCounts counts;
    private final Consumer<Problem> problems;
    private long fileCount;
    private long byteCount;

    FileCounter(SegmentAllocator allocator, Consumer<Problem> problems) {
        this.reader = new TextReader(allocator);
        this.counts = new ByteStringCounts(allocator);
        this.tokenizer = new Tokenizer(counts);
        this.problems = problems;
    }

    /// Counts a file, or hands over why not.
    void count(TextFile file) {
        try {
            MemorySegment text = reader.read(file);
            if (TextReader.isBinary(text)) {
                problems.accept(Problem.binary(file));
                return;
            }
            tokenizer.count(text);
            fileCount++;
            byteCount += text.byteSize();
        } catch (IOException failure) {
            problems.accept(Problem.unreadable(file.name(), failure));
        }
    }

    ByteStringCounts counts() {
        return counts;
    }

    long wordCount() {
        return tokenizer.wordCount();
    }

    long fileCount() {
        return fileCount;
    }

    long byteCount() {
        return byteCount;
    }

    @Override
    public void close() {
        reader.close();
    }
}
