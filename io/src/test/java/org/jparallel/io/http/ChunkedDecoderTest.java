// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedDecoderTest {
    private static final String LAST = "0\r\n\r\n";

    private final ChunkedDecoder decoder = new ChunkedDecoder(HttpLimits.standard());

    /// The data in braces, then what came of it, and how many bytes were used.
    private String decoded(String body, int stepBytes) {
        MemorySegment bytes = MemorySegment.ofArray(body.getBytes(ISO_8859_1));
        StringBuilder data = new StringBuilder("{");
        decoder.reset();
        int at = 0;
        int result = ChunkedDecoder.MORE;
        for (int to = stepBytes; result >= 0 && at < body.length(); to += stepBytes) {
            int end = Math.min(to, body.length());
            result = decoder.next(bytes, at, end);
            at = decoder.position();
            while (result == ChunkedDecoder.DATA) {
                data.append(body, decoder.dataFrom(), at);
                result = decoder.next(bytes, at, end);
                at = decoder.position();
            }
            if (result == ChunkedDecoder.END) {
                return data + "} end=" + at;
            }
        }
        return data + (result == ChunkedDecoder.REFUSED ? "} " + decoder.refusal() : "} more");
    }

    private void decodes(String body, String expected) {
        assertThat(decoded(body, Math.max(body.length(), 1))).isEqualTo(expected);
        assertThat(decoded(body, 1)).isEqualTo(expected);
        assertThat(decoded(body, 3)).isEqualTo(expected);
    }

    @Test
    void joinsChunks() {
        decodes("5\r\nHello\r\n00A\r\n, world!\r\n\r\n" + LAST, "{Hello, world!\r\n} end=32");
        decodes(LAST + "GET /", "{} end=5");
        decodes("0000000000000000\r\n\r\n", "{} end=20");
    }

    @Test
    void asksForMore() {
        decodes("", "{} more");
        decodes("5", "{} more");
        decodes("5\r", "{} more");
        decodes("5\r\nHel", "{Hel} more");
        decodes("5\r\nHello\r\n0\r\n\r", "{Hello} more");
        decodes("7fffffffffffffff\r\na", "{a} more");
    }

    @Test
    void tellsHowLargeABodyWillBe() {
        decoded("5\r\nHello\r\nff\r\n", 1);
        assertThat(decoder.announcedBytes()).isEqualTo(260);
        decoded("1\r\na\r\n7fffffffffffffff\r\n", 1);
        assertThat(decoder.announcedBytes()).isEqualTo(Long.MAX_VALUE);
    }

    @Nested
    class Sizes {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\r\n", "+1\r\n", "-1\r\n", "0x1\r\n", " 1\r\n", "g\r\n", "1g\r\n", "1,\r\n",
                    ";a\r\n", "8000000000000000\r\n", "ffffffffffffffff\r\n",
                    "00000000000000001\r\n", "10000000000000000\r\n", "\t1\r\n", "\0", "é",
                    "1_0\r\n", "\n", "1=\r\n"
                })
        void areHexadecimal(String line) {
            decodes(line + "a\r\n" + LAST, "{} CHUNK_SIZE");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1\n", "1\r\r", "1\ra", "1\r;", "1;a\n", "1;a\rb", "1;a=\"\n"})
        void endWithCrLf(String line) {
            decodes(line, "{} LINE_END");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1\r\nab", "1\r\na\n", "1\r\na\rb", "1\r\na1", "1\r\na\r\r"})
        void areRight(String chunk) {
            decodes(chunk, "{a} CHUNK_END");
        }
    }

    @Nested
    class Extensions {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    ";a", ";a=b", ";a;b=c;d", " ; a = b", "\t;\ta\t=\tb", ";a=\"\"",
                    ";a=\"b;\\\"c\\\\\"", ";a=\"b\";c", ";a=\"é\t\"", ";a ;b", ";a=b ;c",
                    ";a=\"b\" ;c", ";!#$%&'*+-.^_`|~0=1"
                })
        void areDropped(String extension) {
            String line = "1" + extension + "\r\n";
            decodes(line + "a\r\n" + LAST, "{a} end=" + (line.length() + 8));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    ";", ";;a", ";a;", ";a=", ";a=;b", ";=a", " ", "  a", " =a", ";a ", ";a=b ",
                    ";a=\"b\" ", ";a b", ";a=b c", ";a==b", ";a=b=c", ";a=\"b\"c", ";a=\"\0\"",
                    ";a=\"\\\0\"", ";a=\"\u007f\"", ";(", ";a=(", ";é", ";a=é", "; ", ";a= ",
                    ";a=\"b\"=c", ";a=\"b\rc\""
                })
        void areWellFormed(String extension) {
            decodes("1" + extension + "\r\na\r\n" + LAST, "{} CHUNK_EXTENSION");
        }

        @Test
        void areBounded() {
            String half = ";" + "a".repeat(2_047);
            String chunk = "1" + half + "\r\na\r\n";
            decodes(chunk + chunk + LAST, "{aa} end=" + (chunk.length() * 2 + 5));
            decodes(chunk + "1" + half + "aa", "{a} CHUNK_EXTENSIONS_TOO_LONG");
            decodes("1;" + "a".repeat(4_096), "{} CHUNK_EXTENSIONS_TOO_LONG");
        }

        @Test
        void mayComeWithEachChunkThatIsLargerThanThey() {
            String chunk = "40;signature=" + "a".repeat(50) + "\r\n" + "b".repeat(64) + "\r\n";
            String body = chunk.repeat(1_000) + LAST;

            assertThat(decoded(body, body.length())).endsWith(" end=" + body.length());
        }
    }

    @Nested
    class Trailers {
        @ParameterizedTest
        @ValueSource(
                strings = {"A: b\r\n", "A:\r\nB:é\t \r\n", "Content-Length: 9\r\nHost: a\r\n"})
        void areDropped(String trailers) {
            decodes("0\r\n" + trailers + "\r\n", "{} end=" + (trailers.length() + 5));
        }

        @ParameterizedTest
        @ValueSource(strings = {":", "A : b", "A\r\n", "A b: c", "é: a", "\0", "A\t: b", "0\r\n"})
        void haveATokenForAName(String trailer) {
            decodes("0\r\n" + trailer, "{} FIELD_NAME");
        }

        @ParameterizedTest
        @ValueSource(strings = {" A: b", "\tA: b", "A: b\r\n c"})
        void areNotFolded(String trailer) {
            decodes("0\r\n" + trailer, "{} FOLDED");
        }

        @ParameterizedTest
        @ValueSource(strings = {"A: \0", "A:\u007f", "A: b\u0001"})
        void haveNoControlCharacters(String trailer) {
            decodes("0\r\n" + trailer, "{} FIELD_VALUE");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\n", "\rA", "A: b\n", "A: b\rc", "A: b\r\n\n", "\r\r"})
        void endWithCrLf(String trailer) {
            decodes("0\r\n" + trailer, "{} LINE_END");
        }

        @Test
        void areCounted() {
            String full = "0\r\n" + "A:\r\n".repeat(100);
            decodes(full + "\r\n", "{} end=405");
            decodes(full + "A", "{} TOO_MANY_FIELDS");
        }

        @Test
        void haveABoundedSize() {
            String full = "0\r\nA:" + "b".repeat(32_764);
            decodes(full + "\r\n", "{} more");
            decodes(full + "\r\n\r", "{} FIELDS_TOO_LONG");
            decodes(full + "bbb", "{} FIELDS_TOO_LONG");
            String fits = "0\r\nA:" + "b".repeat(32_762) + "\r\n\r\n";
            decodes(fits, "{} end=" + fits.length());
        }
    }
}
