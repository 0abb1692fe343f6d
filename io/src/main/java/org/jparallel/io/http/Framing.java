// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.MemorySegment;

/// The fields that say where a message ends, whom it is for and whether the connection goes on.
///
/// | field | taken | refused |
/// |---|---|---|
/// | Host | one; needed in HTTP/1.1 | a second one, an empty or malformed one |
/// | Content-Length | one, digits only, no zero before others | all else; with Transfer-Encoding |
/// | Transfer-Encoding | one, `chunked` | in HTTP/1.0; another coding with 501; all else |
/// | Connection | `close` and `keep-alive`, `close` first; other options are let be | nothing |
/// | Expect | `100-continue`; without effect in HTTP/1.0 | other expectations with 417 |
///
/// Sources: RFC 9110 sections 7.2, 8.6, 10.1.1; RFC 9112 sections 3.2, 6.1 to 6.3, 9.3.
final class Framing {
    private static final int LIMIT_LENGTH_DIGITS = 18;

    private static final int HOST = (int) ByteWords.text("host");
    private static final int EXPE = (int) ByteWords.text("expe");
    private static final int CT = (int) ByteWords.text("ct");
    private static final long CONNECTI = ByteWords.text("connecti");
    private static final int ON = (int) ByteWords.text("on");
    private static final long CONTENT = ByteWords.text("content-");
    private static final long LENGTH = ByteWords.text("t-length");
    private static final long TRANSFER = ByteWords.text("transfer");
    private static final long ENCODIN = ByteWords.text("-encodin");
    private static final long KEEP_ALI = ByteWords.text("keep-ali");
    private static final int VE = (int) ByteWords.text("ve");

    private static final byte[] CHUNKED = "chunked".getBytes(US_ASCII);
    private static final byte[] CLOSE = "close".getBytes(US_ASCII);
    private static final byte[] CONTINUE = "100-continue".getBytes(US_ASCII);

    final RequestHead head;

    private boolean hostSeen;
    private boolean close;
    private boolean keepAlive;

    Framing(RequestHead head) {
        this.head = head;
    }

    void clear() {
        hostSeen = false;
        close = false;
        keepAlive = false;
    }

    /// Looks at the field that was added to the head last.
    ///
    /// @param bytes where the head is
    /// @param from its first byte
    /// @return a refusal's code, or 0
    int take(MemorySegment bytes, int from) {
        int index = head.headerCount - 1;
        int name = from + head.nameFrom(index);
        int valueFrom = from + head.valueFrom(index);
        int valueTo = from + head.valueTo(index);
        return switch (head.nameTo(index) - head.nameFrom(index)) {
            case 4 ->
                    ByteWords.lowerFour(bytes, name) == HOST ? host(bytes, valueFrom, valueTo) : 0;
            case 6 -> isExpect(bytes, name) ? expect(bytes, valueFrom, valueTo) : 0;
            case 10 -> isConnection(bytes, name) ? connection(bytes, valueFrom, valueTo) : 0;
            case 14 -> isContentLength(bytes, name) ? length(bytes, valueFrom, valueTo) : 0;
            case 17 -> isTransferEncoding(bytes, name) ? coding(bytes, valueFrom, valueTo) : 0;
            default -> 0;
        };
    }

    private static boolean isExpect(MemorySegment bytes, int at) {
        return ByteWords.lowerFour(bytes, at) == EXPE && ByteWords.lowerTwo(bytes, at + 4) == CT;
    }

    private static boolean isConnection(MemorySegment bytes, int at) {
        return ByteWords.lowerEight(bytes, at) == CONNECTI
                && ByteWords.lowerTwo(bytes, at + 8) == ON;
    }

    private static boolean isContentLength(MemorySegment bytes, int at) {
        return ByteWords.lowerEight(bytes, at) == CONTENT
                && ByteWords.lowerEight(bytes, at + 6) == LENGTH;
    }

    private static boolean isTransferEncoding(MemorySegment bytes, int at) {
        return ByteWords.lowerEight(bytes, at) == TRANSFER
                && ByteWords.lowerEight(bytes, at + 8) == ENCODIN
                && ByteClass.lowerCase(ByteWords.octet(bytes, at + 16)) == 'g';
    }

    private static boolean isKeepAlive(MemorySegment bytes, int from, int to) {
        return to - from == 10
                && ByteWords.lowerEight(bytes, from) == KEEP_ALI
                && ByteWords.lowerTwo(bytes, from + 8) == VE;
    }

    /// Ends the head.
    ///
    /// @return a refusal's code, or 0
    int finish() {
        if (head.minorVersion == 0) {
            head.keepAlive = keepAlive && !close;
            head.expectContinue = false;
            return 0;
        }
        head.keepAlive = !close;
        return hostSeen ? 0 : Refusal.HOST_MISSING.code();
    }

    /// The authority of an absolute target wins, but this must be right too.
    private int host(MemorySegment bytes, int valueFrom, int valueTo) {
        if (hostSeen) {
            return Refusal.HOST_REPEATED.code();
        }
        if (!Authority.isValid(bytes, valueFrom, valueTo)) {
            return Refusal.HOST.code();
        }
        hostSeen = true;
        if (head.authorityFrom < 0) {
            int index = head.headerCount - 1;
            head.authorityFrom = head.valueFrom(index);
            head.authorityTo = head.valueTo(index);
        }
        return 0;
    }

    private int expect(MemorySegment bytes, int valueFrom, int valueTo) {
        boolean known = isItem(bytes, valueFrom, valueTo, CONTINUE);
        head.expectContinue |= known;
        return known || head.minorVersion == 0 ? 0 : Refusal.EXPECTATION.code();
    }

    private int connection(MemorySegment bytes, int valueFrom, int valueTo) {
        if (isKeepAlive(bytes, valueFrom, valueTo)) {
            keepAlive = true;
            return 0;
        }
        int at = valueFrom;
        while (at < valueTo) {
            int comma = itemEnd(bytes, at, valueTo);
            int itemFrom = skipBlanks(bytes, at, comma);
            int itemTo = trimBlanks(bytes, itemFrom, comma);
            close |= isItem(bytes, itemFrom, itemTo, CLOSE);
            keepAlive |= isKeepAlive(bytes, itemFrom, itemTo);
            at = comma + 1;
        }
        return 0;
    }

    private int length(MemorySegment bytes, int valueFrom, int valueTo) {
        if (head.contentLength >= 0) {
            return Refusal.LENGTH_REPEATED.code();
        }
        if (head.chunked) {
            return Refusal.LENGTH_AND_CODING.code();
        }
        int digitCount = valueTo - valueFrom;
        boolean padded = digitCount > 1 && ByteWords.octet(bytes, valueFrom) == '0';
        if (digitCount == 0 || digitCount > LIMIT_LENGTH_DIGITS || padded) {
            return Refusal.LENGTH.code();
        }
        long length = 0;
        for (int at = valueFrom; at < valueTo; at++) {
            int octet = ByteWords.octet(bytes, at);
            if (!ByteClass.isDigit(octet)) {
                return Refusal.LENGTH.code();
            }
            length = length * 10 + octet - '0';
        }
        head.contentLength = length;
        return 0;
    }

    private int coding(MemorySegment bytes, int valueFrom, int valueTo) {
        if (head.minorVersion == 0) {
            return Refusal.CODING_IN_1_0.code();
        }
        if (head.chunked) {
            return Refusal.CODING_REPEATED.code();
        }
        if (head.contentLength >= 0) {
            return Refusal.LENGTH_AND_CODING.code();
        }
        if (!isItem(bytes, valueFrom, valueTo, CHUNKED)) {
            return otherCoding(bytes, valueFrom, valueTo).code();
        }
        head.chunked = true;
        return 0;
    }

    /// Tells codings that are unknown here from a list that is wrong anywhere: one that is
    /// malformed, or in which `chunked` is not the last and only one (RFC 9112 section 6.3).
    private static Refusal otherCoding(MemorySegment bytes, int valueFrom, int valueTo) {
        boolean chunked = false;
        int at = valueFrom;
        while (at <= valueTo) {
            int comma = itemEnd(bytes, at, valueTo);
            int itemFrom = skipBlanks(bytes, at, comma);
            int itemTo = trimBlanks(bytes, itemFrom, comma);
            if (chunked || !isToken(bytes, itemFrom, itemTo)) {
                return Refusal.CODING;
            }
            chunked = isItem(bytes, itemFrom, itemTo, CHUNKED);
            at = comma + 1;
        }
        return Refusal.CODING_UNKNOWN;
    }

    private static boolean isToken(MemorySegment bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (!ByteClass.isToken(ByteWords.octet(bytes, at))) {
                return false;
            }
        }
        return to > from;
    }

    private static boolean isItem(MemorySegment bytes, int from, int to, byte[] lowerCase) {
        return to - from == lowerCase.length && ByteWords.isText(bytes, from, lowerCase);
    }

    private static int itemEnd(MemorySegment bytes, int from, int to) {
        int at = from;
        while (at < to && ByteWords.octet(bytes, at) != ',') {
            at++;
        }
        return at;
    }

    private static int skipBlanks(MemorySegment bytes, int from, int to) {
        int at = from;
        while (at < to && ByteClass.isBlank(ByteWords.octet(bytes, at))) {
            at++;
        }
        return at;
    }

    private static int trimBlanks(MemorySegment bytes, int from, int to) {
        int at = to;
        while (at > from && ByteClass.isBlank(ByteWords.octet(bytes, at - 1))) {
            at--;
        }
        return at;
    }
}
