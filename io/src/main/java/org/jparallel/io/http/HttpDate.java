// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// Dates of HTTP (RFC 9110 5.6.7), in whole seconds since 1970.
///
/// They are written as `Sun, 06 Nov 1994 08:49:37 GMT`, and read in that form and in the two older
/// ones, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`. A date that exists is
/// read whichever day of the week it names, since nothing hangs on it. Days are told from years by
/// Howard Hinnant's algorithms ("chrono-compatible low-level date algorithms"): years that begin in
/// March have their leap day last.
final class HttpDate {
    /// How many bytes a written date has.
    static final int BYTES = 29;

    private static final String DAYS = "SunMonTueWedThuFriSat";
    private static final String[] LONG_DAYS = {
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"
    };
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final byte[] DAY_BYTES = DAYS.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MONTH_BYTES = MONTHS.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FORM =
            "Sun, 06 Nov 1994 08:49:37 GMT".getBytes(StandardCharsets.US_ASCII);
    private static final long FIRST_SECOND = -62_167_219_200L;
    private static final long END_SECOND = 253_402_300_800L;
    private static final int DAY_SECONDS = 86_400;
    private static final int ERA_DAYS = 146_097;
    private static final int EPOCH_DAYS = 719_468;
    private static final int NO_NUMBER = Integer.MIN_VALUE;
    private static final long NO_DATE = Long.MIN_VALUE;

    private HttpDate() {}

    /// Tells whether a second is in a year of four digits, 0 to 9999.
    static boolean isFormattable(long epochSecond) {
        return epochSecond >= FIRST_SECOND && epochSecond < END_SECOND;
    }

    /// Writes a date, without an object.
    ///
    /// @param target takes [#BYTES] bytes
    /// @param at where
    /// @throws IllegalArgumentException if its year has not four digits; nothing is written
    static void format(long epochSecond, byte[] target, int at) {
        if (!isFormattable(epochSecond)) {
            throw new IllegalArgumentException(
                    "date of no year of four digits: epochSeconds=" + epochSecond);
        }
        int days = (int) Math.floorDiv(epochSecond, (long) DAY_SECONDS);
        int second = (int) Math.floorMod(epochSecond, (long) DAY_SECONDS);
        int shifted = days + EPOCH_DAYS;
        int era = Math.floorDiv(shifted, ERA_DAYS);
        int dayOfEra = shifted - era * ERA_DAYS;
        int yearOfEra =
                (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
        int month = marchMonth < 10 ? marchMonth + 2 : marchMonth - 10;
        int year = yearOfEra + era * 400 + (month < 2 ? 1 : 0);

        System.arraycopy(FORM, 0, target, at, BYTES);
        System.arraycopy(DAY_BYTES, 3 * Math.floorMod(days + 4, 7), target, at, 3);
        digits(day, target, at + 5);
        System.arraycopy(MONTH_BYTES, 3 * month, target, at + 8, 3);
        digits(year / 100, target, at + 12);
        digits(year % 100, target, at + 14);
        digits(second / 3_600, target, at + 17);
        digits(second / 60 % 60, target, at + 20);
        digits(second % 60, target, at + 23);
    }

    /// {@return a date as text}
    ///
    /// @throws IllegalArgumentException if its year has not four digits
    static String format(long epochSecond) {
        byte[] text = new byte[BYTES];
        format(epochSecond, text, 0);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /// Reads a date in any of the three forms.
    ///
    /// @param nowSecond the present, which tells the century of a year of two digits: it is at most
    ///     50 years ahead
    /// @return its second, or nothing if it is none
    static OptionalLong parse(String text, long nowSecond) {
        long second = NO_DATE;
        if (text.length() == BYTES && text.startsWith(", ", 3)) {
            second = parseFixed(text);
        } else if (text.length() == 24) {
            second = parseAsctime(text);
        } else if (text.endsWith(" GMT")) {
            second = parseLong(text, nowSecond);
        }
        return second == NO_DATE ? OptionalLong.empty() : OptionalLong.of(second);
    }

    private static long parseFixed(String text) {
        boolean formed =
                index(DAYS, text, 0) >= 0
                        && text.charAt(7) == ' '
                        && text.charAt(11) == ' '
                        && text.charAt(16) == ' '
                        && text.startsWith(" GMT", 25);
        return formed
                ? second(number(text, 12, 4), index(MONTHS, text, 8), number(text, 5, 2), text, 17)
                : NO_DATE;
    }

    private static long parseAsctime(String text) {
        int day = text.charAt(8) == ' ' ? number(text, 9, 1) : number(text, 8, 2);
        boolean formed =
                index(DAYS, text, 0) >= 0
                        && text.charAt(3) == ' '
                        && text.charAt(7) == ' '
                        && text.charAt(10) == ' '
                        && text.charAt(19) == ' ';
        return formed
                ? second(number(text, 20, 4), index(MONTHS, text, 4), day, text, 11)
                : NO_DATE;
    }

    private static long parseLong(String text, long nowSecond) {
        for (String name : LONG_DAYS) {
            if (text.startsWith(", ", name.length()) && text.startsWith(name)) {
                return parseLongRest(text.substring(name.length() + 2), nowSecond);
            }
        }
        return NO_DATE;
    }

    private static long parseLongRest(String rest, long nowSecond) {
        boolean formed =
                rest.length() == 22
                        && rest.charAt(2) == '-'
                        && rest.charAt(6) == '-'
                        && rest.charAt(9) == ' ';
        int shortYear = formed ? number(rest, 7, 2) : NO_NUMBER;
        if (shortYear == NO_NUMBER) {
            return NO_DATE;
        }
        int nowYear = 1970 + (int) Math.floorDiv(nowSecond * 400, (long) ERA_DAYS * DAY_SECONDS);
        int year = nowYear - Math.floorMod(nowYear, 100) + shortYear;
        if (year > nowYear + 50) {
            year -= 100;
        } else if (year <= nowYear - 50) {
            year += 100;
        }
        return second(year, index(MONTHS, rest, 3), number(rest, 0, 2), rest, 10);
    }

    private static long second(int year, int month, int day, String text, int clock) {
        int hour = number(text, clock, 2);
        int minute = number(text, clock + 3, 2);
        int second = number(text, clock + 6, 2);
        boolean valid =
                text.charAt(clock + 2) == ':'
                        && text.charAt(clock + 5) == ':'
                        && (hour | minute | second | month) >= 0
                        && year >= 0
                        && hour < 24
                        && minute < 60
                        && second <= 60
                        && day > 0
                        && day <= lastDay(year, month);
        return valid
                ? epochDay(year, month, day) * DAY_SECONDS + hour * 3_600L + minute * 60L + second
                : NO_DATE;
    }

    private static int lastDay(int year, int month) {
        if (month == 1) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 3 || month == 5 || month == 8 || month == 10 ? 30 : 31;
    }

    private static long epochDay(int year, int month, int day) {
        int marchYear = month < 2 ? year - 1 : year;
        int era = Math.floorDiv(marchYear, 400);
        int yearOfEra = marchYear - era * 400;
        int marchMonth = month < 2 ? month + 10 : month - 2;
        int dayOfYear = (153 * marchMonth + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) era * ERA_DAYS + dayOfEra - EPOCH_DAYS;
    }

    private static int index(String names, String text, int at) {
        for (int i = 0; i < names.length(); i += 3) {
            if (text.startsWith(names.substring(i, i + 3), at)) {
                return i / 3;
            }
        }
        return NO_NUMBER;
    }

    private static int number(String text, int at, int digitCount) {
        int number = 0;
        for (int i = at; i < at + digitCount; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return NO_NUMBER;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    private static void digits(int number, byte[] target, int at) {
        target[at] = (byte) ('0' + number / 10);
        target[at + 1] = (byte) ('0' + number % 10);
    }
}
