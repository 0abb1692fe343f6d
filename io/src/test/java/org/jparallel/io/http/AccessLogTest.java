// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccessLogTest {
    private static final long SECOND = 784_111_777;
    private static final String FIELD = "\"([^\"\\\\]|\\\\.)*+\"";

    private final AccessLog log = new AccessLog();

    @Test
    void hasTheCombinedFormat() {
        assertThat(
                        log.line(
                                new AccessLog.Entry(
                                        "127.0.0.1",
                                        SECOND,
                                        "GET",
                                        "/a?b",
                                        "HTTP/1.1",
                                        200,
                                        2326,
                                        "http://b/",
                                        "curl/8.5")))
                .isEqualTo(
                        "127.0.0.1 - - [06/Nov/1994:08:49:37 +0000] \"GET /a?b HTTP/1.1\" 200 2326"
                                + " \"http://b/\" \"curl/8.5\"");
    }

    @Test
    void hasHyphensForWhatIsNotThere() {
        assertThat(
                        log.line(
                                new AccessLog.Entry(
                                        "::1", SECOND + 1, "", "", "", 400, 0, null, "")))
                .isEqualTo("::1 - - [06/Nov/1994:08:49:38 +0000] \"-\" 400 - \"-\" \"-\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a\"b | a\\\"b",
                "a\\b | a\\\\b",
                "`a\nb` | a\\x0ab",
                "`a\r\nb` | a\\x0d\\x0ab",
                "`aNUL\u001b[31m\u007f` | a\\x00\\x1b[31m\\x7f",
                "a\u0085\u00e9 | a\\x85\\xe9",
                "\u2028 | \\u2028",
            })
    void escapes(String given, String escaped) {
        String text = given.replace("NUL", "\0");
        AccessLog.Entry entry =
                new AccessLog.Entry(text, SECOND, text, text, text, 200, 1, text, text);
        assertThat(log.line(entry))
                .isEqualTo(
                        "%1$s - - [06/Nov/1994:08:49:37 +0000] \"%1$s %1$s %1$s\" 200 1"
                                + " \"%1$s\" \"%1$s\"",
                        escaped);
    }

    @Property
    void hasItsFieldsWhateverAClientSends(
            @ForAll String target, @ForAll String referer, @ForAll String userAgent) {
        String line =
                log.line(
                        new AccessLog.Entry(
                                "::1", SECOND, "GET", target, "HTTP/1.1", 200, 1, referer,
                                userAgent));
        assertThat(line)
                .matches("::1 - - \\[[^]]*] " + FIELD + " 200 1 " + FIELD + " " + FIELD)
                .matches("[ -~]*");
    }

    @Test
    void isOnWithItsLogger() {
        assertThat(log.isOn()).isFalse();
    }
}
