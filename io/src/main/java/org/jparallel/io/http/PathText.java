// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The text of paths: their normal form, and what they decode to (RFC 3986 2.1, 5.2.4, 6.2.2).
///
/// The normal form of a path has escapes only for what is not unreserved, with upper-case digits,
/// and no dot segments. It keeps `%2F`, which is a slash in a name and no separator, and empty
/// segments. Normalising it again changes nothing, so two paths are the same exactly when the
/// bytes of their normal forms are.
final class PathText {
    /// What [#normalise] gives for a path that has none.
    static final int MALFORMED = -1;

    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private PathText() {}

    /// Tells whether a path may be other than its normal form: whether it has an escape or a
    /// segment that begins with a dot.
    static boolean mayNeedNormalising(MemorySegment bytes, int from, int to) {
        byte before = 0;
        for (int i = from; i < to; i++) {
            byte value = bytes.get(ValueLayout.JAVA_BYTE, i);
            if (value == '%' || (value == '.' && before == '/')) {
                return true;
            }
            before = value;
        }
        return false;
    }

    /// Writes the normal form of an absolute path.
    ///
    /// @param normal takes it; must hold as many bytes as the path has
    /// @return how many bytes it has, or [#MALFORMED] if an escape lacks its two digits or stands
    ///     for NUL; `normal` is then undefined
    static int normalise(MemorySegment bytes, int from, int to, byte[] normal) {
        int length = 0;
        for (int i = from; i < to; i++) {
            byte value = bytes.get(ValueLayout.JAVA_BYTE, i);
            if (value != '%') {
                normal[length++] = value;
                continue;
            }
            int decoded = i + 2 < to ? escaped(bytes, i) : MALFORMED;
            if (decoded <= 0) {
                return MALFORMED;
            }
            i += 2;
            if (isUnreserved(decoded)) {
                normal[length++] = (byte) decoded;
            } else {
                length = escape(decoded, normal, length);
            }
        }
        return withoutDots(normal, length);
    }

    /// {@return what a part of a path says}
    ///
    /// @throws BadRequestException if an escape lacks its digits, or the bytes are not UTF-8
    static String decode(MemorySegment bytes, int from, int to) {
        return decode(bytes, from, to, '+', from);
    }

    /// {@return what a part of a path, query or form says}
    ///
    /// @param plus what a plus sign stands for: itself in a path, a blank in a form
    /// @param origin where positions in messages are counted from
    /// @throws BadRequestException if an escape lacks its digits, or the bytes are not UTF-8
    static String decode(MemorySegment bytes, int from, int to, char plus, int origin) {
        byte[] decoded = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            int value = bytes.get(ValueLayout.JAVA_BYTE, i);
            if (value == '%') {
                value = i + 2 < to ? escaped(bytes, i) : MALFORMED;
                if (value == MALFORMED) {
                    throw new BadRequestException(
                            "malformed percent escape: position=" + (i - origin));
                }
                i += 2;
            } else if (value == '+') {
                value = plus;
            }
            decoded[length++] = (byte) value;
        }
        return utf8(decoded, length);
    }

    /// {@return a text as bytes of a path, with escapes for all but unreserved characters}
    static String encodeSegment(String text) {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        byte[] encoded = new byte[3 * source.length];
        int length = 0;
        for (byte value : source) {
            if (isUnreserved(value)) {
                encoded[length++] = value;
            } else {
                length = escape(value & 0xff, encoded, length);
            }
        }
        return new String(encoded, 0, length, StandardCharsets.US_ASCII);
    }

    static boolean isUnreserved(int value) {
        return (value >= 'a' && value <= 'z')
                || (value >= 'A' && value <= 'Z')
                || (value >= '0' && value <= '9')
                || value == '-'
                || value == '.'
                || value == '_'
                || value == '~';
    }

    /// {@return the value of a hexadecimal digit, or [#MALFORMED]}
    static int digit(int character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        int lower = character | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : MALFORMED;
    }

    static int escape(int value, byte[] target, int at) {
        target[at] = '%';
        target[at + 1] = DIGITS[value >> 4];
        target[at + 2] = DIGITS[value & 15];
        return at + 3;
    }

    private static int escaped(MemorySegment bytes, int percent) {
        int high = digit(bytes.get(ValueLayout.JAVA_BYTE, percent + 1L));
        int low = digit(bytes.get(ValueLayout.JAVA_BYTE, percent + 2L));
        return (high | low) < 0 ? MALFORMED : high << 4 | low;
    }

    /// Removes the dot segments of an absolute path in place.
    private static int withoutDots(byte[] path, int length) {
        int written = 0;
        int slash = 0;
        while (slash < length) {
            int end = slash + 1;
            while (end < length && path[end] != '/') {
                end++;
            }
            int dots = dots(path, slash + 1, end);
            if (dots == 0) {
                System.arraycopy(path, slash, path, written, end - slash);
                written += end - slash;
            } else {
                written = dots == 2 ? parent(path, written) : written;
                if (end == length) {
                    path[written++] = '/';
                }
            }
            slash = end;
        }
        return written;
    }

    private static int parent(byte[] path, int length) {
        int slash = Math.max(length - 1, 0);
        while (slash > 0 && path[slash] != '/') {
            slash--;
        }
        return slash;
    }

    /// {@return 1 for a dot segment, 2 for one of two dots, otherwise 0}
    private static int dots(byte[] path, int from, int to) {
        int length = to - from;
        boolean dotted = length == 1 || length == 2;
        for (int i = from; dotted && i < to; i++) {
            dotted = path[i] == '.';
        }
        return dotted ? length : 0;
    }

    private static String utf8(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new BadRequestException("not UTF-8: bytes=" + length, malformed);
        }
    }
}
