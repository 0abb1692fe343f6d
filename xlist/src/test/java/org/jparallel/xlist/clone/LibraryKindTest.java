// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.chrono.ChronoLocalDate;
import java.time.chrono.HijrahDate;
import java.time.chrono.IsoChronology;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The clone of a value of the JDK")
@SuppressWarnings({"JavaUtilDate", "JdkObsolete"}) // whatever a user may still hold is cloned
final class LibraryKindTest {
    private record Pair(Object left, Object right) {}

    static Stream<Object> values() throws IOException {
        return Stream.of(
                new Date(0),
                new Date(Long.MIN_VALUE),
                new Date(Long.MAX_VALUE),
                new java.sql.Date(5),
                new java.sql.Time(6),
                timestamp(),
                Path.of("a", "b \u00e9"),
                Path.of(""),
                Path.of("/"),
                new File("a/../b"),
                new File(""),
                URI.create("http://u@h:80/p/%41?q=a%20b#f"),
                URI.create("mailto:a@b"),
                URI.create(""),
                URI.create("../x"),
                Locale.ROOT,
                Locale.GERMANY,
                Locale.of("no", "NO", "NY"),
                Locale.of("ja", "JP", "JP"),
                Locale.of("", "", "not!a!tag"),
                Locale.forLanguageTag("zh-Hant-TW-u-ca-roc-x-private"),
                Currency.getInstance("EUR"),
                StandardCharsets.UTF_8,
                Charset.forName("GB18030"),
                Charset.forName("Big5"),
                BitSet.valueOf(new long[] {5, 0, Long.MIN_VALUE}),
                new BitSet(),
                HexFormat.ofDelimiter(", ").withUpperCase().withPrefix("#").withSuffix("!"),
                Runtime.version(),
                FileTime.from(Instant.MAX),
                FileTime.from(Instant.MIN),
                FileTime.from(7, TimeUnit.NANOSECONDS),
                FileTime.from(Long.MAX_VALUE, TimeUnit.DAYS),
                JapaneseDate.of(2019, 5, 1),
                HijrahDate.of(1445, 9, 1),
                MinguoDate.of(1, 1, 1),
                ThaiBuddhistDate.of(2567, 2, 29),
                IsoChronology.INSTANCE,
                JapaneseEra.REIWA,
                InetAddress.getByAddress("name.invalid", new byte[] {127, 0, 0, 1}),
                InetAddress.getByAddress(new byte[] {10, 0, 0, 1}),
                Inet6Address.getByAddress("six.invalid", new byte[16], -1),
                InetSocketAddress.createUnresolved("name.invalid", 80),
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {1, 2, 3, 4}), 65_535),
                new InetSocketAddress(InetAddress.getByAddress(new byte[16]), 0),
                UnixDomainSocketAddress.of("/tmp/x"),
                TimeZone.getTimeZone("Europe/Berlin"),
                TimeZone.getTimeZone("GMT+01:30"),
                String.class,
                int.class,
                int[][].class,
                Pair.class);
    }

    private static Object timestamp() {
        java.sql.Timestamp timestamp = new java.sql.Timestamp(-1);
        timestamp.setNanos(999_999_999);
        return timestamp;
    }

    @ParameterizedTest
    @MethodSource("values")
    void isEqualAndOneObjectStaysOne(Object value) {
        Object copy = Cloned.of(value);
        assertThat(copy).hasSameClassAs(value).isEqualTo(value);
        assertThat(copy.toString()).isEqualTo(value.toString());
        if (!(value instanceof ChronoLocalDate)) {
            Pair pair = Cloned.of(new Pair(value, value));
            assertThat(pair.left()).isSameAs(pair.right());
        }
    }

    @Test
    void isAnObjectOfItsOwnIfItCanChange() {
        Date date = new Date(1);
        Date copy = Cloned.of(date);
        date.setTime(2);
        assertThat(copy.getTime()).isEqualTo(1);
        BitSet bits = new BitSet();
        BitSet bitsCopy = Cloned.of(bits);
        bits.set(3);
        assertThat(bitsCopy.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a\nb", "(?<y>\\d+)", "\\Qa.b\\E", "a(?i)b", "(?x) a b"})
    void matchesWhatThePatternMatches(String source) {
        int all =
                Pattern.CASE_INSENSITIVE
                        | Pattern.UNICODE_CASE
                        | Pattern.MULTILINE
                        | Pattern.DOTALL
                        | Pattern.UNIX_LINES;
        for (int flags : new int[] {0, Pattern.LITERAL, Pattern.COMMENTS, all}) {
            Pattern value = Pattern.compile(source, flags);
            Pattern copy = Cloned.of(value);
            assertThat(copy.pattern()).isEqualTo(source);
            assertThat(copy.flags()).isEqualTo(value.flags());
            for (String input : List.of("ab", "AB", "aB", "Ab", "a.b", "a b", "1")) {
                assertThat(copy.matcher(input).matches())
                        .isEqualTo(value.matcher(input).matches());
            }
        }
    }

    @Test
    void keepsWhatABuilderHolds() {
        StringBuilder value = new StringBuilder(1_000);
        value.append("a\ud800\0");
        Pair copy = Cloned.of(new Pair(value, value));
        assertThat(copy.left()).isSameAs(copy.right()).isNotSameAs(value);
        assertThat(((StringBuilder) copy.left()).append("z").toString()).isEqualTo("a\ud800\0z");
        assertThat(Cloned.of(new StringBuffer("\udc00")).toString()).isEqualTo("\udc00");
    }

    @Test
    void keepsACalendar() {
        GregorianCalendar value =
                new GregorianCalendar(TimeZone.getTimeZone("America/New_York"), Locale.GERMANY);
        value.setGregorianChange(new Date(Long.MIN_VALUE));
        value.set(2025, Calendar.FEBRUARY, 31, 1, 2, 3);
        String before = value.toString();
        GregorianCalendar copy = Cloned.of(value);
        assertThat(value.toString()).isEqualTo(before);
        assertThat(copy).isEqualTo(value);
        assertThat(copy.getFirstDayOfWeek()).isEqualTo(Calendar.MONDAY);
        value.setLenient(false);
        value.set(Calendar.MONTH, 99);
        assertThatThrownBy(() -> Cloned.of(List.of(value)))
                .isInstanceOf(CloneRefusal.class)
                .hasMessage(
                        "root[0]: java.util.GregorianCalendar (its fields are no date)");
    }

    @Test
    void keepsTheScopeOfAnAddressAndItsMappedForm() throws IOException {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 10;
        Inet6Address value = Inet6Address.getByAddress(null, mapped, 7);
        Inet6Address copy = Cloned.of(value);
        assertThat(copy.getScopeId()).isEqualTo(7);
        assertThat(copy.getAddress()).isEqualTo(mapped);
        assertThat(copy.toString()).isEqualTo(value.toString());
    }

    @Test
    void refusesAPathOfAnotherFileSystem(@TempDir Path directory) throws IOException {
        Path zip = directory.resolve("a.zip");
        try (var output = new java.util.zip.ZipOutputStream(Files.newOutputStream(zip))) {
            output.putNextEntry(new java.util.zip.ZipEntry("x"));
        }
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            assertThatThrownBy(() -> Cloned.of(List.of(files.getPath("x"))))
                    .isInstanceOf(CloneRefusal.class)
                    .hasMessage("root[0]: jdk.nio.zipfs.ZipPath (of another file system)");
        }
    }

    @Test
    void refusesAUriThatItsTextDoesNotGiveBack() {
        URI value = URI.create("http://h/").relativize(URI.create("http://h/a:b"));
        assertThatThrownBy(() -> Cloned.of(value))
                .isInstanceOf(CloneRefusal.class)
                .hasMessage("root: java.net.URI (its text means another one)");
    }

    @Test
    void refusesATimeZoneWithRulesOfItsOwn() {
        TimeZone named = TimeZone.getTimeZone("Europe/Berlin");
        named.setRawOffset(1);
        for (TimeZone zone : List.of(named, new SimpleTimeZone(5, "Europe/Berlin"))) {
            assertThatThrownBy(() -> Cloned.of(new GregorianCalendar(zone)))
                    .isInstanceOf(CloneRefusal.class)
                    .hasMessage(
                            "root.getTimeZone(): "
                                    + zone.getClass().getName()
                                    + " (its rules are its own; a ZoneId can be cloned)");
        }
    }

    @Test
    void keepsStatisticsOfInfinities() {
        for (DoubleStream numbers :
                List.of(
                        DoubleStream.of(Double.POSITIVE_INFINITY, 1, Double.NEGATIVE_INFINITY),
                        DoubleStream.of(
                                Double.MAX_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY),
                        DoubleStream.of(Double.NaN, 1),
                        DoubleStream.of(Double.POSITIVE_INFINITY, 2))) {
            var value = numbers.summaryStatistics();
            assertThat(Cloned.of(value).toString()).isEqualTo(value.toString());
        }
    }

    @Test
    void keepsStatistics() {
        var ints = IntStream.of(3, -1, 2).summaryStatistics();
        assertThat(Cloned.of(ints).toString()).isEqualTo(ints.toString());
        var none = IntStream.empty().asDoubleStream().summaryStatistics();
        assertThat(Cloned.of(none).toString()).isEqualTo(none.toString());
        var longs = IntStream.of(3, -1, 2).asLongStream().summaryStatistics();
        assertThat(Cloned.of(longs).toString()).isEqualTo(longs.toString());
    }
}
