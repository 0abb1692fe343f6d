// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.io.http.HeadFeeding.head;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadParserTest {
    private final HeadFeeding feeding = new HeadFeeding();

    @Test
    void parsesAPlainGet() {
        String head = head("GET /plaintext HTTP/1.1", "Host: localhost:8080");

        assertThat(feeding.verdict(head + "GET /next"))
                .isEqualTo(
                        "GET /plaintext @localhost:8080 1.1 [Host|localhost:8080] bytes="
                                + head.length());
    }

    @Test
    void tellsAllOfAHead() {
        assertThat(
                        feeding.verdict(
                                head(
                                        "",
                                        "POST /a%20b/c?d=%25&e HTTP/1.1",
                                        "hOST:[::1]:80 \t",
                                        "Connection: x, Close",
                                        "X:",
                                        "Expect: 100-Continue",
                                        "Content-Length: 120",
                                        "X: \ty z\t")))
                .isEqualTo(
                        "POST /a%20b/c ?d=%25&e @[::1]:80 1.1 length=120 close expect escaped"
                                + " [hOST|[::1]:80] [Connection|x, Close] [X|]"
                                + " [Expect|100-Continue] [Content-Length|120] [X|y z] bytes=132");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, GET", "HEAD, HEAD", "POST, POST", "PUT, PUT", "DELETE, DELETE", "OPTIONS, OPTIONS",
        "PATCH, PATCH", "TRACE, TRACE", "get, EXTENSION", "GE, EXTENSION", "GETS, EXTENSION",
        "MKCALENDAR, EXTENSION", "OPTIONSX, EXTENSION", "M-SEARCH, EXTENSION"
    })
    void knowsMethods(String name, Method method) {
        assertThat(feeding.verdict(head(name + " / HTTP/1.0")))
                .startsWith(name + " / 1.0 close bytes=");
        assertThat(feeding.parser().head().method).isEqualTo(method);
    }

    @Test
    void findsHeadersByNameInWhicheverCase() {
        byte[] head = HeadFeeding.bytes(head("GET / HTTP/1.0", "Ab: 1", "C: 2", "aB: 3"));
        feeding.verdict(head);

        assertThat(feeding.headerIndex(head, "ab", 0)).isZero();
        assertThat(feeding.headerIndex(head, "ab", 1)).isEqualTo(2);
        assertThat(feeding.headerIndex(head, "ab", 3)).isEqualTo(-1);
        assertThat(feeding.headerIndex(head, "c", 0)).isEqualTo(1);
        assertThat(feeding.headerIndex(head, "a", 0)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "1.1, '', true", "1.1, close, false", "1.1, 'keep-alive', true",
        "1.1, 'keep-alive, close', false", "1.0, '', false", "1.0, Keep-Alive, true",
        "1.0, 'x,,  keep-alive', true", "1.0, 'keep-alive, close', false",
        "1.0, 'keep alive', false"
    })
    void tellsWhetherTheConnectionPersists(String version, String options, boolean persists) {
        feeding.verdict(head("GET / HTTP/" + version, "Host: a", "Connection: " + options));

        assertThat(feeding.parser().head().keepAlive).isEqualTo(persists);
    }

    @Test
    void aHeadKnowsNothingOfTheOneBefore() {
        String plain = head("GET / HTTP/1.0");
        feeding.verdict(
                head(
                        "OPTIONS http://h/%20?q HTTP/1.1",
                        "Host: a",
                        "Connection: close",
                        "Expect: 100-continue",
                        "Transfer-Encoding: chunked"));

        assertThat(feeding.verdict(plain)).isEqualTo(new HeadFeeding().verdict(plain));
    }

    @Nested
    class Pieces {
        private static final String HEAD =
                head("", "OPTIONS http://a.b:1/%41?%42 HTTP/1.1", "Host: c", "X: y");

        @Test
        void mayBeOfAnySize() {
            byte[] head = HeadFeeding.bytes(HEAD);
            String whole = feeding.verdict(head);

            assertThat(whole).endsWith("bytes=" + head.length);
            for (int stepBytes = 1; stepBytes <= head.length; stepBytes++) {
                assertThat(feeding.verdictOffHeap(head, stepBytes)).isEqualTo(whole);
            }
        }

        @Test
        void mayMoveMeanwhile() {
            byte[] head = HeadFeeding.bytes(HEAD);
            String whole = feeding.verdict(head);

            for (int cut = 0; cut < head.length; cut++) {
                assertThat(feeding.verdictOfTwo(head, cut)).isEqualTo(whole);
            }
        }

        @Test
        void areAskedForUntilTheHeadIsWhole() {
            for (int size = 0; size < HEAD.length(); size++) {
                assertThat(feeding.verdict(HEAD.substring(0, size)))
                        .isEqualTo(HeadFeeding.INCOMPLETE);
            }
        }
    }
}
