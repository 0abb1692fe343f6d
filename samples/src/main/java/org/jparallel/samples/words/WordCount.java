// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jparallel.arena.ByteStringCounts;

/// What counting a list of files came to.
///
/// @param words each word and how often it is there
/// @param wordCount how many words, each as often as it is there
/// @param fileCount how many files were counted
/// @param byteCount how many bytes they have
/// @param problems the files that were not counted, in no order
/// @param cost what it took
public record WordCount(
        Words words,
        long wordCount,
        long fileCount,
        long byteCount,
        List<Problem> problems,
        Cost cost) {

    /// What counting took.
    ///
    /// @param elapsedNanos from the list of files to the merged counts
    /// @param javaHeapBytes what all threads of the JVM allocated in the Java heap meanwhile
    /// @param contextCount how many contexts counted
    /// @param peakArenaBytes the sum of their arenas' peaks
    public record Cost(
            long elapsedNanos, long javaHeapBytes, int contextCount, long peakArenaBytes) {
        /// {@return the speed}
        ///
        /// @param byteCount what was counted in that time
        public double megabytesPerSecond(long byteCount) {
            return byteCount * 1e3 / Math.max(1, elapsedNanos);
        }
    }

    /// Words and how often they are there, as the way of counting left them.
    public sealed interface Words {
        /// {@return how many different ones}
        long size();

        /// {@return the most frequent, ties in the order of their bytes}
        ///
        /// @param limitCount at most so many
        List<Map.Entry<String, Long>> top(int limitCount);

        /// {@return all of them, read as UTF-8; where malformed words read alike, their counts add
        /// up}
        Map<String, Long> toMap();
    }

    /// Words in arena memory.
    ///
    /// @param counts the counts of the words' bytes
    record InArena(ByteStringCounts counts) implements Words {
        @Override
        public long size() {
            return counts.size();
        }

        @Override
        public List<Map.Entry<String, Long>> top(int limitCount) {
            return counts.top(limitCount).stream()
                    .map(entry -> Map.entry(entry.key().toString(), entry.count()))
                    .toList();
        }

        @Override
        public Map<String, Long> toMap() {
            return counts.toMap();
        }
    }

    /// Words in a `java.util` map.
    ///
    /// @param counts the counts, each char of a key being a byte of the word
    record InJavaHeap(Map<String, Long> counts) implements Words {
        @Override
        public long size() {
            return counts.size();
        }

        @Override
        public List<Map.Entry<String, Long>> top(int limitCount) {
            Comparator<Map.Entry<String, Long>> lowestFirst = Map.Entry.comparingByValue();
            return counts.entrySet().stream()
                    .sorted(lowestFirst.reversed().thenComparing(Map.Entry.comparingByKey()))
                    .limit(limitCount)
                    .map(entry -> Map.entry(text(entry.getKey()), entry.getValue()))
                    .toList();
        }

        @Override
        public Map<String, Long> toMap() {
            Map<String, Long> map = HashMap.newHashMap(counts.size());
            counts.forEach((word, count) -> map.merge(text(word), count, Long::sum));
            return map;
        }

        private static String text(String bytes) {
            return new String(
                    bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }
}
