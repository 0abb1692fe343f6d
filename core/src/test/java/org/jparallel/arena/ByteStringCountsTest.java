// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ByteStringCountsTest {
    private static ByteString key(String text) {
        return ByteString.of(text, JavaHeap.ALLOCATOR);
    }

    private static ByteStringCounts onHeap(List<String> words) {
        ByteStringCounts counts = new ByteStringCounts(JavaHeap.ALLOCATOR);
        words.forEach(word -> counts.add(key(word), 1));
        return counts;
    }

    private static Map<String, Long> model(List<String> words) {
        Map<String, Long> model = new HashMap<>();
        words.forEach(word -> model.merge(word, 1L, Long::sum));
        return model;
    }

    /// Words that often repeat, begin alike and lie around the lengths where the storage changes.
    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings()
                .withChars('a', 'b')
                .ofMaxLength(20)
                .edgeCases(config -> config.add("a".repeat(8), "a".repeat(16), "a".repeat(17)))
                .list()
                .ofMaxSize(300);
    }

    @Property(tries = 200)
    void countsLikeAHashMap(@ForAll("words") List<String> words) {
        try (Arena arena = Arena.ofConfined()) {
            LimitedAllocator dirty = new LimitedAllocator(arena, Long.MAX_VALUE);
            ByteStringCounts counts = new ByteStringCounts(dirty);
            MemorySegment text = arena.allocateFrom(String.join(" ", words) + " ");
            long offset = 0;
            for (String word : words) {
                counts.add(text, offset, word.length(), 1);
                offset += word.length() + 1;
            }
            Map<String, Long> model = model(words);
            assertThat(counts.toMap()).isEqualTo(model);
            assertThat(counts.size()).isEqualTo(model.size());
            assertThat(counts.total()).isEqualTo(words.size());
            model.forEach((word, count) -> assertThat(counts.count(key(word))).isEqualTo(count));
            assertThat(counts.count(key("c"))).isZero();
        }
    }

    @Property(tries = 200)
    void survivesItsFlatForm(@ForAll("words") List<String> words) {
        try (Arena arena = Arena.ofConfined()) {
            ByteStringCounts counts = onHeap(words);
            MemorySegment encoded = counts.encoded(arena);
            assertThat(encoded.byteSize()).isEqualTo(counts.encodedBytes());
            assertThat(ByteStringCounts.decode(encoded, arena).toMap()).isEqualTo(model(words));
            assertThat(ArenaCollection.decode(encoded)).isInstanceOf(ByteStringCounts.class);
        }
    }

    @Property(tries = 200)
    void mergesLikeAHashMap(
            @ForAll("words") List<String> left, @ForAll("words") List<String> right) {
        ByteStringCounts counts = onHeap(left);
        counts.addAll(onHeap(right));
        Map<String, Long> model = model(left);
        model(right).forEach((word, count) -> model.merge(word, count, Long::sum));
        assertThat(counts.toMap()).isEqualTo(model);
    }

    @Property(tries = 200)
    void ranksLikeASortedMap(@ForAll("words") List<String> words) {
        List<ByteStringCount> ranking = onHeap(words).top(5);
        List<ByteStringCount> expected =
                new TreeMap<>(model(words))
                        .entrySet().stream()
                                .map(entry -> new ByteStringCount(
                                        key(entry.getKey()), entry.getValue()))
                                .sorted((left, right) -> Long.compare(right.count(), left.count()))
                                .limit(5)
                                .toList();
        assertThat(ranking).isEqualTo(expected);
    }

    @Test
    void readsKeysAtTheVeryEdgesOfTheirSource() {
        for (int length = 0; length < 40; length++) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) (i + 1);
            }
            ByteStringCounts counts = new ByteStringCounts(JavaHeap.ALLOCATOR);
            counts.add(MemorySegment.ofArray(bytes), 0, length, 1);
            byte[] within = new byte[length + 64];
            Arrays.fill(within, (byte) 0xFF);
            System.arraycopy(bytes, 0, within, 31, length);
            assertThat(counts.count(MemorySegment.ofArray(within), 31, length))
                    .as("length=%d", length)
                    .isOne();
        }
    }

    @Nested
    class Empty {
        private final ByteStringCounts counts =
                new ByteStringCounts(new LimitedAllocator(Arena.ofAuto(), 0));

        @Test
        void allocatesNothing() {
            assertThat(counts.size()).isZero();
            assertThat(counts.count(key("a"))).isZero();
            assertThat(counts.top(3)).isEmpty();
            assertThat(counts.cursor().advance()).isFalse();
            assertThat(counts.encodedBytes()).isEqualTo(16);
        }

        @Test
        void refusesAKeyOutsideOfItsSource() {
            MemorySegment source = MemorySegment.ofArray(new byte[4]);
            assertThatThrownBy(() -> counts.add(source, 2, 3, 1))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> counts.count(source, -1, 3))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }

        @Test
        void refusesNegativeNumbers() {
            assertThatThrownBy(() -> counts.top(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("limit negative: limitCount=-1");
            assertThatThrownBy(() -> new ByteStringCounts(JavaHeap.ALLOCATOR, -1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("capacity negative: capacity=-1");
        }

        @Test
        void showsNoEntry() {
            ByteStringCounts.Cursor cursor = counts.cursor();
            assertThatThrownBy(cursor::count)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no entry shown: call advance first");
        }
    }

    @Nested
    class OfSomeWords {
        private final ByteStringCounts counts =
                onHeap(List.of("b", "a", "b", "internationalisation"));

        @Test
        void takesNegativeDeltasAndKeepsTheKey() {
            assertThat(counts.add(key("a"), -1)).isZero();
            assertThat(counts.size()).isEqualTo(3);
        }

        @Test
        void addsItself() {
            counts.addAll(counts);
            assertThat(counts.toMap())
                    .containsOnly(
                            Map.entry("a", 2L),
                            Map.entry("b", 4L),
                            Map.entry("internationalisation", 2L));
        }

        @Test
        void ranksTiesByKey() {
            assertThat(counts.top(2))
                    .extracting(entry -> entry.key().toString())
                    .containsExactly("b", "a");
            assertThat(counts.top(0)).isEmpty();
        }

        @Test
        void letsNobodyWriteThroughACursor() {
            ByteStringCounts.Cursor cursor = counts.cursor();
            while (cursor.advance()) {
                assertThat(cursor.keySegment().isReadOnly()).isTrue();
            }
        }

        @Test
        void keepsACursorGoodWhileItGrows() {
            ByteStringCounts.Cursor cursor = counts.cursor();
            int seen = 0;
            while (cursor.advance()) {
                for (int i = 0; i < 100; i++) {
                    counts.add(key("another key that is new " + seen + " " + i), 1);
                }
                assertThat(cursor.key(JavaHeap.ALLOCATOR).size()).isEqualTo(cursor.keyLength());
                seen++;
            }
            assertThat(seen).isGreaterThanOrEqualTo(3);
        }

        @Test
        void tellsItsSize() {
            assertThat(counts).hasToString("ByteStringCounts[size=3]");
        }
    }

    @Nested
    class OutOfMemory {
        private final ByteStringCounts counts =
                new ByteStringCounts(new LimitedAllocator(Arena.ofAuto(), 64 * 32 + 100));
        private final String longKey = "seventeen bytes, or some more";

        @Test
        void staysAsItWasWhenTheTableCannotGrow() {
            for (int i = 0; i < 40; i++) {
                counts.add(key("word" + i), i);
            }
            Map<String, Long> before = counts.toMap();
            assertThatThrownBy(() -> counts.add(key("one more"), 1))
                    .isInstanceOf(ArenaExhaustedException.class);
            assertThat(counts.toMap()).isEqualTo(before);
        }

        @Test
        void staysAsItWasWhenALongKeyFindsNoRoom() {
            counts.add(key(longKey), 1);
            counts.add(key(longKey + " 2"), 1);
            Map<String, Long> before = counts.toMap();
            assertThatThrownBy(() -> counts.add(key(longKey + " 3"), 1))
                    .isInstanceOf(ArenaExhaustedException.class);
            assertThat(counts.toMap()).isEqualTo(before);
            assertThat(counts.add(key("short"), 1)).isOne();
        }

        @Test
        void staysAsItWasWhenAMergeFindsNoRoom() {
            counts.add(key("a"), 1);
            ByteStringCounts other = new ByteStringCounts(JavaHeap.ALLOCATOR);
            for (int i = 0; i < 100; i++) {
                other.add(key("word" + i), 1);
            }
            other.add(key("a"), 1);
            assertThatThrownBy(() -> counts.addAll(other))
                    .isInstanceOf(ArenaExhaustedException.class);
            assertThat(counts.toMap()).containsOnly(Map.entry("a", 1L));
        }

        @Test
        void staysAsItWasWhenTheLongKeysOfAMergeFindNoRoom() {
            counts.add(key("a"), 1);
            ByteStringCounts other = onHeap(List.of("a", longKey.repeat(4)));
            for (int i = 0; i < 30; i++) {
                other.add(key("word" + i), 1);
            }
            assertThatThrownBy(() -> counts.addAll(other))
                    .isInstanceOf(ArenaExhaustedException.class);
            assertThat(counts.toMap()).containsOnly(Map.entry("a", 1L));
        }
    }

    @Nested
    class AtScale {
        private final byte[] text = text();

        private static byte[] text() {
            StringBuilder builder = new StringBuilder();
            for (int i = 0; i < 10_000; i++) {
                builder.append(String.format("%08d%c", i % 100, ' '));
            }
            return builder.toString().getBytes(StandardCharsets.US_ASCII);
        }

        @Test
        void countsAHundredThousandKeys() {
            try (Arena arena = Arena.ofConfined()) {
                ByteStringCounts counts = new ByteStringCounts(arena);
                for (int i = 0; i < 100_000; i++) {
                    counts.add(key("key number " + i), 1);
                    counts.add(key("k" + i % 1_000), 1);
                }
                assertThat(counts.size()).isEqualTo(101_000);
                assertThat(counts.count(key("key number 99999"))).isOne();
                assertThat(counts.count(key("k999"))).isEqualTo(100);
            }
        }

        @Test
        void makesNoJavaObjectPerWord() {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment source = arena.allocateFrom(
                        ValueLayout.JAVA_BYTE, text);
                ByteStringCounts counts = new ByteStringCounts(arena);
                countAll(counts, source);
                long before = allocatedBytes();
                countAll(counts, source);
                assertThat(allocatedBytes() - before).isLessThan(10_000);
            }
        }

        private static void countAll(ByteStringCounts counts, MemorySegment source) {
            for (long offset = 0; offset < source.byteSize(); offset += 9) {
                counts.add(source, offset, 8, 1);
            }
        }

        private static long allocatedBytes() {
            return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                    .getCurrentThreadAllocatedBytes();
        }
    }

    @Test
    void diesWithItsArena() {
        ByteStringCounts counts;
        try (Arena arena = Arena.ofConfined()) {
            counts = new ByteStringCounts(arena);
            counts.add(key("a"), 1);
        }
        assertThatThrownBy(() -> counts.add(key("a"), 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> counts.cursor().advance())
                .isInstanceOf(IllegalStateException.class);
    }
}
