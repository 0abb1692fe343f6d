// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The fuzz target over the cases of other parsers and over what chance makes of them.
class HttpFuzzTest {
    private static final List<CorpusCase> CASES = CorpusCase.all().toList();

    /// What is worth putting somewhere.
    private static final List<String> PARTS =
            List.of(
                    "\r", "\n", "\r\n", "\r\n\r\n", " ", "\t", ":", ",", ";", "=", "\"", "\\", "%",
                    "%41", "?", "#", "*", "/", "@", "[", "]", "::", "0", "1", "f", "\0", "\u007f",
                    "é", "http://a", "https://[::1]:8", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0",
                    "Host: a\r\n", "Content-Length: 1\r\n", "Transfer-Encoding: chunked\r\n",
                    "Connection: close\r\n", "Expect: 100-continue\r\n", "CONNECT ", "OPTIONS * ",
                    "0\r\n\r\n", "5;a=\"b\"\r\nabcde\r\n", "a: b\r\n");

    static List<CorpusCase> cases() {
        return CASES;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsNothingInACase(CorpusCase each) {
        HttpFuzz.fuzzerTestOneInput(each.sent());
    }

    @Property(tries = 20_000)
    void findsNothingInAMutatedCase(@ForAll("mutated") String bytes) {
        HttpFuzz.fuzzerTestOneInput(bytes.getBytes(ISO_8859_1));
    }

    @Property(tries = 5_000)
    void findsNothingInPartsInAnyOrder(@ForAll("anyOrder") List<String> parts) {
        HttpFuzz.fuzzerTestOneInput(String.join("", parts).getBytes(ISO_8859_1));
    }

    @Provide
    Arbitrary<List<String>> anyOrder() {
        return Arbitraries.of(PARTS).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> mutated() {
        Arbitrary<List<Mutation>> mutations =
                Combinators.combine(
                                Arbitraries.integers().between(0, 300),
                                Arbitraries.integers().between(0, 3),
                                Arbitraries.of(PARTS))
                        .as(Mutation::new)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(4);
        return Combinators.combine(Arbitraries.of(CASES), mutations)
                .as(
                        (each, list) -> {
                            String bytes = each.bytes();
                            for (Mutation mutation : list) {
                                bytes = mutation.of(bytes);
                            }
                            return bytes;
                        });
    }

    /// Puts a part in the place of some bytes.
    ///
    /// @param at where, from the front and round again
    /// @param count how many bytes go
    /// @param part what comes
    record Mutation(int at, int count, String part) {
        String of(String bytes) {
            int from = at % (bytes.length() + 1);
            int to = Math.min(from + count, bytes.length());
            return bytes.substring(0, from) + part + bytes.substring(to);
        }
    }
}
