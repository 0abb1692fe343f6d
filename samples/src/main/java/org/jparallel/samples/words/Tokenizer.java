// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jparallel.arena.ByteStringCounts;

/// Finds the words of a text and counts them.
///
/// A word is a longest run of ASCII letters, ASCII digits, underscores and bytes from 0x80 up,
/// which are the bytes of all other characters in UTF-8. Case is kept. The rule looks at bytes
/// alone, so that any bytes have an exact count, valid UTF-8 or not.
///
/// # How
///
/// Eight bytes are judged at once within a long, 64 of them make a map of 64 bits, and the borders
/// of words are the bits that differ from the bit before:
///
/// ```text
///   text      int x = n_0;
///   words     11101001110      a bit for each byte, the first on the left
///   borders   10011101001      start, end, start, end, start, end
/// ```
///
/// So the loop branches once for each border and not once for each byte, and those branches do not
/// depend on where words end, which no processor can guess.
final class Tokenizer {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final int BLOCK_BYTES = 64;
    private static final long NONE = -1;

    private final ByteStringCounts counts;
    private long wordStart = NONE;
    private long wordCount;

    Tokenizer(ByteStringCounts counts) {
        this.counts = counts;
    }

    /// {@return how many words were counted so far}
    long wordCount() {
        return wordCount;
    }

    /// Counts the words of a text.
    void count(MemorySegment text) {
        wordStart = NONE;
        long inWord = 0;
        long offset = 0;
        for (; offset + BLOCK_BYTES <= text.byteSize(); offset += BLOCK_BYTES) {
            long words = words(text, offset);
            countBorders(text, offset, words ^ ((words << 1) | inWord));
            inWord = words >>> 63;
        }
        long words = lastWords(text, offset);
        countBorders(text, offset, words ^ ((words << 1) | inWord));
        if (wordStart != NONE) {
            countWord(text, text.byteSize());
        }
    }

    private void countBorders(MemorySegment text, long offset, long borders) {
        for (long rest = borders; rest != 0; rest &= rest - 1) {
            long border = offset + Long.numberOfTrailingZeros(rest);
            if (wordStart == NONE) {
                wordStart = border;
            } else {
                countWord(text, border);
                wordStart = NONE;
            }
        }
    }

    private void countWord(MemorySegment text, long end) {
        counts.add(text, wordStart, Math.toIntExact(end - wordStart), 1);
        wordCount++;
    }

    /// {@return a bit for each of 64 bytes, set where it belongs to a word}
    private static long words(MemorySegment text, long offset) {
        long words = 0;
        for (int i = 0; i < BLOCK_BYTES; i += Long.BYTES) {
            words |= wordBytes(text.get(LONG, offset + i)) << i;
        }
        return words;
    }

    /// {@return the same for the last bytes of the text, fewer than 64, and zeros behind}
    private static long lastWords(MemorySegment text, long offset) {
        long words = 0;
        for (long i = offset; i < text.byteSize(); i++) {
            long bytes = text.get(ValueLayout.JAVA_BYTE, i) & 0xff;
            words |= (wordBytes(bytes) & 1) << (i - offset);
        }
        return words;
    }

    /// {@return a bit for each of eight bytes, set where it belongs to a word}
    ///
    /// Adding to a byte below 0x80 what it lacks to 0x80 tells by its top bit whether it reaches a
    /// bound, without carry into the next byte.
    static long wordBytes(long bytes) {
        long low = bytes & ~HIGH;
        long folded = low | 0x20 * EACH;
        long digit = (low + (0x80 - '0') * EACH) ^ (low + (0x80 - '9' - 1) * EACH);
        long letter = (folded + (0x80 - 'a') * EACH) ^ (folded + (0x80 - 'z' - 1) * EACH);
        long notUnderscore = (low ^ '_' * EACH) + 0x7f * EACH;
        long tops = (digit | letter | ~notUnderscore | bytes) & HIGH;
        return ((tops >>> 7) * 0x0102040810204080L) >>> 56;
    }
}
