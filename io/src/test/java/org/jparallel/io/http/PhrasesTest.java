// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PhrasesTest {
    @ParameterizedTest
    @CsvSource({
        "100, Continue",
        "101, Switching Protocols",
        "103, Early Hints",
        "200, OK",
        "204, No Content",
        "206, Partial Content",
        "226, IM Used",
        "301, Moved Permanently",
        "304, Not Modified",
        "308, Permanent Redirect",
        "400, Bad Request",
        "404, Not Found",
        "405, Method Not Allowed",
        "408, Request Timeout",
        "411, Length Required",
        "412, Precondition Failed",
        "413, Content Too Large",
        "414, URI Too Long",
        "415, Unsupported Media Type",
        "416, Range Not Satisfiable",
        "417, Expectation Failed",
        "421, Misdirected Request",
        "422, Unprocessable Content",
        "426, Upgrade Required",
        "428, Precondition Required",
        "429, Too Many Requests",
        "431, Request Header Fields Too Large",
        "451, Unavailable For Legal Reasons",
        "500, Internal Server Error",
        "501, Not Implemented",
        "503, Service Unavailable",
        "505, HTTP Version Not Supported",
        "508, Loop Detected",
        "511, Network Authentication Required",
    })
    void nameAStatus(int status, String reason) {
        assertThat(StatusReason.of(status)).isEqualTo(reason);
    }

    @Test
    void nameNoOtherStatus() {
        assertThat(IntStream.of(-1, 0, 99, 104, 306, 418, 430, 509, 599, 600, 1_000))
                .allSatisfy(status -> assertThat(StatusReason.of(status)).isEmpty());
        assertThat(IntStream.range(0, 600).filter(status -> !StatusReason.of(status).isEmpty()))
                .hasSize(60);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, ``",
                "a b, a b",
                "<script>alert('x')</script>,"
                        + " &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;",
                "\" onload=\"x & y, &quot; onload=&quot;x &amp; y",
                "é€\ud83d\ude00, é€\ud83d\ude00",
                "`a\u0000\u001b\u007f\u0085b\tc`, `a\ufffd\ufffd\ufffd\ufffdb\tc`",
            })
    void areEscapedForHtml(String text, String escaped) {
        assertThat(HtmlText.escape(text)).isEqualTo(escaped);
    }
}
