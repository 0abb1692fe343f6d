// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;

/// Decodes a body in the chunked transfer coding where it lies, strictly (RFC 9112 section 7.1).
///
/// ```java
/// int at = from;
/// while (decoder.next(bytes, at, to) == ChunkedDecoder.DATA) {
///     take(bytes, decoder.dataFrom(), decoder.position());
///     at = decoder.position();
/// }
/// ```
///
/// It goes from byte to byte through the states of [ChunkState] and keeps nothing else, so it makes
/// no difference how the body is split, and no byte need be kept for it. Data is not looked at.
///
/// - A size has 1 to 16 hexadecimal digits and is less than 2^63: no sign, no `0x`, no blank.
/// - Extensions are `;name`, `;name=token` or `;name="text"`, with blanks around `;` and `=` where
///   the grammar has them; a bare `;` is none. All of a body together may have 4,096 bytes and as
///   many again as the body has.
/// - Each line, and the data, ends with CRLF.
/// - Trailer fields are parsed, limited and refused as those of a head.
///
/// Extensions mean nothing here and are dropped. So are all trailer fields, and with them those
/// that may not come in a trailer (RFC 9110 section 6.5.1): none has any effect.
///
/// **Threads.** One thread at a time: that of an event loop.
final class ChunkedDecoder {
    /// All bytes are used up: go on with those that follow.
    static final int MORE = 0;

    /// There is data, from [#dataFrom()] to [#position()].
    static final int DATA = 1;

    /// The body ended at [#position()].
    static final int END = 2;

    /// The body is refused: see [#refusal()].
    static final int REFUSED = -1;

    static final int LIMIT_SIZE_DIGITS = 16;
    static final int LIMIT_EXTENSION_BYTES = 4_096;

    private final int trailerCountLimit;
    private final int trailerBytesLimit;

    private ChunkState state = ChunkState.SIZE;
    private Refusal refusal = Refusal.CHUNK_SIZE;
    private int position;
    private int dataFrom;
    /// Of the chunk, not yet seen.
    private long chunkBytes;
    private int digitCount;
    private long bodyBytes;
    private long extensionBytes;
    private int trailerCount;
    private int trailerBytes;

    ChunkedDecoder(HttpLimits limits) {
        trailerCountLimit = limits.headerCount();
        trailerBytesLimit = limits.headerBytes();
    }

    /// Forgets the body: the next call of [#next] begins another one.
    void reset() {
        state = ChunkState.SIZE;
        chunkBytes = 0;
        digitCount = 0;
        bodyBytes = 0;
        extensionBytes = 0;
        trailerCount = 0;
        trailerBytes = 0;
    }

    /// Goes on to the next data.
    ///
    /// @param bytes a segment, on or off the heap
    /// @param from the first byte that was not yet given
    /// @param to behind the last byte that has come, at least `from`
    /// @return [#DATA], [#END], [#MORE] or [#REFUSED]; after [#END] and [#REFUSED] only [#reset()]
    ///     may follow
    int next(MemorySegment bytes, int from, int to) {
        position = from;
        while (position < to) {
            if (state == ChunkState.DATA) {
                return data(to);
            }
            state = step(ByteWords.octet(bytes, position));
            position++;
            if (state == ChunkState.END) {
                return END;
            }
            if (state == ChunkState.REFUSED) {
                return REFUSED;
            }
        }
        return MORE;
    }

    int dataFrom() {
        return dataFrom;
    }

    /// {@return behind the last byte that was used}
    int position() {
        return position;
    }

    /// {@return how many bytes the body has as far as its sizes are known, so that one too large is
    /// refused before it has come; [Long#MAX_VALUE] if it is more than that}
    long announcedBytes() {
        return bodyBytes;
    }

    /// {@return why the body is refused, once [#next] returned [#REFUSED]}
    Refusal refusal() {
        return refusal;
    }

    private int data(int to) {
        int count = (int) Math.min(to - position, chunkBytes);
        dataFrom = position;
        position += count;
        chunkBytes -= count;
        if (chunkBytes == 0) {
            state = ChunkState.DATA_CR;
        }
        return DATA;
    }

    private ChunkState step(int octet) {
        return switch (state) {
            case SIZE, SIZE_OR_END -> size(octet);
            case BEFORE_SEMICOLON, BEFORE_NAME, NAME, AFTER_NAME -> extension(octet);
            case BEFORE_VALUE, VALUE, QUOTED, QUOTED_PAIR, AFTER_QUOTED -> extension(octet);
            case SIZE_LF -> octet == '\n' ? sized() : refuse(Refusal.LINE_END);
            case DATA_CR -> octet == '\r' ? ChunkState.DATA_LF : refuse(Refusal.CHUNK_END);
            case DATA_LF -> octet == '\n' ? ChunkState.SIZE : refuse(Refusal.CHUNK_END);
            case TRAILER, NAME_OF_TRAILER, VALUE_OF_TRAILER, TRAILER_LF, LAST_LF ->
                    countedTrailer(octet);
            case DATA, END, REFUSED -> throw new IllegalStateException("no bytes: state=" + state);
        };
    }

    private ChunkState refuse(Refusal reason) {
        refusal = reason;
        return ChunkState.REFUSED;
    }

    private ChunkState size(int octet) {
        if (ByteClass.isHex(octet)) {
            digitCount++;
            if (digitCount > LIMIT_SIZE_DIGITS || chunkBytes > Long.MAX_VALUE >> 4) {
                return refuse(Refusal.CHUNK_SIZE);
            }
            chunkBytes = chunkBytes << 4 | Character.digit(octet, 16);
            return ChunkState.SIZE_OR_END;
        }
        if (state == ChunkState.SIZE) {
            return refuse(Refusal.CHUNK_SIZE);
        }
        if (octet == '\r') {
            return ChunkState.SIZE_LF;
        }
        return octet == ';' || ByteClass.isBlank(octet)
                ? extension(octet)
                : refuse(octet == '\n' ? Refusal.LINE_END : Refusal.CHUNK_SIZE);
    }

    private ChunkState sized() {
        digitCount = 0;
        if (chunkBytes == 0) {
            return ChunkState.TRAILER;
        }
        long sum = bodyBytes + chunkBytes;
        bodyBytes = sum < 0 ? Long.MAX_VALUE : sum;
        return ChunkState.DATA;
    }

    private ChunkState extension(int octet) {
        if (octet == '\n') {
            return refuse(Refusal.LINE_END);
        }
        ChunkState next = afterExtension(octet);
        if (next == ChunkState.SIZE_LF) {
            return next;
        }
        if (next == ChunkState.REFUSED) {
            return refuse(Refusal.CHUNK_EXTENSION);
        }
        extensionBytes++;
        return extensionBytes - bodyBytes > LIMIT_EXTENSION_BYTES
                ? refuse(Refusal.CHUNK_EXTENSIONS_TOO_LONG)
                : next;
    }

    private ChunkState afterExtension(int octet) {
        return switch (state) {
            case SIZE_OR_END, BEFORE_SEMICOLON -> separator(octet, ChunkState.BEFORE_SEMICOLON);
            case BEFORE_NAME -> ByteClass.isBlank(octet) ? state : token(octet, ChunkState.NAME);
            case NAME -> {
                if (octet == '=') {
                    yield ChunkState.BEFORE_VALUE;
                }
                yield ByteClass.isToken(octet) ? state : end(octet, ChunkState.AFTER_NAME);
            }
            case AFTER_NAME ->
                    octet == '=' ? ChunkState.BEFORE_VALUE : separator(octet, state);
            case BEFORE_VALUE -> {
                if (octet == '"') {
                    yield ChunkState.QUOTED;
                }
                yield ByteClass.isBlank(octet) ? state : token(octet, ChunkState.VALUE);
            }
            case VALUE ->
                    ByteClass.isToken(octet) ? state : end(octet, ChunkState.BEFORE_SEMICOLON);
            case QUOTED -> quoted(octet);
            case QUOTED_PAIR -> ByteClass.isValue(octet) ? ChunkState.QUOTED : ChunkState.REFUSED;
            default -> end(octet, ChunkState.BEFORE_SEMICOLON);
        };
    }

    private static ChunkState token(int octet, ChunkState next) {
        return ByteClass.isToken(octet) ? next : ChunkState.REFUSED;
    }

    private static ChunkState separator(int octet, ChunkState afterBlank) {
        if (octet == ';') {
            return ChunkState.BEFORE_NAME;
        }
        return ByteClass.isBlank(octet) ? afterBlank : ChunkState.REFUSED;
    }

    private static ChunkState end(int octet, ChunkState afterBlank) {
        return octet == '\r' ? ChunkState.SIZE_LF : separator(octet, afterBlank);
    }

    private static ChunkState quoted(int octet) {
        return switch (octet) {
            case '"' -> ChunkState.AFTER_QUOTED;
            case '\\' -> ChunkState.QUOTED_PAIR;
            default -> ByteClass.isValue(octet) ? ChunkState.QUOTED : ChunkState.REFUSED;
        };
    }

    private ChunkState countedTrailer(int octet) {
        if (trailerBytes == trailerBytesLimit) {
            return refuse(Refusal.FIELDS_TOO_LONG);
        }
        trailerBytes++;
        return trailer(octet);
    }

    private ChunkState trailer(int octet) {
        return switch (state) {
            case TRAILER -> firstOfTrailer(octet);
            case NAME_OF_TRAILER -> {
                if (octet == ':') {
                    yield ChunkState.VALUE_OF_TRAILER;
                }
                yield ByteClass.isToken(octet) ? state : refuse(Refusal.FIELD_NAME);
            }
            case VALUE_OF_TRAILER -> {
                if (octet == '\r') {
                    yield ChunkState.TRAILER_LF;
                }
                if (octet == '\n') {
                    yield refuse(Refusal.LINE_END);
                }
                yield ByteClass.isValue(octet) ? state : refuse(Refusal.FIELD_VALUE);
            }
            case TRAILER_LF -> octet == '\n' ? ChunkState.TRAILER : refuse(Refusal.LINE_END);
            default -> octet == '\n' ? ChunkState.END : refuse(Refusal.LINE_END);
        };
    }

    private ChunkState firstOfTrailer(int octet) {
        if (octet == '\r') {
            return ChunkState.LAST_LF;
        }
        if (octet == '\n') {
            return refuse(Refusal.LINE_END);
        }
        if (trailerCount == trailerCountLimit) {
            return refuse(Refusal.TOO_MANY_FIELDS);
        }
        trailerCount++;
        if (ByteClass.isBlank(octet)) {
            return refuse(Refusal.FOLDED);
        }
        return ByteClass.isToken(octet) ? ChunkState.NAME_OF_TRAILER : refuse(Refusal.FIELD_NAME);
    }
}
