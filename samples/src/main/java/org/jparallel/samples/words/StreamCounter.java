// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// Counts as most Java programs would: a parallel stream over the files, a string of each, a
/// `HashMap` of each, and those merged.
///
/// It follows the same rules as [Tokenizer] and [TextReader]. The strings are read as ISO 8859-1,
/// which makes a char of each byte and is the fastest reading there is.
public final class StreamCounter {
    private static final ThreadLocal<Inflater> INFLATER =
            ThreadLocal.withInitial(() -> new Inflater(true));

    private StreamCounter() {}

    /// Counts the words of files.
    ///
    /// @param files which
    /// @return the count
    public static WordCount count(List<TextFile> files) {
        Stopwatch stopwatch = new Stopwatch();
        Queue<Problem> problems = new ConcurrentLinkedQueue<>();
        Part all =
                files.parallelStream()
                        .collect(
                                Part::new,
                                (part, file) -> part.add(file, problems),
                                Part::addAll);
        WordCount.Cost cost = stopwatch.cost(0, 0);
        return new WordCount(
                new WordCount.InJavaHeap(all.counts),
                all.wordCount,
                all.fileCount,
                all.byteCount,
                List.copyOf(problems),
                cost);
    }

    private static final class Part {
        private final Map<String, Long> counts = new HashMap<>();
        private long wordCount;
        private long fileCount;
        private long byteCount;

        private void add(TextFile file, Queue<Problem> problems) {
            try {
                byte[] bytes = read(file);
                if (isBinary(bytes)) {
                    problems.add(Problem.binary(file));
                    return;
                }
                Map<String, Long> words = words(new String(bytes, StandardCharsets.ISO_8859_1));
                merge(words);
                words.values().forEach(count -> wordCount += count);
                fileCount++;
                byteCount += bytes.length;
            } catch (IOException failure) {
                problems.add(Problem.unreadable(file.name(), failure));
            }
        }

        private void addAll(Part other) {
            merge(other.counts);
            wordCount += other.wordCount;
            fileCount += other.fileCount;
            byteCount += other.byteCount;
        }

        private void merge(Map<String, Long> others) {
            others.forEach((word, count) -> counts.merge(word, count, Long::sum));
        }
    }

    private static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(TextReader.PROBE_BYTES, bytes.length); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static byte[] read(TextFile file) throws IOException {
        TextReader.refuseTooLarge(file.byteCount());
        return switch (file) {
            case TextFile.OnDisk onDisk -> Files.readAllBytes(onDisk.path());
            case TextFile.InArchive entry -> read(entry);
        };
    }

    private static byte[] read(TextFile.InArchive file) throws IOException {
        MemorySegment stored = file.archive().stored(file);
        byte[] bytes = new byte[Math.toIntExact(file.byteCount())];
        ByteBuffer target = ByteBuffer.wrap(bytes);
        if (file.deflated()) {
            TextReader.inflate(INFLATER.get(), stored, target);
        } else {
            target.put(stored.asByteBuffer());
        }
        if (target.hasRemaining()) {
            throw TextReader.damaged(target);
        }
        return bytes;
    }

    static Map<String, Long> words(String text) {
        Map<String, Long> words = new HashMap<>();
        int start = -1;
        for (int i = 0; i < text.length(); i++) {
            if (isWordChar(text.charAt(i))) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                words.merge(text.substring(start, i), 1L, Long::sum);
                start = -1;
            }
        }
        if (start >= 0) {
            words.merge(text.substring(start), 1L, Long::sum);
        }
        return words;
    }

    private static boolean isWordChar(char value) {
        return (value >= 'a' && value <= 'z')
                || (value >= 'A' && value <= 'Z')
                || (value >= '0' && value <= '9')
                || value == '_'
                || value >= 0x80;
    }
}
