// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// What a server makes of the bytes of a connection: requests with their bodies, then maybe an end.
///
/// The bytes lie in a segment of just the size that has come, on the heap or off it: reading behind
/// it throws.
final class Conversation {
    private final HeadParser parser;
    private final ChunkedDecoder decoder;
    private final List<String> told = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private MemorySegment bytes = MemorySegment.NULL;
    private Stage stage = Stage.HEAD;
    private int from;
    private long missingBytes;

    Conversation(HttpLimits limits) {
        parser = new HeadParser(limits);
        decoder = new ChunkedDecoder(limits);
    }

    private enum Stage {
        HEAD,
        BODY,
        CHUNKS,
        OVER
    }

    /// {@return what is made of bytes that come at once}
    ///
    /// @param bytes all of them
    List<String> whole(byte[] bytes) {
        begin(MemorySegment.ofArray(bytes));
        advance(bytes.length);
        return end();
    }

    /// {@return what is made of bytes that come in pieces, off the heap}
    ///
    /// @param bytes all of them
    /// @param first the size of the first piece
    /// @param step the size of the others
    List<String> pieces(byte[] bytes, int first, int step) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(bytes.length);
            MemorySegment.copy(MemorySegment.ofArray(bytes), 0, segment, 0, bytes.length);
            return pieces(segment, first, step);
        }
    }

    /// {@return what is made of bytes that come in pieces}
    ///
    /// @param bytes all of them
    /// @param first the size of the first piece
    /// @param step the size of the others
    List<String> pieces(MemorySegment bytes, int first, int step) {
        int size = (int) bytes.byteSize();
        begin(bytes);
        advance(Math.min(first, size));
        for (int to = first + step; to < size + step; to += step) {
            advance(Math.min(to, size));
        }
        return end();
    }

    private void begin(MemorySegment all) {
        bytes = all;
        told.clear();
        from = 0;
        stage = Stage.HEAD;
        parser.reset();
    }

    private void advance(int to) {
        boolean more = true;
        while (more && stage != Stage.OVER) {
            more =
                    switch (stage) {
                        case HEAD -> head(to);
                        case BODY -> body(to);
                        default -> chunks(to);
                    };
        }
    }

    private List<String> end() {
        boolean between = stage == Stage.HEAD && from == bytes.byteSize();
        if (stage != Stage.OVER && !between) {
            told.add("incomplete");
        }
        return List.copyOf(told);
    }

    private boolean head(int to) {
        int result = parser.parse(bytes.asSlice(0, to), from, to);
        if (result == HeadParser.INCOMPLETE) {
            return false;
        }
        if (result == HeadParser.REFUSED) {
            refuse(parser.refusal());
            return false;
        }
        RequestHead head = parser.head();
        body.setLength(0);
        decoder.reset();
        missingBytes = Math.max(head.contentLength, 0);
        HeadGrammar.check(text(from, from + result));
        told.add(HeadFeeding.told(head, bytes, from));
        from += result;
        stage = head.chunked ? Stage.CHUNKS : Stage.BODY;
        return true;
    }

    private boolean body(int to) {
        int count = (int) Math.min(missingBytes, to - from);
        take(from, from + count);
        from += count;
        missingBytes -= count;
        return missingBytes == 0 && next();
    }

    private boolean chunks(int to) {
        int result = decoder.next(bytes.asSlice(0, to), from, to);
        from = decoder.position();
        switch (result) {
            case ChunkedDecoder.DATA -> take(decoder.dataFrom(), from);
            case ChunkedDecoder.REFUSED -> refuse(decoder.refusal());
            case ChunkedDecoder.END -> {
                return next();
            }
            default -> {
                return false;
            }
        }
        return result == ChunkedDecoder.DATA;
    }

    private boolean next() {
        if (!body.isEmpty()) {
            told.add("body={" + body + "}");
        }
        boolean persists = parser.head().keepAlive;
        stage = persists ? Stage.HEAD : Stage.OVER;
        parser.reset();
        return persists;
    }

    private void take(int dataFrom, int dataTo) {
        body.append(text(dataFrom, dataTo));
    }

    private String text(int textFrom, int textTo) {
        byte[] text = new byte[textTo - textFrom];
        MemorySegment.copy(bytes, textFrom, MemorySegment.ofArray(text), 0, text.length);
        return new String(text, ISO_8859_1);
    }

    private void refuse(Refusal refusal) {
        told.add(refusal.status() + " " + refusal);
        stage = Stage.OVER;
    }
}
