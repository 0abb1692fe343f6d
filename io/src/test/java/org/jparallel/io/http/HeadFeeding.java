// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Feeds heads to a parser, whole or in pieces, and tells its verdict in words.
///
/// The bytes lie in a segment of just the size that has come, on the heap or off it: reading behind
/// it throws.
final class HeadFeeding {
    static final String INCOMPLETE = "incomplete";

    private final HeadParser parser;

    HeadFeeding() {
        this(HttpLimits.standard());
    }

    HeadFeeding(HttpLimits limits) {
        parser = new HeadParser(limits);
    }

    static byte[] bytes(String latin1) {
        return latin1.getBytes(ISO_8859_1);
    }

    /// {@return a head of those lines, each with its CRLF, and the empty line}
    ///
    /// @param lines in Latin-1
    static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    String verdict(String latin1) {
        return verdict(bytes(latin1));
    }

    String verdict(byte[] bytes) {
        return verdict(MemorySegment.ofArray(bytes), Math.max(bytes.length, 1));
    }

    /// {@return the verdict on a head that comes in pieces of that size, off the heap}
    ///
    /// @param bytes the head
    /// @param stepBytes the size of a piece
    String verdictOffHeap(byte[] bytes, int stepBytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(bytes.length);
            MemorySegment.copy(MemorySegment.ofArray(bytes), 0, segment, 0, bytes.length);
            return verdict(segment, stepBytes);
        }
    }

    private String verdict(MemorySegment bytes, int stepBytes) {
        parser.reset();
        int size = (int) bytes.byteSize();
        int to = Math.min(stepBytes, size);
        int result = parser.parse(bytes.asSlice(0, to), 0, to);
        while (result == HeadParser.INCOMPLETE && to < size) {
            to = Math.min(to + stepBytes, size);
            result = parser.parse(bytes.asSlice(0, to), 0, to);
        }
        return told(bytes, 0, result);
    }

    /// {@return the verdict on a head that comes in two pieces, the second time to another place}
    ///
    /// @param bytes the head
    /// @param cut how many bytes come first
    String verdictOfTwo(byte[] bytes, int cut) {
        parser.reset();
        byte[] first = new byte[cut];
        System.arraycopy(bytes, 0, first, 0, cut);
        int result = parser.parse(MemorySegment.ofArray(first), 0, cut);
        if (result != HeadParser.INCOMPLETE) {
            return told(MemorySegment.ofArray(first), 0, result);
        }
        byte[] moved = new byte[bytes.length + 3];
        System.arraycopy(bytes, 0, moved, 3, bytes.length);
        result = parser.parse(MemorySegment.ofArray(moved), 3, moved.length);
        return told(MemorySegment.ofArray(moved), 3, result);
    }

    private String told(MemorySegment bytes, int from, int result) {
        if (result == HeadParser.REFUSED) {
            return parser.refusal().status() + " " + parser.refusal();
        }
        if (result == HeadParser.INCOMPLETE) {
            return INCOMPLETE;
        }
        return told(parser.head(), bytes, from) + " bytes=" + result;
    }

    /// {@return the head in words}
    ///
    /// @param head what was found
    /// @param bytes where it is
    /// @param from its first byte
    static String told(RequestHead head, MemorySegment bytes, int from) {
        StringBuilder told = new StringBuilder();
        told.append(text(bytes, from, head.methodFrom, head.methodTo)).append(' ');
        told.append(text(bytes, from, head.pathFrom, head.pathTo));
        if (head.queryFrom >= 0) {
            told.append(" ?").append(text(bytes, from, head.queryFrom, head.queryTo));
        }
        if (head.authorityFrom >= 0) {
            told.append(" @").append(text(bytes, from, head.authorityFrom, head.authorityTo));
        }
        told.append(" 1.").append(head.minorVersion);
        told.append(head.contentLength >= 0 ? " length=" + head.contentLength : "");
        told.append(head.chunked ? " chunked" : "").append(head.keepAlive ? "" : " close");
        told.append(head.expectContinue ? " expect" : "").append(head.escaped ? " escaped" : "");
        told.append(head.asterisk ? " asterisk" : "");
        for (int index = 0; index < head.headerCount; index++) {
            told.append(" [").append(text(bytes, from, head.nameFrom(index), head.nameTo(index)));
            told.append('|').append(text(bytes, from, head.valueFrom(index), head.valueTo(index)));
            told.append(']');
        }
        return told.toString();
    }

    private static String text(MemorySegment bytes, int base, int from, int to) {
        byte[] text = new byte[to - from];
        MemorySegment.copy(bytes, base + from, MemorySegment.ofArray(text), 0, text.length);
        return new String(text, ISO_8859_1);
    }

    HeadParser parser() {
        return parser;
    }

    int headerIndex(byte[] bytes, String name, int first) {
        return parser.head()
                .headerIndex(MemorySegment.ofArray(bytes), 0, name.getBytes(US_ASCII), first);
    }
}
