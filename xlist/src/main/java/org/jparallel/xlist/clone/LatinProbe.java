// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/// Says whether all characters of a string are of Latin-1, and so take a byte each.
///
/// A loop over `charAt` would do; but within a large method the JVM sometimes checks the kind and
/// the end of the string for each character, at 3 ns instead of a third. So the characters are
/// copied first, at the speed of memory, and what is long is left to the encoder of the JDK, which
/// looks at 16 or 32 at once.
///
/// **Threads.** One.
final class LatinProbe {
    /// So many characters are looked at one by one; more than that by the encoder.
    private static final int SHORT_LENGTH = 48;

    private static final int CHUNK_LENGTH = 1 << 10;
    private static final int LATIN_LIMIT = 0xff;

    private final char[] characters = new char[CHUNK_LENGTH];
    private final CharBuffer source = CharBuffer.wrap(characters);
    private final ByteBuffer target = ByteBuffer.allocate(CHUNK_LENGTH);
    private final CharsetEncoder encoder = StandardCharsets.ISO_8859_1.newEncoder();

    boolean isLatin(String value, int length) {
        return length <= SHORT_LENGTH ? isShortLatin(value, length) : isLongLatin(value, length);
    }

    private boolean isShortLatin(String value, int length) {
        char[] copy = characters;
        value.getChars(0, length, copy, 0);
        int bits = 0;
        for (int i = 0; i < length; i++) {
            bits |= copy[i];
        }
        return bits <= LATIN_LIMIT;
    }

    private boolean isLongLatin(String value, int length) {
        for (int from = 0; from < length; from += CHUNK_LENGTH) {
            int count = Math.min(length - from, CHUNK_LENGTH);
            value.getChars(from, from + count, characters, 0);
            source.limit(count).position(0);
            target.position(0);
            if (!encoder.encode(source, target, true).isUnderflow()) {
                return false;
            }
        }
        return true;
    }
}
