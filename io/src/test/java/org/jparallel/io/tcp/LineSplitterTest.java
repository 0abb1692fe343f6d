// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final LineSplitter splitter = new LineSplitter(10);

    private List<String> split(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return splitter.split(MemorySegment.ofArray(bytes), bytes.length);
    }

    @Test
    void endsLinesAtLineFeedsAndDropsOneReturnBeforeThem() {
        assertThat(split("a\nb\r\n\n\r\nc\r\r\n")).containsExactly("a", "b", "", "", "c\r");
        assertThat(splitter.rest()).isEmpty();
    }

    @Test
    void joinsWhatCameInPieces() {
        assertThat(split("on")).isEmpty();
        assertThat(split("e\r")).isEmpty();
        assertThat(split("\ntwo")).containsExactly("one");
        assertThat(splitter.rest()).containsExactly("two");
        assertThat(splitter.rest()).isEmpty();
    }

    @Test
    void joinsACharacterThatCameInPieces() {
        byte[] bytes = "\u20ac\n".getBytes(StandardCharsets.UTF_8);
        assertThat(splitter.split(MemorySegment.ofArray(bytes), 2)).isEmpty();
        assertThat(splitter.split(MemorySegment.ofArray(bytes).asSlice(2), 2))
                .containsExactly("\u20ac");
    }

    @Test
    void takesLinesUpToTheLimit() {
        assertThat(split("1234567890\n1234567890\r\n")).hasSize(2);
        assertThat(splitter.takeOverflow()).isFalse();
    }

    @Test
    void dropsALineBeyondTheLimitAndTellsSoOnce() {
        assertThat(split("12345678901\na\n")).containsExactly("a");
        assertThat(splitter.takeOverflow()).isTrue();
        assertThat(splitter.takeOverflow()).isFalse();
        assertThat(split("123456")).isEmpty();
        assertThat(split("789012345")).isEmpty();
        assertThat(splitter.takeOverflow()).isTrue();
        assertThat(split("67890")).isEmpty();
        assertThat(split("\nb\n")).containsExactly("b");
        assertThat(splitter.takeOverflow()).isFalse();
    }

    @Test
    void findsTheSameLinesHoweverTheyAreCut() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append("x".repeat(random.nextInt(11))).append(i % 3 == 0 ? "\r\n" : "\n");
        }
        List<String> expected = text.toString().lines().toList();
        for (int round = 0; round < 50; round++) {
            List<String> lines = new ArrayList<>();
            int from = 0;
            while (from < text.length()) {
                int to = Math.min(text.length(), from + 1 + random.nextInt(30));
                lines.addAll(split(text.substring(from, to)));
                from = to;
            }
            assertThat(lines).isEqualTo(expected);
        }
    }
}
