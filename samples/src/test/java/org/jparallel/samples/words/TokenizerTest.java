// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jparallel.arena.ByteStringCounts;
import org.junit.jupiter.api.Test;

class TokenizerTest {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_\\x80-\\xff]+");

    private static WordCount.InArena count(byte[] text) {
        ByteStringCounts counts = new ByteStringCounts(Arena.ofAuto());
        Tokenizer tokenizer = new Tokenizer(counts);
        tokenizer.count(MemorySegment.ofArray(text));
        assertThat(tokenizer.wordCount()).isEqualTo(counts.total());
        return new WordCount.InArena(counts);
    }

    private static void assertAsByPattern(byte[] text) {
        String chars = new String(text, StandardCharsets.ISO_8859_1);
        WordCount.InJavaHeap expected =
                new WordCount.InJavaHeap(
                        WORD.matcher(chars)
                                .results()
                                .collect(
                                        Collectors.groupingBy(
                                                result -> result.group(), Collectors.counting())));
        assertThat(count(text).toMap()).isEqualTo(expected.toMap());
        assertThat(new WordCount.InJavaHeap(StreamCounter.words(chars)).toMap())
                .isEqualTo(expected.toMap());
    }

    @Test
    void judgesEveryByteAsThePatternDoes() {
        for (int value = 0; value < 256; value++) {
            for (int position = 0; position < 8; position++) {
                long bytes = Long.rotateLeft(value, position * 8);
                boolean expected = WORD.matcher(String.valueOf((char) value)).matches();
                assertThat(Tokenizer.wordBytes(bytes))
                        .as("value=%d position=%d", value, position)
                        .isEqualTo(expected ? 1L << position : 0);
            }
        }
    }

    @Test
    void findsWordsAsThePatternDoesInRandomText() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] text = new byte[random.nextInt(300)];
            String alphabet = "ab_9 .\n\u00e9";
            for (int i = 0; i < text.length; i++) {
                text[i] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            assertAsByPattern(text);
        }
    }

    @Test
    void findsWordsThatTouchTheEdgesOfBlocks() {
        for (int length = 0; length < 200; length++) {
            for (int from = 0; from <= length; from += 1 + length / 20) {
                byte[] text = " ".repeat(length).getBytes(StandardCharsets.US_ASCII);
                for (int i = from; i < length; i++) {
                    text[i] = 'x';
                }
                assertAsByPattern(text);
            }
        }
    }

    @Test
    void keepsUtf8Whole() {
        byte[] text = "Größe, größer; naïve_1 日本".getBytes(StandardCharsets.UTF_8);
        assertThat(count(text).toMap())
                .containsOnlyKeys("Größe", "größer", "naïve_1", "日本");
    }
}
