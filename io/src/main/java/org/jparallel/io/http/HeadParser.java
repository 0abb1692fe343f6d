// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.jparallel.io.http.Refusal.MORE;

import java.lang.foreign.MemorySegment;

/// Parses the head of an HTTP/1.1 or HTTP/1.0 request where it lies, strictly (RFC 9110, RFC 9112).
///
/// ```
/// GET /wiki/Main?page=2 HTTP/1.1 CRLF     RequestLine: method, target, version
/// Host: example.org CRLF                  FieldLine: name, value
/// Content-Length: 12 CRLF                 Framing: what the message needs to know of it
/// CRLF                                    Framing: what must be there, what excludes what
/// ```
///
/// 1. A line is parsed from its first byte to its last in one go, and its results count once its
///    CRLF is there. When bytes are missing, the next call begins with that line again, so a head
///    that comes in pieces costs at most one more look at a line for each piece.
/// 2. A byte that cannot be right is refused when it is seen, whatever follows. Every check depends
///    on the bytes up to a position only, and checks come in the order of these positions: so it
///    makes no difference to the verdict how a head is split.
/// 3. For the same reason a limit is a window: the scan never looks behind it, and a scan that
///    needs more than the window has is refused.
/// 4. Nothing outside of `from` to `to` is read, and no object is made.
///
/// Where the RFCs leave a choice, the safe one is taken: a line ends with CRLF only; a blank before
/// a colon, a folded line and a blank before the first field are refused; so is a repeated, signed,
/// zero-padded or listed Content-Length, even when all members are equal; so are Content-Length
/// with Transfer-Encoding, and Transfer-Encoding in HTTP/1.0. A minor version above 1 is unknown.
///
/// **Threads.** One thread at a time: that of an event loop.
final class HeadParser {
    /// The head is not whole: call again with the same `from` and a larger `to`.
    static final int INCOMPLETE = 0;

    /// The request is refused: see [#refusal()].
    static final int REFUSED = -1;

    static final int LIMIT_EMPTY_LINES = 4;

    private static final int CRLF = '\n' << 8 | '\r';

    private final RequestHead head = new RequestHead();
    private final Framing framing = new Framing(head);
    private final int requestLineBytes;
    private final int headerCount;
    private final int headerBytes;

    private int emptyLineCount;
    /// The first line that is not yet parsed, counted from the first byte of the head.
    private int lineFrom;
    /// The first field line, likewise; -1 before the request line is parsed.
    private int fieldsFrom;
    private Refusal refusal = Refusal.METHOD;

    HeadParser(HttpLimits limits) {
        requestLineBytes = limits.requestLineBytes();
        headerCount = limits.headerCount();
        headerBytes = limits.headerBytes();
        reset();
    }

    /// Forgets the request: the next call of [#parse] begins another one.
    void reset() {
        head.clear();
        framing.clear();
        emptyLineCount = 0;
        lineFrom = 0;
        fieldsFrom = -1;
    }

    /// {@return what was found, valid once [#parse] returned more than 0 and until [#reset()]}
    RequestHead head() {
        return head;
    }

    /// {@return why the request is refused, once [#parse] returned [#REFUSED]}
    Refusal refusal() {
        return refusal;
    }

    /// Parses what is there. The bytes that an earlier call for the same request saw must be there
    /// again, at the same distance from `from`, but may have been moved.
    ///
    /// @param bytes a segment, on or off the heap
    /// @param from the first byte of the head
    /// @param to behind the last byte that has come, at least `from`
    /// @return how many bytes the head has, counted from `from` with the empty lines before it; or
    ///     [#INCOMPLETE]; or [#REFUSED], whereupon only [#reset()] may follow
    int parse(MemorySegment bytes, int from, int to) {
        int at = from + lineFrom;
        if (fieldsFrom < 0) {
            at = emptyLines(bytes, from, to);
            if (at < 0) {
                return unfinished(at);
            }
            at = requestLine(bytes, from, at, to);
            if (at < 0) {
                return unfinished(at);
            }
            fieldsFrom = at - from;
            lineFrom = fieldsFrom;
        }
        at = fields(bytes, from, at, to);
        return at < 0 ? unfinished(at) : at - from;
    }

    private int unfinished(int code) {
        if (code == MORE) {
            return INCOMPLETE;
        }
        refusal = Refusal.of(code);
        return REFUSED;
    }

    /// Skips the CRLFs that RFC 9112 section 2.2 wants skipped.
    private int emptyLines(MemorySegment bytes, int from, int to) {
        int at = from + lineFrom;
        while (at < to && ByteClass.isLineEnd(ByteWords.octet(bytes, at))) {
            int end = lineEnd(bytes, at, to);
            if (end < 0) {
                return end;
            }
            if (++emptyLineCount > LIMIT_EMPTY_LINES) {
                return Refusal.EMPTY_LINES.code();
            }
            lineFrom = end - from;
            at = end;
        }
        return at < to ? at : MORE;
    }

    private int requestLine(MemorySegment bytes, int from, int at, int to) {
        int end = at + Math.min(to - at, requestLineBytes);
        int next = RequestLine.parse(bytes, at, end, from, head);
        return next == MORE && end - at == requestLineBytes
                ? Refusal.REQUEST_LINE_TOO_LONG.code()
                : next;
    }

    private int fields(MemorySegment bytes, int from, int first, int to) {
        int windowFrom = from + fieldsFrom;
        int end = windowFrom + Math.min(to - windowFrom, headerBytes);
        int at = first;
        while (true) {
            int next = line(bytes, from, at, end);
            if (next < 0) {
                return next == MORE && end - windowFrom == headerBytes
                        ? Refusal.FIELDS_TOO_LONG.code()
                        : next;
            }
            if (next - at == 2) {
                return next;
            }
            at = next;
            lineFrom = at - from;
        }
    }

    /// Returns what follows the field line or the empty line at `at`.
    private int line(MemorySegment bytes, int from, int at, int end) {
        if (at >= end) {
            return MORE;
        }
        if (ByteClass.isLineEnd(ByteWords.octet(bytes, at))) {
            int next = lineEnd(bytes, at, end);
            int missing = next < 0 ? next : framing.finish();
            return missing < 0 ? missing : next;
        }
        if (head.headerCount == headerCount) {
            return Refusal.TOO_MANY_FIELDS.code();
        }
        return FieldLine.parse(bytes, at, end, from, framing);
    }

    /// {@return what follows the CRLF at `at`, [Refusal#MORE], or a refusal's code}
    ///
    /// @param bytes where it is
    /// @param at where it should be, less than `end`
    /// @param end behind the last byte that may be read
    static int lineEnd(MemorySegment bytes, int at, int end) {
        if (end - at >= 2) {
            return ByteWords.two(bytes, at) == CRLF ? at + 2 : Refusal.LINE_END.code();
        }
        return ByteWords.octet(bytes, at) == '\r' ? MORE : Refusal.LINE_END.code();
    }
}
