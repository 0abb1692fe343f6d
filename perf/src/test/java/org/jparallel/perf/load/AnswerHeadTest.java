// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AnswerHeadTest {
    @Test
    void findsTheLengthWhateverItsCaseAndPlace() throws IOException {
        assertThat(AnswerHead.contentLength("HTTP/1.1 200 OK\r\nContent-Length: 13\r\nServer: x"))
                .isEqualTo(13);
        assertThat(AnswerHead.contentLength("HTTP/1.1 200 OK\r\nserver: x\r\ncontent-length:7"))
                .isEqualTo(7);
    }

    @Test
    void refusesAnotherStatus() {
        assertThatThrownBy(() -> AnswerHead.contentLength("HTTP/1.1 503 Busy"))
                .isInstanceOf(IOException.class)
                .hasMessage("answer is not of status 200: head=HTTP/1.1 503 Busy");
    }

    @Test
    void refusesAnAnswerWithoutALength() {
        assertThatThrownBy(() -> AnswerHead.contentLength("HTTP/1.1 200 OK\r\nserver: x"))
                .isInstanceOf(IOException.class)
                .hasMessage("answer has no length: head=HTTP/1.1 200 OK\r\nserver: x");
    }
}
