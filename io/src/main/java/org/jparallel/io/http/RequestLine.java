// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.jparallel.io.http.Refusal.MORE;

import java.lang.foreign.MemorySegment;

/// Parses a request line: `method SP request-target SP HTTP-version CRLF` (RFC 9112 section 3).
///
/// A method that is not in [Method] is an extension; case matters, so `get` is one.
final class RequestLine {
    static final int LIMIT_METHOD_BYTES = 64;

    private static final int GET_AND_SPACE = (int) ByteWords.text("GET ");
    private static final long GET = ByteWords.text("GET");
    private static final long HEAD = ByteWords.text("HEAD");
    private static final long POST = ByteWords.text("POST");
    private static final long PUT = ByteWords.text("PUT");
    private static final long DELETE = ByteWords.text("DELETE");
    private static final long OPTIONS = ByteWords.text("OPTIONS");
    private static final long PATCH = ByteWords.text("PATCH");
    private static final long TRACE = ByteWords.text("TRACE");
    private static final long CONNECT = ByteWords.text("CONNECT");

    private static final String VERSION = "HTTP/d.d";
    private static final long VERSION_1_0 = ByteWords.text("HTTP/1.0");
    private static final long VERSION_1_1 = ByteWords.text("HTTP/1.1");

    private RequestLine() {}

    /// {@return what follows the line, [Refusal#MORE], or a refusal's code}
    ///
    /// @param bytes where it is
    /// @param lineFrom its first byte, less than `end`
    /// @param end behind the last byte that may be read
    /// @param from the first byte of the head
    /// @param head is told of the line
    static int parse(MemorySegment bytes, int lineFrom, int end, int from, RequestHead head) {
        int space = method(bytes, lineFrom, end, head);
        if (space < 0) {
            return space;
        }
        head.methodFrom = lineFrom - from;
        head.methodTo = space - from;
        space = RequestTarget.parse(bytes, space + 1, end, from, head);
        return space < 0 ? space : version(bytes, space + 1, end, head);
    }

    private static int method(MemorySegment bytes, int lineFrom, int end, RequestHead head) {
        long word = ByteWords.word(bytes, lineFrom, end);
        if ((int) word == GET_AND_SPACE) {
            head.method = Method.GET;
            return lineFrom + 3;
        }
        int space = methodEnd(bytes, lineFrom, end);
        if (space < 0) {
            return space;
        }
        int byteCount = space - lineFrom;
        long name =
                byteCount < Long.BYTES ? word & ((1L << (byteCount * Byte.SIZE)) - 1) : 0;
        if (name == CONNECT) {
            return Refusal.CONNECT.code();
        }
        head.method = named(name);
        return space;
    }

    private static int methodEnd(MemorySegment bytes, int lineFrom, int end) {
        int limit = lineFrom + Math.min(end - lineFrom, LIMIT_METHOD_BYTES + 1);
        int at = lineFrom;
        while (at < limit && ByteClass.isToken(ByteWords.octet(bytes, at))) {
            at++;
        }
        if (at == lineFrom + LIMIT_METHOD_BYTES + 1) {
            return Refusal.METHOD_TOO_LONG.code();
        }
        if (at == limit) {
            return MORE;
        }
        return at > lineFrom && ByteWords.octet(bytes, at) == ' ' ? at : Refusal.METHOD.code();
    }

    private static Method named(long name) {
        if (name == POST) {
            return Method.POST;
        }
        if (name == HEAD) {
            return Method.HEAD;
        }
        if (name == PUT) {
            return Method.PUT;
        }
        if (name == DELETE) {
            return Method.DELETE;
        }
        if (name == OPTIONS) {
            return Method.OPTIONS;
        }
        if (name == PATCH) {
            return Method.PATCH;
        }
        if (name == TRACE) {
            return Method.TRACE;
        }
        return name == GET ? Method.GET : Method.EXTENSION;
    }

    private static int version(MemorySegment bytes, int at, int end, RequestHead head) {
        if (end - at < VERSION.length()) {
            return partOfVersion(bytes, at, end);
        }
        long word = ByteWords.eight(bytes, at);
        if (word == VERSION_1_1) {
            head.minorVersion = 1;
        } else if (word == VERSION_1_0) {
            head.minorVersion = 0;
        } else {
            int malformed = partOfVersion(bytes, at, at + VERSION.length());
            return malformed < MORE ? malformed : Refusal.VERSION_UNKNOWN.code();
        }
        int next = at + VERSION.length();
        return next == end ? MORE : HeadParser.lineEnd(bytes, next, end);
    }

    private static int partOfVersion(MemorySegment bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            int expected = VERSION.charAt(at - from);
            int octet = ByteWords.octet(bytes, at);
            if (expected == 'd' ? !ByteClass.isDigit(octet) : octet != expected) {
                return Refusal.VERSION.code();
            }
        }
        return MORE;
    }
}
