// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;

/// The check of a `uri-host [ ":" port ]` (RFC 9110 section 7.2, RFC 3986 section 3.2).
///
/// A host must be there; a port may be empty and is otherwise at most 65,535. No user information:
/// RFC 9110 section 4.2.4 takes it for a phishing attempt. No IPvFuture: there is none.
final class Authority {
    private static final int GROUPS = 8;
    private static final int GROUP_DIGITS = 4;
    private static final int PARTS = 4;
    private static final int PART_DIGITS = 3;
    private static final int LAST_PART = 255;
    private static final int PORT_DIGITS = 5;
    private static final int LAST_PORT = 65_535;

    private Authority() {}

    /// {@return whether the bytes are one}
    ///
    /// @param bytes where they are
    /// @param from the first one
    /// @param to behind the last one
    static boolean isValid(MemorySegment bytes, int from, int to) {
        if (from >= to) {
            return false;
        }
        int at =
                ByteWords.octet(bytes, from) == '['
                        ? literal(bytes, from + 1, to)
                        : name(bytes, from, to);
        if (at <= from || at == to) {
            return at > from;
        }
        return ByteWords.octet(bytes, at) == ':' && isPort(bytes, at + 1, to);
    }

    /// Returns where the name ends: at a byte that may not be in it, or at `to`.
    private static int name(MemorySegment bytes, int from, int to) {
        int at = from;
        while (true) {
            at += ByteWords.hostBytes(ByteWords.word(bytes, at, to));
            if (at >= to) {
                return to;
            }
            int octet = ByteWords.octet(bytes, at);
            if (ByteClass.isHost(octet)) {
                at++;
            } else if (octet == '%' && isEscape(bytes, at, to)) {
                at += 3;
            } else {
                return at;
            }
        }
    }

    /// Returns what follows the bracket that closes an IPv6 address, or -1 if it is malformed.
    private static int literal(MemorySegment bytes, int from, int to) {
        int at = from;
        int groupCount = 0;
        boolean elided = isElision(bytes, at, to);
        if (elided) {
            at += 2;
        }
        while (!closes(bytes, at, to)) {
            int end = groupEnd(bytes, at, to);
            if (octetOrZero(bytes, end, to) == '.') {
                int closing = dotted(bytes, at, to);
                return closing > 0 && isWhole(groupCount + 2, elided) ? closing + 1 : -1;
            }
            groupCount++;
            at = end == at ? -1 : separatorEnd(bytes, end, to, elided);
            if (at < 0) {
                return -1;
            }
            elided |= at == end + 2;
        }
        return isWhole(groupCount, elided) ? at + 1 : -1;
    }

    private static boolean isWhole(int groupCount, boolean elided) {
        return elided ? groupCount < GROUPS : groupCount == GROUPS;
    }

    /// Returns what follows the colon or the only two colons behind a group, or the bracket.
    private static int separatorEnd(MemorySegment bytes, int at, int to, boolean elided) {
        if (closes(bytes, at, to)) {
            return at;
        }
        if (isElision(bytes, at, to)) {
            return elided ? -1 : at + 2;
        }
        return octetOrZero(bytes, at, to) == ':' && !closes(bytes, at + 1, to) ? at + 1 : -1;
    }

    private static boolean isElision(MemorySegment bytes, int at, int to) {
        return octetOrZero(bytes, at, to) == ':' && octetOrZero(bytes, at + 1, to) == ':';
    }

    private static boolean closes(MemorySegment bytes, int at, int to) {
        return octetOrZero(bytes, at, to) == ']';
    }

    private static int octetOrZero(MemorySegment bytes, int at, int to) {
        return at < to ? ByteWords.octet(bytes, at) : 0;
    }

    private static int groupEnd(MemorySegment bytes, int from, int to) {
        int limit = Math.min(to, from + GROUP_DIGITS);
        int at = from;
        while (at < limit && ByteClass.isHex(ByteWords.octet(bytes, at))) {
            at++;
        }
        return at;
    }

    /// Returns where the bracket is that closes an IPv4 address, or -1 if it is malformed.
    private static int dotted(MemorySegment bytes, int from, int to) {
        int at = from - 1;
        for (int part = 0; part < PARTS; part++) {
            int first = at + 1;
            at = partEnd(bytes, first, to);
            int expected = part == PARTS - 1 ? ']' : '.';
            if (at < 0 || octetOrZero(bytes, at, to) != expected) {
                return -1;
            }
        }
        return at;
    }

    private static int partEnd(MemorySegment bytes, int from, int to) {
        int at = from;
        int value = 0;
        while (at - from < PART_DIGITS && ByteClass.isDigit(octetOrZero(bytes, at, to))) {
            value = value * 10 + ByteWords.octet(bytes, at) - '0';
            at++;
        }
        boolean padded = at - from > 1 && ByteWords.octet(bytes, from) == '0';
        return at == from || padded || value > LAST_PART ? -1 : at;
    }

    private static boolean isEscape(MemorySegment bytes, int at, int to) {
        return to - at >= 3
                && ByteClass.isHex(ByteWords.octet(bytes, at + 1))
                && ByteClass.isHex(ByteWords.octet(bytes, at + 2));
    }

    private static boolean isPort(MemorySegment bytes, int from, int to) {
        int port = 0;
        for (int at = from; at < to; at++) {
            int octet = ByteWords.octet(bytes, at);
            if (!ByteClass.isDigit(octet)) {
                return false;
            }
            port = port * 10 + octet - '0';
        }
        return to - from <= PORT_DIGITS && port <= LAST_PORT;
    }
}
