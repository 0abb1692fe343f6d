// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.io.http.HeadFeeding.head;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each shape that a lenient parser takes for something else than its neighbour does.
class RefusedHeadTest {
    private static final String GET = "GET / HTTP/1.1";
    private static final String POST = "POST / HTTP/1.1";
    private static final String HOST = "Host: a";

    private final HeadFeeding feeding = new HeadFeeding();

    private void refuses(String head, String verdict) {
        byte[] bytes = HeadFeeding.bytes(head);
        assertThat(feeding.verdict(head)).isEqualTo(verdict);
        assertThat(feeding.verdictOffHeap(bytes, 1)).isEqualTo(verdict);
    }

    private void takes(String head, String verdict) {
        assertThat(feeding.verdict(head)).startsWith(verdict).endsWith("bytes=" + head.length());
    }

    @Nested
    class RequestLines {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    " GET / HTTP/1.1", "\tGET / HTTP/1.1", "G\tT / HTTP/1.1", "G@T / HTTP/1.1",
                    "GET\t/ HTTP/1.1", "G\0T / HTTP/1.1", "GÉT / HTTP/1.1", "\u0016\u0003\u0001"
                })
        void haveATokenForAMethod(String line) {
            refuses(head(line, HOST), "400 METHOD");
        }

        @Test
        void haveAMethodOfBoundedLength() {
            takes(head("A".repeat(64) + " / HTTP/1.1", HOST), "AAAA");
            refuses("A".repeat(65), "501 METHOD_TOO_LONG");
        }

        @ParameterizedTest
        @ValueSource(strings = {"CONNECT a:80 HTTP/1.1", "CONNECT / HTTP/1.1", "CONNECT "})
        void makeNoTunnels(String line) {
            refuses(line, "501 CONNECT");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET  / HTTP/1.1", "GET \t/ HTTP/1.1", "GET a HTTP/1.1", "GET a:80 HTTP/1.1",
                    "GET a.example:80 HTTP/1.1", "GET /\0 HTTP/1.1", "GET /\t HTTP/1.1",
                    "GET /é HTTP/1.1", "GET /?é HTTP/1.1", "GET /\u007f HTTP/1.1",
                    "GET /#a HTTP/1.1", "GET /?a#b HTTP/1.1", "GET /\\a HTTP/1.1",
                    "GET /\"a HTTP/1.1", "GET /<a HTTP/1.1", "GET /a> HTTP/1.1", "GET /\r\n",
                    "GET /\n", "GET \r\n", "GET ftp://a/ HTTP/1.1", "GET http:/a/ HTTP/1.1",
                    "GET httpx://a/ HTTP/1.1", "GET //a\u0080 HTTP/1.1", "OPTIONS *a HTTP/1.1",
                    "OPTIONS */ HTTP/1.1", "OPTIONS *? HTTP/1.1", "GET HTTP/1.1"
                })
        void haveAWellFormedTarget(String line) {
            refuses(head(line, HOST), "400 TARGET");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET /% HTTP/1.1", "GET /%2 HTTP/1.1", "GET /%2g HTTP/1.1",
                    "GET /%x2 HTTP/1.1", "GET /?% HTTP/1.1", "GET /?a=%u0041 HTTP/1.1",
                    "GET /%%41 HTTP/1.1"
                })
        void escapeWithTwoDigits(String line) {
            refuses(head(line, HOST), "400 ESCAPE");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http:///", "http://", "http://?a", "http://:80/", "http://a@b/",
                    "http://a:b@c/", "http://a:65536/", "http://a:x/", "http://a:80:80/",
                    "http://a:000080/", "http://a%/", "http://a%2/", "http://[::1/",
                    "http://::1/", "http://[]/", "http://a,b/", "http://a\0/", "http://é/",
                    "http://a#b", "http://a\\b/", "http://[::1]a/"
                })
        void haveAWellFormedAuthority(String target) {
            refuses(head("GET " + target + " HTTP/1.1", HOST), "400 AUTHORITY");
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "POST", "options", "PRI"})
        void haveAnAsteriskWithOptionsOnly(String method) {
            refuses(head(method + " * HTTP/1.1", HOST), "400 ASTERISK");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http/1.1", "Http/1.1", "HTTP/1.", "HTTP/1", "HTTP/1,1", "HTTP/11.1",
                    "HTTP /1.1", "HTTP/1.x", "HTTP/x.1", "HTTP/ 1.1", " HTTP/1.1", "HTTP1.1",
                    "ICE/1.0", "\tHTTP/1.1", "HTTP/+1.1", "HTTP/-1.1", "HTTPS/1.1", "",
                    "a HTTP/1.1"
                })
        void haveAWellFormedVersion(String version) {
            refuses(head("GET / " + version, HOST), "400 VERSION");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0.9", "1.2", "1.9", "2.0", "3.0", "9.9", "0.0"})
        void haveAKnownVersion(String version) {
            refuses(head("GET / HTTP/" + version, HOST), "505 VERSION_UNKNOWN");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET / HTTP/1.1\n", "GET / HTTP/1.1\r\r\n", "GET / HTTP/1.1 \r\n",
                    "GET / HTTP/1.1\t\r\n", "GET / HTTP/1.10\r\n", "GET / HTTP/1.1\rHost: a\r\n",
                    "\n", "\r\r\n", "\r\n\n", "\rGET / HTTP/1.1\r\n"
                })
        void endWithCrLf(String line) {
            refuses(line + HOST + "\r\n\r\n", "400 LINE_END");
        }

        @Test
        void mayFollowAFewEmptyLines() {
            takes("\r\n".repeat(4) + head(GET, HOST), "GET / @a");
            refuses("\r\n".repeat(5), "400 EMPTY_LINES");
        }

        @Test
        void haveABoundedLength() {
            String line = "GET /" + "a".repeat(8192 - 16) + " HTTP/1.1";
            takes(head(line, HOST), "GET /aaa");
            refuses("GET /a" + line.substring(5) + "\r\n", "414 REQUEST_LINE_TOO_LONG");
            refuses("GET /" + "a".repeat(8187), "414 REQUEST_LINE_TOO_LONG");
            assertThat(feeding.verdict("GET /" + "a".repeat(8186)))
                    .isEqualTo(HeadFeeding.INCOMPLETE);
        }
    }

    @Nested
    class Targets {
        @Test
        void mayBeAbsoluteAndWinOverHost() {
            takes(head("GET http://b:8/c?d HTTP/1.1", HOST), "GET /c ?d @b:8 1.1");
            takes(head("GET HTTPS://[1::]:/ HTTP/1.1", HOST), "GET / @[1::]: 1.1");
            takes(head("GET http://b HTTP/1.1", HOST), "GET  @b 1.1");
            takes(head("GET http://b?c HTTP/1.1", HOST), "GET  ?c @b 1.1");
            takes(head("GET http://b/ HTTP/1.0"), "GET / @b 1.0");
            refuses(head("GET http://b/ HTTP/1.1"), "400 HOST_MISSING");
            refuses(head("GET http://b/ HTTP/1.1", "Host: @"), "400 HOST");
        }

        @Test
        void mayBeAnAsterisk() {
            takes(head("OPTIONS * HTTP/1.1", HOST), "OPTIONS * @a 1.1 asterisk");
        }

        @Test
        void mayHaveWhatBrowsersLeaveRaw() {
            takes(head("GET /[]^`{|}~;=@:!$&'()*+,-._ HTTP/1.1", HOST), "GET /[]^`{|}~;=@:!$&'()*");
            takes(head("GET /?a[]^`{|}~;=@:?/ HTTP/1.1", HOST), "GET / ?a[]^`{|}~;=@:?/ @a");
        }
    }

    @Nested
    class FieldLines {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    ":", ": a", "A : b", "A\t: b", "A", "A b: c", "A\0: b", "É: b", "A\u007f: b",
                    "A(: b", "A\u001b: b", "/: 1", "{: 1", "A\r", "Content-Length : 1", "\0",
                    "@: a"
                })
        void haveATokenForAName(String line) {
            refuses(head(GET, HOST, line), "400 FIELD_NAME");
        }

        @ParameterizedTest
        @ValueSource(strings = {" A: b", "\tA: b", " ", " folded"})
        void areNotFolded(String line) {
            refuses(head(GET, HOST, line), "400 FOLDED");
            refuses(head(GET, line, HOST), "400 FOLDED");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\0", "a\0b", "a\u007f", "\u0001", "a\u001b", "\u000b", "a\fb"})
        void haveNoControlCharacters(String value) {
            refuses(head(GET, HOST, "A:" + value), "400 FIELD_VALUE");
        }

        @ParameterizedTest
        @ValueSource(strings = {"A: b\nC: d", "A: b\rC", "A: b\r\r\n", "A:\n", "\n", "\r\r", "\rA"})
        void endWithCrLf(String line) {
            refuses(head(GET, HOST, line), "400 LINE_END");
        }

        @Test
        void mayHaveTabsAndBytesAbove127() {
            takes(
                    head(GET, HOST, "A: \tb\t é\u0080\u00ff \t"),
                    "GET / @a 1.1 [Host|a] [A|b\t é\u0080\u00ff]");
        }

        @Test
        void areCounted() {
            String[] lines = new String[101];
            Arrays.fill(lines, "A: b");
            lines[0] = GET;
            lines[1] = HOST;
            takes(head(lines), "GET / @a");
            refuses(head(head(lines).strip(), "A"), "431 TOO_MANY_FIELDS");
        }

        @Test
        void haveABoundedSize() {
            String filling = "A: " + "b".repeat(32_768 - 9 - 2 - 3 - 2);
            takes(head(GET, HOST, filling), "GET / @a");
            refuses(head(GET, HOST, filling + "b"), "431 FIELDS_TOO_LONG");
            refuses(GET + "\r\n" + "a".repeat(32_768), "431 FIELDS_TOO_LONG");
        }
    }

    @Nested
    class Hosts {
        @Test
        void areThere() {
            refuses(head(GET), "400 HOST_MISSING");
            refuses(head(GET, "Hosts: a", "Hose: a", "Hos: a"), "400 HOST_MISSING");
            takes(head("GET / HTTP/1.0"), "GET / 1.0 close");
        }

        @Test
        void areThereOnce() {
            refuses(head(GET, HOST, HOST), "400 HOST_REPEATED");
            refuses(head(GET, HOST, "hOsT: b"), "400 HOST_REPEATED");
            refuses(head("GET / HTTP/1.0", HOST, HOST), "400 HOST_REPEATED");
            refuses(head("GET http://b/ HTTP/1.1", HOST, HOST), "400 HOST_REPEATED");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "", ":80", "a b", "a, b", "a,b", "a:b", "a:80:80", "a:65536", "a:-1", "a:+1",
                    "a:080808", "a@b", "user:password@a", "a/b", "a/", "http://a", "a?b", "a#b",
                    "é", "a\\b", "<a>", "a%", "a%2", "a%2g", "a\tb", "[", "[]", "[::1", "::1",
                    "[::1]a", "[::1]]", "[:::1]", "[1]", "[1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7:8:9]",
                    "[::1::]", "[12345::]", "[g::]", "[1:2:3:4:5:6:7:8::]", "[:1:2:3:4:5:6:7:8]",
                    "[1:]", "[1:2:3:4:5:6:7:]", "[::1.2.3]", "[::1.2.3.256]", "[::1.2.3.4.5]",
                    "[::01.2.3.4]", "[1.2.3.4]", "[::1.2.3.4", "[::1.2.3.4:1]", "[::.2.3.4]",
                    "[fe80::1%25eth0]", "[v1.a]", "[::1]:x", "a]", "[::1].2",
                    "[1:2:3:4:5:6:7:1.2.3.4]", "[::1.2.3.1234]"
                })
        void areWellFormed(String host) {
            refuses(head(GET, "Host: " + host), "400 HOST");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a", "a.b", "A-b_c~.", "127.0.0.1", "127.0.0.1:8080", "a:", "a:0", "a:65535",
                    "a:00080", "[::]", "[::1]:80", "[1::]", "[1::2]", "[1:2:3:4:5:6:7:8]",
                    "[::ffff:1.2.3.4]", "[1:2:3:4:5:6:7::]", "[::2:3:4:5:6:7:8]",
                    "[1:2:3:4:5:6:1.2.3.4]", "[::255.255.255.255]", "[abcd:EF01::0]:", "a%41b",
                    "a!$&'()*+;=", "xn--bcher-kva.example:443"
                })
        void areNamesOrAddresses(String host) {
            takes(head(GET, "Host: " + host), "GET / @" + host + " 1.1");
        }
    }

    @Nested
    class Lengths {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "", "+1", "-1", "00", "01", "1, 1", "1,1", "1 1", "0x1", "1a", "a", "1.0",
                    "1e3", "1_000", "9223372036854775808", "1000000000000000000",
                    "99999999999999999999", "1;", "\"1\"", "\u00b2"
                })
        void areNumbers(String length) {
            refuses(head(POST, HOST, "Content-Length: " + length), "400 LENGTH");
            refuses(head("POST / HTTP/1.0", "Content-Length: " + length), "400 LENGTH");
        }

        @Test
        void areThereOnce() {
            refuses(head(POST, "Content-Length: 1", "Content-Length: 1"), "400 LENGTH_REPEATED");
            refuses(head(POST, "Content-Length: 0", "Content-length: 2"), "400 LENGTH_REPEATED");
        }

        @Test
        void mayBeLarge() {
            takes(
                    head(POST, HOST, "Content-Length: \t999999999999999999 "),
                    "POST / @a 1.1 length=999999999999999999");
            takes(head(GET, HOST, "Content-Length:0"), "GET / @a 1.1 length=0");
        }
    }

    @Nested
    class Codings {
        private static final String CHUNKED = "Transfer-Encoding: chunked";

        @Test
        void excludeLengths() {
            refuses(head(POST, HOST, "Content-Length: 1", CHUNKED), "400 LENGTH_AND_CODING");
            refuses(head(POST, HOST, CHUNKED, "Content-Length: 1"), "400 LENGTH_AND_CODING");
        }

        @Test
        void areThereOnce() {
            refuses(head(POST, HOST, CHUNKED, CHUNKED), "400 CODING_REPEATED");
            refuses(head(POST, HOST, CHUNKED, "transfer-encoding: a"), "400 CODING_REPEATED");
        }

        @Test
        void areOfHttp11() {
            refuses(head("POST / HTTP/1.0", CHUNKED), "400 CODING_IN_1_0");
            refuses(head("POST / HTTP/1.0", "Transfer-Encoding: gzip"), "400 CODING_IN_1_0");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "gzip", "identity", "gzip, chunked", "gzip,deflate ,\tchunked", "xchunked",
                    "chunke", "chunkedd", "chunked-", "cow"
                })
        void areKnown(String coding) {
            refuses(head(POST, HOST, "Transfer-Encoding: " + coding), "501 CODING_UNKNOWN");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "", ",", "chunked,", ",chunked", "chunked, chunked", "chunked, gzip",
                    "chunked;a=b", "chunked ;", "chunked gzip", "gzip,,chunked", "\"chunked\"",
                    "(chunked)", "gzip;q=1", "chunked\u00a0", "gzip,"
                })
        void areWellFormed(String coding) {
            refuses(head(POST, HOST, "Transfer-Encoding: " + coding), "400 CODING");
        }

        @Test
        void areTakenInWhicheverCase() {
            takes(head(POST, HOST, "TRANSFER-encoding:\tCHUNKed "), "POST / @a 1.1 chunked");
        }
    }

    @Nested
    class Expectations {
        @Test
        void areKnown() {
            refuses(head(POST, HOST, "Expect: 200-ok"), "417 EXPECTATION");
            refuses(head(POST, HOST, "Expect: "), "417 EXPECTATION");
            refuses(head(POST, HOST, "Expect: 100-continue, a"), "417 EXPECTATION");
            takes(head(POST, HOST, "expect: 100-CONTINUE"), "POST / @a 1.1 expect");
        }

        @Test
        void haveNoEffectInHttp10() {
            takes(head("POST / HTTP/1.0", "Expect: 100-continue"), "POST / 1.0 close [");
            takes(head("POST / HTTP/1.0", "Expect: a"), "POST / 1.0 close [");
        }
    }
}
