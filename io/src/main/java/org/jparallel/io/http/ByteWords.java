// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Eight bytes at a time, in a long whose lowest byte is the first one.
///
/// A classifier counts how many of a word's first bytes are surely of its class, 0 to 8. It may be
/// narrower than the class: whoever calls looks the byte at which it stopped up in a table and goes
/// on behind it. The arithmetic is that of bytes side by side in a word ("SIMD within a register";
/// Warren, Hacker's Delight, section 6-1): with the highest bit of each byte cleared first, no sum
/// carries into the next byte.
final class ByteWords {
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long LOWER_CASE = 0x2020_2020_2020_2020L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
    private static final long OTHER_BITS = ~HIGHEST_BITS;

    private ByteWords() {}

    /// {@return the word of a text of at most eight characters}
    ///
    /// @param text in US-ASCII
    static long text(String text) {
        long word = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            word = word << Byte.SIZE | text.charAt(i);
        }
        return word;
    }

    static int octet(MemorySegment bytes, int at) {
        return bytes.get(BYTE, at) & 0xff;
    }

    static int two(MemorySegment bytes, int at) {
        return bytes.get(SHORT, at) & 0xffff;
    }

    static long eight(MemorySegment bytes, int at) {
        return bytes.get(LONG, at);
    }

    // The letters of a token or of a field value in lower case. Other bytes change too, but none of
    // those that may stand there to a letter or a hyphen.

    static int lowerTwo(MemorySegment bytes, int at) {
        return two(bytes, at) | (int) (LOWER_CASE & 0xffff);
    }

    static int lowerFour(MemorySegment bytes, int at) {
        return bytes.get(INT, at) | (int) LOWER_CASE;
    }

    static long lowerEight(MemorySegment bytes, int at) {
        return bytes.get(LONG, at) | LOWER_CASE;
    }

    /// {@return whether the text is at `at`, in whichever case}
    ///
    /// @param bytes where to look
    /// @param at its first byte; as many bytes as the text has may be read
    /// @param lowerCase the text
    static boolean isText(MemorySegment bytes, int at, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            if (ByteClass.lowerCase(octet(bytes, at + i)) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    /// {@return the bytes from `at`, with zeros from `end` on; nothing behind `end` is read}
    ///
    /// @param bytes where they are
    /// @param at the first one
    /// @param end behind the last one that may be read, at least `at`
    static long word(MemorySegment bytes, int at, int end) {
        return end - at >= Long.BYTES ? bytes.get(LONG, at) : lastWord(bytes, at, end);
    }

    private static long lastWord(MemorySegment bytes, int at, int end) {
        int count = end - at;
        long word = 0;
        int taken = 0;
        if ((count & Integer.BYTES) != 0) {
            word = bytes.get(INT, at) & 0xffff_ffffL;
            taken = Integer.BYTES;
        }
        if ((count & Short.BYTES) != 0) {
            word |= (bytes.get(SHORT, at + taken) & 0xffffL) << (taken * Byte.SIZE);
            taken += Short.BYTES;
        }
        if ((count & Byte.BYTES) != 0) {
            word |= (bytes.get(BYTE, at + taken) & 0xffL) << (taken * Byte.SIZE);
        }
        return word;
    }

    /// {@return how many first bytes are letters or `-`, as in most field names}
    ///
    /// @param word eight bytes
    static int nameBytes(long word) {
        long low = word & OTHER_BITS;
        return count(word, letters(low) | range(low, '-', '-'));
    }

    /// {@return how many first bytes are letters, digits, `-`, `.` or `/`, as in most targets}
    ///
    /// @param word eight bytes
    static int targetBytes(long word) {
        long low = word & OTHER_BITS;
        return count(word, letters(low) | range(low, '-', '9'));
    }

    /// {@return how many first bytes are letters, digits, `-` or `.`, as in most host names}
    ///
    /// @param word eight bytes
    static int hostBytes(long word) {
        long low = word & OTHER_BITS;
        return count(word, letters(low) | range(low, '-', '.') | range(low, '0', '9'));
    }

    /// {@return how many first bytes are no control characters, tabs and DEL among them}
    ///
    /// @param word eight bytes
    static int valueBytes(long word) {
        long low = word & OTHER_BITS;
        return count(0, range(low, ' ', '~') | word);
    }

    private static long letters(long low) {
        return range(low | LOWER_CASE, 'a', 'z');
    }

    /// The highest bit of each byte that is in the range; the other bits are noise.
    private static long range(long low, int first, int last) {
        return (low + (0x80 - first) * EACH) & ~(low + (0x7f - last) * EACH);
    }

    private static int count(long word, long inClass) {
        return Long.numberOfTrailingZeros((word | ~inClass) & HIGHEST_BITS) >>> 3;
    }
}
