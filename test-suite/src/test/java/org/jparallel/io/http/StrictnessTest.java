// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests that are refused (RFC 9110, RFC 9112): with which status, that the connection ends, and
/// that nothing behind them runs.
///
/// `^` stands for CRLF, `~` for a line feed alone, `\` for a carriage return alone, `_` for a
/// blank.
@Timeout(60)
class StrictnessTest {
    private static final String BEHIND = "GET /behind HTTP/1.1^Host: h^^";

    private final AtomicInteger ranCount = new AtomicInteger();
    private RunningServer server;

    @BeforeEach
    void start() {
        Handler handler =
                (_, response) -> {
                    ranCount.incrementAndGet();
                    response.text("ran");
                };
        server =
                RunningServer.start(
                        http ->
                                http.get("/", handler)
                                        .post("/", handler)
                                        .get("/behind", handler)
                                        .route("OPTIONS", "/", handler));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @DisplayName("refuses what could be smuggled")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            400 | POST / HTTP/1.1^Host: h^Content-Length: 3^Transfer-Encoding: chunked^^0^^
            400 | POST / HTTP/1.1^Host: h^Transfer-Encoding: chunked^Content-Length: 3^^0^^
            400 | POST / HTTP/1.1^Host: h^Content-Length: 3^Content-Length: 3^^abc
            400 | POST / HTTP/1.1^Host: h^Content-Length: 3, 3^^abc
            400 | POST / HTTP/1.1^Host: h^Content-Length: +3^^abc
            400 | POST / HTTP/1.1^Host: h^Content-Length: -3^^abc
            400 | POST / HTTP/1.1^Host: h^Content-Length: 03^^abc
            400 | POST / HTTP/1.1^Host: h^Content-Length: 0x3^^abc
            400 | POST / HTTP/1.1^Host: h^Content-Length: 3_3^^abc
            400 | POST / HTTP/1.1^Host: h^Content-Length:^^abc
            400 | POST / HTTP/1.1^Host: h^Content-Length: 99999999999999999999^^abc
            400 | POST / HTTP/1.1^Host: h^Content-Length_: 3^^abc
            400 | POST / HTTP/1.1^Host: h^_Content-Length: 3^^abc
            400 | POST / HTTP/1.1^Host: h^X: a^_Content-Length: 3^^abc
            400 | POST / HTTP/1.1^Host: h^Transfer-Encoding: chunked^Transfer-Encoding: chunked^^0^^
            400 | POST / HTTP/1.1^Host: h^Transfer-Encoding: chunked, chunked^^0^^
            400 | POST / HTTP/1.1^Host: h^Transfer-Encoding: chunked, gzip^^0^^
            501 | POST / HTTP/1.1^Host: h^Transfer-Encoding: gzip^^0^^
            501 | POST / HTTP/1.1^Host: h^Transfer-Encoding: xchunked^^0^^
            400 | POST / HTTP/1.0^Transfer-Encoding: chunked^^0^^
            400 | GET / HTTP/1.1~Host: h~~
            400 | GET / HTTP/1.1^Host: h~X: y^^
            400 | GET / HTTP/1.1\\Host: h^^
            400 | GET / HTTP/1.1^Host: h^X: a\\b^^
            400 | GET / HTTP/1.1^Host: h^X: a\u0000b^^
            400 | GET / HTTP/1.1^Host: h^X^^
            400 | GET / HTTP/1.1^Host: h^: y^^
            """)
    void refusesWhatCouldBeSmuggled(int status, String request) throws Exception {
        assertRefused(status, request);
    }

    @ParameterizedTest
    @DisplayName("refuses chunks that are not")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            400 | g^abc^0^^
            400 | 0x3^abc^0^^
            400 | +3^abc^0^^
            400 | 3_^abc^0^^
            400 | ^abc^0^^
            400 | 3~abc^0^^
            400 | 3^abcd^0^^
            400 | 3^abc~0^^
            400 | ffffffffffffffffff^abc^0^^
            400 | 3;\u0000^abc^0^^
            400 | 0^X : y^^
            400 | 0^X: y~^
            """)
    void refusesChunks(int status, String chunks) throws Exception {
        assertRefused(
                status, "POST / HTTP/1.1^Host: h^Transfer-Encoding: chunked^^" + chunks);
    }

    @ParameterizedTest
    @DisplayName("refuses malformed request lines and hosts")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            400 | GET / HTTP/1.1^^
            400 | GET / HTTP/1.1^Host:^^
            400 | GET / HTTP/1.1^Host: a b^^
            400 | GET / HTTP/1.1^Host: h^Host: h^^
            400 | GET / HTTP/1.1^Host: h:99999^^
            400 | GET http://a/ HTTP/1.1^^
            400 | GET http://a@b/ HTTP/1.1^Host: h^^
            400 | GET h:80 HTTP/1.1^Host: h^^
            501 | CONNECT h:80 HTTP/1.1^Host: h^^
            400 | GET * HTTP/1.1^Host: h^^
            400 | GET  / HTTP/1.1^Host: h^^
            400 | GET / HTTP/1.1 ^Host: h^^
            400 | GET /\t HTTP/1.1^Host: h^^
            400 | GET /\u0000 HTTP/1.1^Host: h^^
            400 | GET /\u00e9 HTTP/1.1^Host: h^^
            400 | GET /# HTTP/1.1^Host: h^^
            400 | GET /%4 HTTP/1.1^Host: h^^
            400 | GET /%zz HTTP/1.1^Host: h^^
            400 | GET / http/1.1^Host: h^^
            505 | GET / HTTP/2.0^Host: h^^
            505 | GET / HTTP/1.2^Host: h^^
            400 | GET / HTTP/1.10^Host: h^^
            400 | GET /^^
            400 | GE(T / HTTP/1.1^Host: h^^
            400 | /^^
            417 | GET / HTTP/1.1^Host: h^Expect: 200-ok^^
            """)
    void refusesRequestLinesAndHosts(int status, String request) throws Exception {
        assertRefused(status, request);
    }

    private void assertRefused(int status, String request) throws Exception {
        String bytes =
                (request + BEHIND)
                        .replace("^", "\r\n")
                        .replace('~', '\n')
                        .replace('\\', '\r')
                        .replace('_', ' ');
        try (RawClient client = server.connect()) {
            Answer answer = client.send(bytes).read();
            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(ranCount).hasValue(0);
    }
}
