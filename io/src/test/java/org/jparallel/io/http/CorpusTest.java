// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The cases of llhttp's and picohttpparser's test-suites.
class CorpusTest {
    private final Conversation conversation = new Conversation(HttpLimits.standard());

    static Stream<CorpusCase> cases() {
        return CorpusCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isJudgedAsWritten(CorpusCase each) {
        assertThat(conversation.whole(each.sent())).isEqualTo(each.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isJudgedTheSameHoweverSplit(CorpusCase each) {
        byte[] bytes = each.sent();
        MemorySegment onHeap = MemorySegment.ofArray(bytes);

        for (int cut = 0; cut <= bytes.length; cut++) {
            int rest = Math.max(bytes.length - cut, 1);
            assertThat(conversation.pieces(bytes, cut, rest)).isEqualTo(each.expected());
            assertThat(conversation.pieces(onHeap, cut, rest)).isEqualTo(each.expected());
        }
        assertThat(conversation.pieces(bytes, 1, 1)).isEqualTo(each.expected());
        assertThat(conversation.pieces(onHeap, 1, 1)).isEqualTo(each.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void differsForAReason(CorpusCase each) {
        boolean same =
                each.original().equals("lenient")
                        ? each.verdict().equals("taken")
                        : each.original().equals(each.verdict());

        assertThat(each.why().isEmpty()).isEqualTo(same);
    }

    @Test
    void isWhole() {
        assertThat(CorpusCase.all().filter(each -> each.name().startsWith("llhttp"))).hasSize(133);
        assertThat(CorpusCase.all().filter(each -> each.name().startsWith("pico"))).hasSize(54);
    }
}
