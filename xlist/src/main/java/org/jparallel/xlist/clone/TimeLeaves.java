// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

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
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// The values of `java.time`, to the nanosecond and over their whole range.
final class TimeLeaves {
    static final List<Leaf<?>> ALL =
            List.of(
                    leaf(
                            FrameLayout.INSTANT,
                            Instant.class,
                            (value, output) ->
                                    putSeconds(value.getEpochSecond(), value.getNano(), output),
                            input -> Instant.ofEpochSecond(input.takeSigned(), input.takeInt())),
                    leaf(
                            FrameLayout.DURATION,
                            Duration.class,
                            (value, output) ->
                                    putSeconds(value.getSeconds(), value.getNano(), output),
                            input -> Duration.ofSeconds(input.takeSigned(), input.takeInt())),
                    leaf(
                            FrameLayout.LOCAL_DATE,
                            LocalDate.class,
                            TimeLeaves::putDate,
                            TimeLeaves::takeDate),
                    leaf(
                            FrameLayout.LOCAL_TIME,
                            LocalTime.class,
                            TimeLeaves::putTime,
                            TimeLeaves::takeTime),
                    leaf(
                            FrameLayout.LOCAL_DATE_TIME,
                            LocalDateTime.class,
                            TimeLeaves::putDateTime,
                            TimeLeaves::takeDateTime),
                    leaf(
                            FrameLayout.OFFSET_TIME,
                            OffsetTime.class,
                            (value, output) -> {
                                putTime(value.toLocalTime(), output);
                                putOffset(value.getOffset(), output);
                            },
                            input -> OffsetTime.of(takeTime(input), takeOffset(input))),
                    leaf(
                            FrameLayout.OFFSET_DATE_TIME,
                            OffsetDateTime.class,
                            (value, output) -> {
                                putDateTime(value.toLocalDateTime(), output);
                                putOffset(value.getOffset(), output);
                            },
                            input -> OffsetDateTime.of(takeDateTime(input), takeOffset(input))),
                    leaf(
                            FrameLayout.ZONED_DATE_TIME,
                            ZonedDateTime.class,
                            (value, output) -> {
                                putDateTime(value.toLocalDateTime(), output);
                                putOffset(value.getOffset(), output);
                                output.putString(value.getZone().getId());
                            },
                            input ->
                                    ZonedDateTime.ofStrict(
                                            takeDateTime(input),
                                            takeOffset(input),
                                            ZoneId.of(input.takeString()))),
                    leaf(
                            FrameLayout.PERIOD,
                            Period.class,
                            (value, output) -> {
                                output.putInt(value.getYears());
                                output.putInt(value.getMonths());
                                output.putInt(value.getDays());
                            },
                            input -> Period.of(input.takeInt(), input.takeInt(), input.takeInt())),
                    leaf(
                            FrameLayout.YEAR,
                            Year.class,
                            (value, output) -> output.putInt(value.getValue()),
                            input -> Year.of(input.takeInt())),
                    leaf(
                            FrameLayout.YEAR_MONTH,
                            YearMonth.class,
                            (value, output) -> {
                                output.putInt(value.getYear());
                                output.putByte(value.getMonthValue());
                            },
                            input -> YearMonth.of(input.takeInt(), input.takeByte())),
                    leaf(
                            FrameLayout.MONTH_DAY,
                            MonthDay.class,
                            (value, output) -> {
                                output.putByte(value.getMonthValue());
                                output.putByte(value.getDayOfMonth());
                            },
                            input -> MonthDay.of(input.takeByte(), input.takeByte())),
                    leaf(
                            FrameLayout.ZONE_OFFSET,
                            ZoneOffset.class,
                            TimeLeaves::putOffset,
                            TimeLeaves::takeOffset));

    /// Zones that are no offsets.
    static final Leaf<ZoneId> ZONE =
            leaf(
                    FrameLayout.ZONE,
                    ZoneId.class,
                    (value, output) -> output.putString(value.getId()),
                    input -> ZoneId.of(input.takeString()));

    private TimeLeaves() {}

    private static <T> Leaf<T> leaf(
            int tag,
            Class<T> type,
            BiConsumer<T, FrameOutput> encode,
            Function<FrameInput, T> decode) {
        return Leaf.ofValue(tag, type, encode, decode);
    }

    private static void putSeconds(long seconds, int nanos, FrameOutput output) {
        output.putSigned(seconds);
        output.putInt(nanos);
    }

    private static void putDate(LocalDate value, FrameOutput output) {
        output.putSigned(value.toEpochDay());
    }

    private static LocalDate takeDate(FrameInput input) {
        return LocalDate.ofEpochDay(input.takeSigned());
    }

    private static void putTime(LocalTime value, FrameOutput output) {
        output.putLong(value.toNanoOfDay());
    }

    private static LocalTime takeTime(FrameInput input) {
        return LocalTime.ofNanoOfDay(input.takeLong());
    }

    private static void putDateTime(LocalDateTime value, FrameOutput output) {
        putDate(value.toLocalDate(), output);
        putTime(value.toLocalTime(), output);
    }

    private static LocalDateTime takeDateTime(FrameInput input) {
        return LocalDateTime.of(takeDate(input), takeTime(input));
    }

    private static void putOffset(ZoneOffset value, FrameOutput output) {
        output.putInt(value.getTotalSeconds());
    }

    private static ZoneOffset takeOffset(FrameInput input) {
        return ZoneOffset.ofTotalSeconds(input.takeInt());
    }
}
