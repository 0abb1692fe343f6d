// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.io.Reader;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import net.openhft.chronicle.bytes.AppendableUtil;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.StopCharTester;
import net.openhft.chronicle.bytes.StopCharTesters;
import net.openhft.chronicle.bytes.render.Decimaliser;
import org.jspecify.annotations.Nullable;

/// Text in [ArenaBytes], in Chronicle's formats.
///
/// Chronicle's UTF-8 encodes each `char` on its own, in one to three bytes, so NUL and lone
/// surrogates survive; a length in front of it is a stop-bit number, -1 for null.
abstract sealed class TextBytes extends StreamBytes permits ArenaBytes {
    private int lastDecimalPlaces;
    private boolean lastNumberHadDigits;

    TextBytes(MemorySegment memory) {
        super(memory);
    }

    @Override
    public final Bytes<Void> append(double value) {
        return append8bit(Double.toString(value));
    }

    @Override
    public final Bytes<Void> append(float value) {
        return append8bit(Float.toString(value));
    }

    @Override
    public final Bytes<Void> append(int value) {
        return append8bit(Integer.toString(value));
    }

    @Override
    public final Bytes<Void> append(long value) {
        return append8bit(Long.toString(value));
    }

    @Override
    public final Bytes<Void> appendBase(long value, int base) {
        if (base < Character.MIN_RADIX || base > Character.MAX_RADIX) {
            throw new IllegalArgumentException("base not from 2 to 36: base=" + base);
        }
        return append8bit(Long.toString(value, base));
    }

    @Override
    public final Bytes<Void> append(CharSequence text) {
        return appendUtf8(text, 0, text.length());
    }

    @Override
    public final Bytes<Void> append(CharSequence text, int start, int end) {
        return appendUtf8(text, start, end - start);
    }

    @Override
    public final Bytes<Void> appendUtf8(CharSequence text, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, text.length());
        writable(writePosition(), utf8Length(text, offset, length));
        for (int i = offset; i < offset + length; i++) {
            appendUtf8(text.charAt(i));
        }
        return this;
    }

    private static long utf8Length(CharSequence text, int offset, int length) {
        long byteCount = length;
        for (int i = offset; i < offset + length; i++) {
            char value = text.charAt(i);
            if (value > 0x7F) {
                byteCount += value > 0x7FF ? 2 : 1;
            }
        }
        return byteCount;
    }

    @Override
    public final Bytes<Void> writeUtf8(@Nullable CharSequence text) {
        if (text == null) {
            return writeStopBit(-1);
        }
        return writeStopBit(utf8Length(text, 0, text.length())).appendUtf8(text, 0, text.length());
    }

    @Override
    public final Bytes<Void> writeUtf8(@Nullable String text) {
        return writeUtf8((CharSequence) text);
    }

    @Override
    public final @Nullable String readUtf8() {
        StringBuilder text = new StringBuilder();
        return readUtf8(text) ? text.toString() : null;
    }

    @Override
    public final boolean readUtf8(StringBuilder target) {
        target.setLength(0);
        return readText(target);
    }

    @Override
    public final boolean readUtf8(Bytes<?> target) {
        target.readPositionRemaining(0, 0);
        return readText(target);
    }

    @Override
    public final <C extends Appendable & CharSequence> boolean readUtf8(C target) {
        AppendableUtil.setLength(target, 0);
        return readText(target);
    }

    @Override
    public final @Nullable String readUtf8Limited(long offset, int maxByteCount) {
        StringBuilder text = new StringBuilder();
        return readUtf8Limited(offset, text, maxByteCount) < 0 ? null : text.toString();
    }

    @Override
    public final @Nullable String read8bit() {
        StringBuilder text = new StringBuilder();
        return read8bit(text) ? text.toString() : null;
    }

    @Override
    public final boolean read8bit(StringBuilder target) {
        target.setLength(0);
        long length = readStopBit();
        if (length == -1) {
            return false;
        }
        byte[] bytes = new byte[Math.toIntExact(requireReadable(length))];
        read(bytes);
        target.append(new String(bytes, StandardCharsets.ISO_8859_1));
        return true;
    }

    @Override
    public final boolean read8bit(Bytes<?> target) {
        target.clear();
        long length = readStopBit();
        if (length == -1) {
            return false;
        }
        target.write(this, readPosition(), requireReadable(length));
        readSkip(length);
        return true;
    }

    private boolean readText(Appendable target) {
        long length = readStopBit();
        if (length == -1) {
            return false;
        }
        requireReadable(length);
        if (length > 0) {
            parseUtf8(target, true, Math.toIntExact(length));
        }
        return true;
    }

    @Override
    public final <E extends Enum<E>> E readEnum(Class<E> type) {
        return Enum.valueOf(type, Objects.requireNonNull(read8bit(), "enum constant is null"));
    }

    /// {@return the length, if so much is left to read}
    ///
    /// @param length how many bytes
    final long requireReadable(long length) {
        if (length < 0 || length > readRemaining()) {
            throw underflow(readPosition(), length, readLimit());
        }
        return length;
    }

    @Override
    public final void parseUtf8(Appendable target, boolean utf8, int length) {
        requireReadable(length);
        super.parseUtf8(target, utf8, length);
    }

    @Override
    public final String parseUtf8(StopCharTester tester) {
        StringBuilder text = new StringBuilder();
        parseUtf8(text, tester);
        return text.toString();
    }

    @Override
    public final String parse8bit(StopCharTester tester) {
        StringBuilder text = new StringBuilder();
        parse8bit(text, tester);
        return text.toString();
    }

    @Override
    public final BigDecimal parseBigDecimal() {
        return new BigDecimal(parseUtf8(StopCharTesters.NUMBER_END));
    }

    @Override
    public final @Nullable Boolean parseBoolean() {
        return parseBoolean(StopCharTesters.NON_ALPHA_DIGIT);
    }

    @Override
    public final @Nullable Boolean parseBoolean(StopCharTester tester) {
        return switch (parseUtf8(tester).toLowerCase(Locale.ROOT)) {
            case "t", "true", "y", "yes", "1" -> true;
            case "f", "false", "n", "no", "0" -> false;
            default -> null;
        };
    }

    @Override
    public final boolean isEqual(@Nullable String text) {
        return text != null && isEqual(readPosition(), readRemaining(), text);
    }

    @Override
    public final String to8bitString() {
        return new String(toByteArray(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public final String toUtf8String() {
        return new String(toByteArray(), StandardCharsets.UTF_8);
    }

    /// {@return the readable bytes, each one character}
    @Override
    public final String toString() {
        return to8bitString();
    }

    @Override
    public final Reader reader() {
        return new Reader() {
            @Override
            public int read(char[] target, int offset, int length) {
                Objects.checkFromIndexSize(offset, length, target.length);
                return length == 0 ? 0 : TextBytes.this.read(target, offset, length);
            }

            @Override
            public void close() {
                // Nothing is held: the bytes are their arena's.
            }
        };
    }

    @Override
    public final int lastDecimalPlaces() {
        return lastDecimalPlaces;
    }

    @Override
    public final void lastDecimalPlaces(int places) {
        lastDecimalPlaces = Math.max(0, places);
    }

    @Override
    public final boolean lastNumberHadDigits() {
        return lastNumberHadDigits;
    }

    @Override
    public final void lastNumberHadDigits(boolean digits) {
        lastNumberHadDigits = digits;
    }

    @Override
    @Deprecated
    public final Decimaliser decimaliser() {
        throw decimals();
    }

    @Override
    @Deprecated
    public final Bytes<Void> decimaliser(Decimaliser decimaliser) {
        throw decimals();
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // Chronicle's deprecation, nothing to inline
    public final boolean fpAppend0() {
        return true;
    }

    @Override
    @Deprecated
    public final Bytes<Void> fpAppend0(boolean appendZero) {
        if (!appendZero) {
            throw decimals();
        }
        return this;
    }

    private static UnsupportedOperationException decimals() {
        return new UnsupportedOperationException(
                "arena bytes append decimal numbers as Double.toString does");
    }
}
