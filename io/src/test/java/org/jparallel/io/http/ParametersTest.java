// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Parameters")
final class ParametersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 0 | {}",
                "a=b | 1 | {a=[b]}",
                "a=b&c=d | 2 | {a=[b], c=[d]}",
                "b=1&a=2&b=3 | 3 | {b=[1, 3], a=[2]}",
                "& | 0 | {}",
                "&&a&& | 1 | {a=[]}",
                "a= | 1 | {a=[]}",
                "=b | 1 | {=[b]}",
                "= | 1 | {=[]}",
                "a=b=c | 1 | {a=[b=c]}",
                "a;b=c | 1 | {a;b=[c]}",
                "a+b=+c+ | 1 | {a b=[ c ]}",
                "%61%3d%26=%2B%25 | 1 | {a=&=[+%]}",
                "n=%e2%82%AC | 1 | {n=[€]}",
                "n=€ | 1 | {n=[€]}",
                "a=%00 | 1 | {a=[\0]}",
                "A=1&a=2 | 2 | {A=[1], a=[2]}",
            })
    void areTakenApart(String query, int size, String values) {
        Parameters parameters = parse(query);
        assertThat(parameters).hasToString(values);
        assertThat(parameters.size()).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=% | malformed percent escape: position=2",
                "a=1&b=%4 | malformed percent escape: position=6",
                "a=%4&b | malformed percent escape: position=2",
                "%=1 | malformed percent escape: position=0",
                "a=%g1 | malformed percent escape: position=2",
                "a=%1g | malformed percent escape: position=2",
                "a=%+1 | malformed percent escape: position=2",
                "a=%ff | not UTF-8: bytes=1",
                "a=x%c0%80 | not UTF-8: bytes=3",
                "a=%ed%a0%80 | not UTF-8: bytes=3",
                "a=%e2%82 | not UTF-8: bytes=2",
            })
    void refuseWhatCannotBeRead(String query, String message) {
        assertThatThrownBy(() -> parse(query))
                .isInstanceOf(BadRequestException.class)
                .hasMessage(message);
    }

    @Test
    void areGivenByName() {
        Parameters parameters = parse("a=1&b=2&a=3&c");
        assertThat(parameters.value("a")).contains("1");
        assertThat(parameters.values("a")).containsExactly("1", "3");
        assertThat(parameters.value("c")).contains("");
        assertThat(parameters.value("A")).isEmpty();
        assertThat(parameters.values("A")).isEmpty();
        assertThat(parameters.names()).containsExactly("a", "b", "c");
        assertThat(Parameters.none().names()).isEmpty();
    }

    @Test
    void areAtMostAThousand() {
        assertThat(parse("a&".repeat(1_000)).size()).isEqualTo(1_000);
        assertThatThrownBy(() -> parse("a&".repeat(1_001)))
                .isInstanceOf(BadRequestException.class)
                .hasMessage("too many parameters: limitParameters=1000");
    }

    /// Parses within other bytes, which are not to be seen.
    private static Parameters parse(String query) {
        byte[] bytes = ("?=&" + query + "&%").getBytes(StandardCharsets.UTF_8);
        return Parameters.parse(MemorySegment.ofArray(bytes), 3, bytes.length - 2);
    }
}
