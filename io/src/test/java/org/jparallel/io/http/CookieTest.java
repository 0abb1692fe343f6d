// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A cookie")
final class CookieTest {
    private static final Cookie COOKIE = Cookie.of("id", "7");

    @Nested
    @DisplayName("that a response sets")
    final class ThatAResponseSets {
        @Test
        void isWrittenWithWhatItHas() {
            assertThat(COOKIE.header()).isEqualTo("id=7");
            assertThat(COOKIE.withPath("/a b").header()).isEqualTo("id=7; Path=/a b");
            assertThat(COOKIE.withSameSite(SameSite.LAX).header())
                    .isEqualTo("id=7; SameSite=Lax");
            assertThat(
                            COOKIE.withDomain("example.org")
                                    .withPath("/")
                                    .withMaxAge(Duration.ofMillis(90_999))
                                    .withExpires(Instant.ofEpochSecond(784_111_777))
                                    .withSecure()
                                    .withHttpOnly()
                                    .withSameSite(SameSite.NONE)
                                    .header())
                    .isEqualTo(
                            "id=7; Path=/; Domain=example.org; Max-Age=90;"
                                    + " Expires=Sun, 06 Nov 1994 08:49:37 GMT; Secure; HttpOnly;"
                                    + " SameSite=None");
            assertThat(COOKIE.withSameSite(SameSite.STRICT).withPath("/a").deleted().header())
                    .isEqualTo(
                            "id=; Path=/a; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT;"
                                    + " SameSite=Strict");
        }

        @Test
        void mayHaveAnyCharacterOfACookie() {
            String value =
                    IntStream.rangeClosed('!', '~')
                            .filter(code -> "\",;\\".indexOf(code) < 0)
                            .mapToObj(Character::toString)
                            .collect(Collectors.joining());
            assertThat(Cookie.of("id", value).header()).isEqualTo("id=" + value);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, '\t', '\n', '\r', ' ', '"', ',', ';', '\\', 0x7f, 0x80, 0x20ac})
        void refusesAValueWith(int code) {
            assertRefused(
                    () -> Cookie.of("id", "ab" + (char) code + "c"),
                    "character not for a cookie value: name=id position=2 code=" + code);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, '\n', ' ', '=', ';', ',', '"', '/', 0x7f, 0xe9})
        void refusesANameWith(int code) {
            assertRefused(
                    () -> Cookie.of("i" + (char) code + "d", ""),
                    "character not for a cookie name: name=i position=1 code=" + code);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, '\n', '\r', ';', 0x7f, 0xe9})
        void refusesAPathWith(int code) {
            assertRefused(
                    () -> COOKIE.withPath("/a" + (char) code),
                    "character not for a cookie path: name=id position=2 code=" + code);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, '\n', ';', ' ', '_', '~', '/', ':', 0xe9})
        void refusesADomainWith(int code) {
            assertRefused(
                    () -> COOKIE.withDomain("a." + (char) code),
                    "character not for a cookie domain: name=id position=2 code=" + code);
        }

        @Test
        void refusesWhatBrowsersWouldReadOtherwise() {
            assertRefused(() -> Cookie.of("", ""), "cookie name is empty");
            assertRefused(
                    () -> COOKIE.withPath("a"),
                    "cookie path does not begin with a slash: name=id");
            assertRefused(
                    () -> COOKIE.withMaxAge(Duration.ofSeconds(-1)),
                    "cookie of a negative age: name=id maxAgeSeconds=-1");
            assertRefused(
                    () -> COOKIE.withExpires(Instant.MAX),
                    "cookie expires in no year of four digits: name=id");
            assertRefused(
                    () -> COOKIE.withSameSite(SameSite.NONE),
                    "cookie for all sites must be secure: name=id");
        }

        private void assertRefused(Runnable action, String message) {
            assertThatThrownBy(action::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }
    }

    @Nested
    @DisplayName("that a request brings")
    final class ThatARequestBrings {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "`` | {}",
                    "a=b | {a=b}",
                    "a=b; c=d | {a=b, c=d}",
                    "a=b;c=d;; ; | {a=b, c=d}",
                    "a=1; a=2 | {a=1}",
                    "A=1; a=2 | {A=1, a=2}",
                    "a=b=c== | {a=b=c==}",
                    "a | {}",
                    "a; b=c | {b=c}",
                    "=a; b=c | {b=c}",
                    "` a \t=\t b c ; d=e` | {a=b c, d=e}",
                    "a=\"b c\"; d=\"; e=\"\" | {a=b c, d=\", e=}",
                    "a={\"x\":1,\"y\":2}; b=\u00e9 | {a={\"x\":1,\"y\":2}, b=\u00e9}",
                    "$Version=1; a=b; $Path=/ | {$Version=1, a=b, $Path=/}",
                    "a=; b | {a=}",
                })
        void isReadLeniently(String header, String cookies) {
            assertThat(CookieHeader.parse(header)).hasToString(cookies);
        }
    }
}
