// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A header")
final class HeaderRulesTest {
    @Test
    void hasATokenForItsName() {
        String token =
                IntStream.range(0, 0x250)
                        .filter(HeaderRules::isToken)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        assertThat(token)
                .isEqualTo(
                        "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`"
                                + "abcdefghijklmnopqrstuvwxyz|~");
        HeaderRules.checkName(token);
    }

    @Test
    void hasVisibleCharactersAndBlanksInItsValue() {
        assertThat(IntStream.range(0, 0x250).filter(code -> !HeaderRules.isValue(code)))
                .containsExactly(
                        IntStream.range(0, 0x250)
                                .filter(
                                        code ->
                                                (code < 0x20 && code != 9)
                                                        || (code >= 0x7f && code < 0xa0)
                                                        || code > 0xff)
                                .boxed()
                                .toArray(Integer[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a b", "a\tb", "\u00a0\u00ff", "\"a, b\"; q=1"})
    void mayHoldTheValue(String value) {
        HeaderRules.check("X-Name", value);
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "13, 1", "0, 1", "127, 1", "133, 1", "8232, 1", "27, 1"})
    void mayNotHoldACharacterOfCode(int code, int position) {
        assertThatThrownBy(() -> HeaderRules.check("X-Name", "a" + (char) code + "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "character not for a header value: name=X-Name position="
                                + position
                                + " code="
                                + code);
        assertThatThrownBy(() -> HeaderRules.check("A" + (char) code + "b", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "character not for a header name: name=A position="
                                + position
                                + " code="
                                + code);
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "\ta", "a\t", " "})
    void neitherBeginsNorEndsItsValueWithABlank(String value) {
        assertThatThrownBy(() -> HeaderRules.check("X-Name", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("header value begins or ends with a blank: name=X-Name");
    }

    @Test
    void hasAName() {
        assertThatThrownBy(() -> HeaderRules.check("", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("header name is empty");
    }
}
