// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.xlist.battery.BatteryCase.array;
import static org.jparallel.xlist.battery.BatteryCase.checked;
import static org.jparallel.xlist.battery.BatteryCase.kept;
import static org.jparallel.xlist.battery.BatteryCase.object;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The cases of dates and of regular expressions.
final class DateAndPatternCases {
    private static final Map<String, Pattern> PATTERNS =
            Map.of(
                    "RegExp flags and lastIndex",
                    Pattern.compile("foo", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE),
                    "RegExp sticky flag: the flags that Java has",
                    Pattern.compile("foo", Pattern.COMMENTS | Pattern.LITERAL | Pattern.DOTALL),
                    "RegExp unicode flag",
                    Pattern.compile("foo", Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS),
                    "RegExp empty",
                    Pattern.compile(""),
                    "RegExp slash",
                    Pattern.compile("/"),
                    "RegExp new line",
                    Pattern.compile("\n"));

    private DateAndPatternCases() {}

    static Stream<BatteryCase> all() {
        return Stream.of(dates(), patterns()).flatMap(List::stream);
    }

    private static Object[] times() {
        LocalDateTime overlap = LocalDateTime.of(2025, 10, 26, 2, 30);
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        return new Object[] {
            Duration.ZERO, Duration.ofSeconds(Long.MIN_VALUE), Duration.ofSeconds(1, 999_999_999),
            LocalDate.MIN, LocalDate.MAX, LocalTime.MAX, LocalDateTime.MIN, OffsetTime.MIN,
            OffsetDateTime.MAX, ZonedDateTime.ofLocal(overlap, berlin, ZoneOffset.ofHours(1)),
            ZonedDateTime.ofLocal(overlap, berlin, ZoneOffset.ofHours(2)),
            ZonedDateTime.of(overlap.minusMonths(7), berlin), Period.of(-1, 2, -3),
            Year.of(Year.MIN_VALUE), YearMonth.of(2024, 2), MonthDay.of(2, 29), berlin,
            ZoneOffset.MIN
        };
    }

    @SuppressWarnings("JavaUtilDate") // the very class that the cases are named after
    private static List<BatteryCase> dates() {
        return List.of(
                kept("Date 0", () -> array(Instant.EPOCH, new Date(0))),
                kept("Date -0: a nanosecond before", () -> Instant.ofEpochSecond(-1, 999_999_999)),
                kept("Date -8.64e15", () -> array(Instant.MIN, new Date(Long.MIN_VALUE))),
                kept("Date 8.64e15", () -> array(Instant.MAX, new Date(Long.MAX_VALUE))),
                kept("Array Date objects", () -> array(times())),
                kept("Object Date objects", () -> object(times())));
    }

    private static List<BatteryCase> patterns() {
        List<BatteryCase> cases = new ArrayList<>();
        PATTERNS.forEach(
                (name, pattern) -> {
                    cases.add(
                            checked(
                                    name,
                                    () -> Pattern.compile(pattern.pattern(), pattern.flags()),
                                    DateAndPatternCases::compare));
                    cases.add(
                            checked(
                                    "Array RegExp object, " + name,
                                    () -> new Pattern[] {pattern, pattern},
                                    (original, copy) -> {
                                        compare(original[0], copy[0]);
                                        assertThat(copy[1]).isSameAs(copy[0]);
                                    }));
                    cases.add(
                            checked(
                                    "Object RegExp object, " + name,
                                    () -> Map.of("pattern", pattern),
                                    (_, copy) -> compare(pattern, copy.get("pattern"))));
                });
        return cases;
    }

    private static void compare(Pattern original, Pattern copy) {
        assertThat(copy.pattern()).isEqualTo(original.pattern());
        assertThat(copy.flags()).isEqualTo(original.flags());
    }
}
