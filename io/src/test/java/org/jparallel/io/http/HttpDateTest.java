// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpDateTest {
    private static final long NOW = Instant.parse("2026-11-21T12:00:00Z").getEpochSecond();
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @Property
    void isWrittenAndReadAsByTheJdk(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second) {
        var time = Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC);
        String text =
                DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
                        .format(time);
        assertThat(HttpDate.format(second)).isEqualTo(text);
        assertThat(HttpDate.parse(text, NOW)).hasValue(second);
        String asctime =
                DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
                        .format(time);
        assertThat(HttpDate.parse(asctime, NOW)).hasValue(second);
    }

    @Property
    void isReadWithAYearOfTwoDigits(
            @ForAll @LongRange(min = 220_924_800L, max = 3_345_000_000L) long second) {
        String text =
                DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ENGLISH)
                        .format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC));
        assertThat(HttpDate.parse(text, NOW)).hasValue(second);
    }

    @Test
    void isWrittenWhereAsked() {
        byte[] target = new byte[31];
        HttpDate.format(784_111_777, target, 1);
        assertThat(new String(target, StandardCharsets.US_ASCII))
                .isEqualTo("\0Sun, 06 Nov 1994 08:49:37 GMT\0");
        assertThat(HttpDate.format(FIRST)).isEqualTo("Sat, 01 Jan 0000 00:00:00 GMT");
        assertThat(HttpDate.format(LAST)).isEqualTo("Fri, 31 Dec 9999 23:59:59 GMT");
    }

    @ParameterizedTest
    @ValueSource(longs = {-62_167_219_201L, 253_402_300_800L, Long.MIN_VALUE, Long.MAX_VALUE})
    void isNotWrittenInAYearOfOtherThanFourDigits(long second) {
        assertThatThrownBy(() -> HttpDate.format(second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("date of no year of four digits: epochSeconds=" + second);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 06 Nov 1994 08:49:37 GMT | 1994-11-06T08:49:37Z",
                "Sunday, 06-Nov-94 08:49:37 GMT | 1994-11-06T08:49:37Z",
                "Sun Nov  6 08:49:37 1994 | 1994-11-06T08:49:37Z",
                "Sun Nov 06 08:49:37 1994 | 1994-11-06T08:49:37Z",
                "Sun Nov 16 08:49:37 1994 | 1994-11-16T08:49:37Z",
                "Mon, 06 Nov 1994 08:49:37 GMT | 1994-11-06T08:49:37Z",
                "Fri, 13 Dec 1901 20:45:52 GMT | 1901-12-13T20:45:52Z",
                "Sat, 31 Dec 2016 23:59:60 GMT | 2017-01-01T00:00:00Z",
                "Tue, 29 Feb 2000 00:00:00 GMT | 2000-02-29T00:00:00Z",
                "Wednesday, 01-Jan-76 00:00:00 GMT | 2076-01-01T00:00:00Z",
                "Saturday, 01-Jan-77 00:00:00 GMT | 1977-01-01T00:00:00Z",
            })
    void isRead(String text, String instant) {
        assertThat(HttpDate.parse(text, NOW)).hasValue(Instant.parse(instant).getEpochSecond());
    }

    @ParameterizedTest
    @CsvSource({"30, 2130", "31, 2031", "80, 2080", "99, 2099", "00, 2100", "29, 2129"})
    void isReadInTheCenturyThatIsNearest(String shortYear, int year) {
        long now = Instant.parse("2080-06-01T00:00:00Z").getEpochSecond();
        assertThat(HttpDate.parse("Sunday, 06-Nov-" + shortYear + " 08:49:37 GMT", now))
                .hasValue(Instant.parse(year + "-11-06T08:49:37Z").getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 06 Nov 1994 08:49:37 gmt",
                "Sun, 06 nov 1994 08:49:37 GMT",
                "sun, 06 Nov 1994 08:49:37 GMT",
                "Xyz, 06 Nov 1994 08:49:37 GMT",
                "unM, 06 Nov 1994 08:49:37 GMT",
                "Sun, 06 ovD 1994 08:49:37 GMT",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun, 6  Nov 1994 08:49:37 GMT",
                "Sun, +6 Nov 1994 08:49:37 GMT",
                "Sun, 06-Nov-1994 08:49:37 GMT",
                "Sun, 00 Nov 1994 08:49:37 GMT",
                "Sun, 31 Nov 1994 08:49:37 GMT",
                "Sun, 29 Feb 1900 08:49:37 GMT",
                "Sun, 30 Feb 2000 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:49:37 GMT",
                "Sun, 06 Nov 1994 08:60:37 GMT",
                "Sun, 06 Nov 1994 08:49:61 GMT",
                "Sun, 06 Nov 1994 08.49:37 GMT",
                "Sun, 06 Nov 1994 08:49.37 GMT",
                "Sun, 06 Nov 19x4 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 GMT ",
                "Sun 06, Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 UTC",
                "Sunday, 06-Nov-1994 08:49:37 GMT",
                "Sunday, 06 Nov 94 08:49:37 GMT",
                "Sunday, 06-Nov-9x 08:49:37 GMT",
                "Sund, 06-Nov-94 08:49:37 GMT",
                "Sunday,  6-Nov-94 08:49:37 GMT",
                "Sun Nov 6 08:49:37 1994",
                "Sun Nov  6 08:49:37 94",
                "Sun Nov xx 08:49:37 1994",
                "Sun-Nov  6 08:49:37 1994",
                " GMT",
                "Sunday, GMT",
            })
    void isNotRead(String text) {
        assertThat(HttpDate.parse(text, NOW)).isEmpty();
    }
}
