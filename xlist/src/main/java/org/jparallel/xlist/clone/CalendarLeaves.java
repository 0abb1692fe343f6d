// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.chrono.ChronoLocalDate;
import java.time.chrono.Chronology;
import java.time.chrono.HijrahChronology;
import java.time.chrono.HijrahDate;
import java.time.chrono.IsoChronology;
import java.time.chrono.JapaneseChronology;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.time.chrono.MinguoChronology;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistChronology;
import java.time.chrono.ThaiBuddhistDate;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;

/// Dates of `java.util`, and of the calendars of `java.time.chrono`.
@SuppressWarnings({"JavaUtilDate", "JdkObsolete"}) // whatever a user may still hold is cloned
final class CalendarLeaves {
    private static final int LENIENT = 1;

    static final List<Leaf<?>> ALL =
            List.of(
                    Leaf.ofObject(
                            FrameLayout.DATE,
                            Date.class,
                            (value, output) -> output.putLong(value.getTime()),
                            input -> new Date(input.takeLong())),
                    Leaf.ofObject(
                            FrameLayout.CALENDAR,
                            GregorianCalendar.class,
                            CalendarLeaves::putCalendar,
                            CalendarLeaves::takeCalendar),
                    Leaf.ofObject(
                            FrameLayout.FILE_TIME,
                            FileTime.class,
                            CalendarLeaves::putFileTime,
                            CalendarLeaves::takeFileTime),
                    Leaf.ofValue(
                            FrameLayout.JAPANESE_ERA,
                            JapaneseEra.class,
                            (value, output) -> output.putSigned(value.getValue()),
                            input -> JapaneseEra.of(Math.toIntExact(input.takeSigned()))),
                    chronoDate(FrameLayout.JAPANESE_DATE, JapaneseDate.class),
                    chronoDate(FrameLayout.HIJRAH_DATE, HijrahDate.class),
                    chronoDate(FrameLayout.MINGUO_DATE, MinguoDate.class),
                    chronoDate(FrameLayout.THAI_DATE, ThaiBuddhistDate.class),
                    chronology(FrameLayout.ISO_CHRONOLOGY, IsoChronology.class),
                    chronology(FrameLayout.JAPANESE_CHRONOLOGY, JapaneseChronology.class),
                    chronology(FrameLayout.HIJRAH_CHRONOLOGY, HijrahChronology.class),
                    chronology(FrameLayout.MINGUO_CHRONOLOGY, MinguoChronology.class),
                    chronology(FrameLayout.THAI_CHRONOLOGY, ThaiBuddhistChronology.class));

    /// Zones of `java.util` that the JDK knows by their name.
    static final Leaf<TimeZone> TIME_ZONE =
            Leaf.ofObject(
                    FrameLayout.TIME_ZONE,
                    TimeZone.class,
                    (value, output) -> putZone(value, value, output),
                    CalendarLeaves::takeZone);

    private CalendarLeaves() {}

    private static <T extends ChronoLocalDate> Leaf<T> chronoDate(int tag, Class<T> type) {
        return Leaf.ofValue(
                tag,
                type,
                (value, output) -> {
                    output.putString(value.getChronology().getId());
                    output.putSigned(value.toEpochDay());
                },
                input -> {
                    Chronology chronology = Chronology.of(input.takeString());
                    return type.cast(chronology.dateEpochDay(input.takeSigned()));
                });
    }

    private static <T extends Chronology> Leaf<T> chronology(int tag, Class<T> type) {
        return Leaf.ofValue(
                tag,
                type,
                (value, output) -> output.putString(value.getId()),
                input -> type.cast(Chronology.of(input.takeString())));
    }

    /// Works on a copy: a calendar computes its time when it is asked, and so changes.
    private static void putCalendar(GregorianCalendar value, FrameOutput output) {
        GregorianCalendar copy = (GregorianCalendar) value.clone();
        long timeMillis;
        try {
            timeMillis = copy.getTimeInMillis();
        } catch (IllegalArgumentException impossible) {
            throw new UncloneablePart("", value.getClass(), "its fields are no date", impossible);
        }
        putZone(copy.getTimeZone(), value, output);
        output.putLong(timeMillis);
        output.putByte(copy.isLenient() ? LENIENT : 0);
        output.putByte(copy.getFirstDayOfWeek());
        output.putByte(copy.getMinimalDaysInFirstWeek());
        output.putLong(copy.getGregorianChange().getTime());
    }

    private static GregorianCalendar takeCalendar(FrameInput input) {
        GregorianCalendar value = new GregorianCalendar(takeZone(input));
        long timeMillis = input.takeLong();
        value.setLenient((input.takeByte() & LENIENT) != 0);
        value.setFirstDayOfWeek(input.takeByte());
        value.setMinimalDaysInFirstWeek(input.takeByte());
        value.setGregorianChange(new Date(input.takeLong()));
        value.setTimeInMillis(timeMillis);
        // So that it is complete, as one is that was looked at.
        value.get(Calendar.YEAR);
        return value;
    }

    private static void putZone(TimeZone zone, Object holder, FrameOutput output) {
        TimeZone known = TimeZone.getTimeZone(zone.getID());
        if (!Codecs.isOfJdk(zone.getClass()) || !known.equals(zone)) {
            throw new UncloneablePart(
                    holder == zone ? "" : ".getTimeZone()",
                    zone.getClass(),
                    "its rules are its own; a ZoneId can be cloned",
                    null);
        }
        output.putString(zone.getID());
    }

    private static TimeZone takeZone(FrameInput input) {
        return TimeZone.getTimeZone(input.takeString());
    }

    /// What is beyond the instants has no fraction of a day.
    private static void putFileTime(FileTime value, FrameOutput output) {
        Instant instant = value.toInstant();
        boolean isInstant = FileTime.from(instant).equals(value);
        output.putByte(isInstant ? 1 : 0);
        output.putLong(isInstant ? instant.getEpochSecond() : value.to(TimeUnit.DAYS));
        output.putInt(isInstant ? instant.getNano() : 0);
    }

    private static FileTime takeFileTime(FrameInput input) {
        boolean isInstant = input.takeByte() != 0;
        long value = input.takeLong();
        int nanos = input.takeInt();
        return isInstant
                ? FileTime.from(Instant.ofEpochSecond(value, nanos))
                : FileTime.from(value, TimeUnit.DAYS);
    }
}
