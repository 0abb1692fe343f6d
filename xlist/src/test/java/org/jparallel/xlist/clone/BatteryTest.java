// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The battery of the web platform's structured clone, in the values of Java: each row alone, in a
/// list, in an array, as a value of a map, and in a record.
@DisplayName("The battery")
final class BatteryTest {
    private static final List<String> STRINGS =
            List.of(
                    "",
                    "\ud800",
                    "\udc00",
                    "a\ud800b",
                    "a\0b",
                    "\0",
                    "\udbff\udffd",
                    "\u00ff",
                    "\u0100",
                    "x".repeat(63),
                    "x".repeat(64),
                    "\u00e9".repeat(5_000),
                    "\u4e2d".repeat(5_000));

    static Stream<Arguments> rows() {
        List<Arguments> rows = new ArrayList<>();
        STRINGS.forEach(value -> rows.add(row("B5-9 string", value)));
        addNumbers(rows);
        addTimes(rows);
        addArraysAndBuffers(rows);
        addCollections(rows);
        return rows.stream();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    void keepsTheValueAlone(String name, Object value) {
        Object copy = Cloned.of(value);
        assertThat(copy).hasSameClassAs(value);
        assertSame(copy, value);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    void keepsTheValueInEverythingThatHoldsValues(String name, Object value) {
        assertSame(Cloned.of(new ArrayList<>(List.of(value))).getFirst(), value);
        assertSame(Cloned.of(List.of(value)).getFirst(), value);
        assertSame(Cloned.of(new Object[] {value})[0], value);
        assertSame(Cloned.of(new HashMap<>(Map.of("key", value))).get("key"), value);
        assertSame(Cloned.of(Map.of("key", value)).get("key"), value);
        assertSame(Cloned.of(Optional.of(value)).orElseThrow(), value);
        assertSame(Cloned.of(new Holder(value)).value(), value);
    }

    private static void addNumbers(List<Arguments> rows) {
        for (Object value :
                new Object[] {
                    true, false, Byte.MIN_VALUE, Short.MIN_VALUE, '\uffff', '\0', 0, -1,
                    Integer.MAX_VALUE, Integer.MIN_VALUE, 0L, 9007199254740993L, Long.MIN_VALUE,
                    Long.MAX_VALUE, 0.2f, -0.0f, Float.NaN, Float.intBitsToFloat(0x7fc00005),
                    Float.MIN_VALUE, Float.MAX_VALUE
                }) {
            rows.add(row("B3-19 boxed", value));
        }
        for (double value :
                new double[] {
                    0.2, 0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
                    9007199254740992.0, -9007199254740994.0, Double.MIN_VALUE, Double.MAX_VALUE,
                    Double.longBitsToDouble(0x7ff8000000000005L)
                }) {
            rows.add(row("B10-19 number", value));
        }
        for (String digits :
                List.of("0", "-1", "9223372036854775808", "-9007199254740994" + "0".repeat(60))) {
            rows.add(row("B20-23 big", new BigInteger(digits)));
        }
        rows.add(row("B23 big, more than a page", BigInteger.ONE.shiftLeft(100_000).negate()));
        rows.add(row("B23 scale", new BigDecimal("1.0")));
        rows.add(row("B23 scale", new BigDecimal("1.00")));
        rows.add(row("B23 negative scale", new BigDecimal(BigInteger.TEN, -5)));
    }

    private static void addTimes(List<Arguments> rows) {
        LocalDateTime overlap = LocalDateTime.of(2025, 10, 26, 2, 30);
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        for (Object value :
                new Object[] {
                    Instant.EPOCH, Instant.MIN, Instant.MAX, Instant.ofEpochSecond(-1, 999_999_999),
                    Duration.ZERO, Duration.ofSeconds(Long.MIN_VALUE),
                    Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), LocalDate.MIN, LocalDate.MAX,
                    LocalTime.MIN, LocalTime.MAX, LocalDateTime.MIN, LocalDateTime.MAX,
                    OffsetTime.MIN, OffsetTime.MAX, OffsetDateTime.MIN, OffsetDateTime.MAX,
                    ZonedDateTime.ofLocal(overlap, berlin, ZoneOffset.ofHours(1)),
                    ZonedDateTime.ofLocal(overlap, berlin, ZoneOffset.ofHours(2)),
                    ZonedDateTime.of(overlap.minusMonths(7), berlin), Period.of(-1, 2, -3),
                    Period.ZERO, Year.of(Year.MIN_VALUE), YearMonth.of(2024, 2),
                    MonthDay.of(2, 29), berlin, ZoneId.of("UTC"), ZoneId.of("UTC+01:00"),
                    ZoneOffset.MIN, ZoneOffset.ofTotalSeconds(1), DayOfWeek.MONDAY
                }) {
            rows.add(row("B50-55 time", value));
        }
    }

    private static void addArraysAndBuffers(List<Arguments> rows) {
        for (Object value :
                new Object[] {
                    new boolean[] {true, false}, new byte[0], new byte[] {0, -1, (byte) 0xc3},
                    new short[] {1}, new char[] {'\ud800', 0}, new int[10], new long[] {1L << 60},
                    new float[] {-0.0f}, new double[] {Double.NaN}, new byte[100_000],
                    new boolean[10_000]
                }) {
            rows.add(row("B82-100 bytes", value));
        }
        for (Object value :
                new Object[] {
                    new Object[10], new Object[0], new String[] {"a", null},
                    new int[][] {{1}, null},
                    new int[2][3][4], new byte[][] {{}, {1}}, new Integer[] {1}, new List<?>[1],
                    new Object[] {1, "a", null, 2L}, new DayOfWeek[] {DayOfWeek.FRIDAY}
                }) {
            rows.add(row("B24, B111 array", value));
        }
        ByteBuffer heap = ByteBuffer.allocate(10).putInt(0, 7);
        rows.add(row("B82 buffer", heap));
        rows.add(row("B82 buffer", ByteBuffer.allocateDirect(100_000).limit(9).position(5)));
        rows.add(row("B82 buffer", heap.asReadOnlyBuffer()));
        rows.add(row("B82 buffer", ByteBuffer.allocate(0)));
    }

    private static void addCollections(List<Arguments> rows) {
        rows.add(row("B24 list", new ArrayList<>(Arrays.asList(1, null, 'a', -0.0, "b"))));
        rows.add(row("B25 map", new LinkedHashMap<>(Map.of("a", 1, "b", List.of(2)))));
        List<Double> zeros = Arrays.asList(0.0, -0.0, Double.NaN, null);
        rows.add(row("B37-49 set", new LinkedHashSet<>(zeros)));
        rows.add(row("B111 nulls", new ArrayList<>(Collections.nCopies(10, null))));
        rows.add(row("B113 index-like keys", new HashMap<>(Map.of("0", 1, "length", 2))));
        rows.add(row("B113 index keys", new HashMap<>(Map.of(0, "a", 1, "b"))));
        rows.add(row("B120 immutable", List.of(1, 2, 3)));
        rows.add(row("B120 immutable", Stream.of(1, null).toList()));
        rows.add(row("B120 immutable", Set.of("a", "b", "c")));
        rows.add(row("B121 immutable", Map.of("a", 1, "b", 2)));
        rows.add(row("B105 record", new Holder(new Holder("x"))));
        for (Object value :
                new Object[] {
                    Optional.empty(), Optional.of(1), OptionalInt.empty(), OptionalInt.of(-1),
                    OptionalLong.of(Long.MIN_VALUE), OptionalDouble.of(-0.0), new UUID(1, -1),
                    new UUID(0, 0)
                }) {
            rows.add(row("B1-2 optional", value));
        }
        for (Object value :
                new Object[] {
                    List.of(), Set.of(), Map.of(), Collections.emptyList(), Collections.emptyMap(),
                    Collections.emptySet(), new ArrayList<>(), new HashMap<>(), new int[0]
                }) {
            rows.add(row("B102-104 empty", value));
        }
    }

    private static Arguments row(String name, Object value) {
        return Arguments.of(name, value);
    }

    private static void assertSame(@Nullable Object copy, Object value) {
        assertThat(Isomorphism.between(value, copy)).isEmpty();
    }

    private record Holder(Object value) {}

    @Nested
    @DisplayName("of rows of their own")
    final class OfItsOwn {
        @Test
        void tellsNullFromNothing() {
            assertThat(Cloned.nullable(null)).isNull();
            assertThat(Cloned.of(Optional.empty())).isEmpty();
        }

        @Test
        void keepsTheWholeStateOfABuffer() {
            ByteBuffer value = ByteBuffer.allocateDirect(16);
            value.order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(8, -5).limit(12).position(3);
            ByteBuffer copy = Cloned.of(value);
            assertThat(copy.isDirect()).isTrue();
            assertThat(copy.order()).isEqualTo(java.nio.ByteOrder.LITTLE_ENDIAN);
            assertThat(copy.position()).isEqualTo(3);
            assertThat(copy.limit()).isEqualTo(12);
            assertThat(copy.capacity()).isEqualTo(16);
            assertThat(copy.clear().getLong(8)).isEqualTo(-5);
            assertThat(Cloned.of(value.asReadOnlyBuffer()).isReadOnly()).isTrue();
        }

        @Test
        void copiesASliceOfABufferAlone() {
            ByteBuffer value = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2).slice();
            ByteBuffer copy = Cloned.of(value);
            assertThat(copy.array()).containsExactly(2, 3);
            assertThat(copy.arrayOffset()).isZero();
        }

        @Test
        void sharesNothingWithTheOriginal() {
            byte[] bytes = {1, 2};
            Holder copy = Cloned.of(new Holder(bytes));
            ((byte[]) copy.value())[0] = 9;
            assertThat(bytes[0]).isEqualTo((byte) 1);
        }
    }
}
