// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.jparallel.io.http.Refusal.MORE;

import java.lang.foreign.MemorySegment;

/// Parses a request target and the space behind it (RFC 9112 section 3.2, RFC 3986 section 3).
///
/// | form | example | taken |
/// |---|---|---|
/// | origin | `/where?q=now` | yes |
/// | absolute | `http://example.org/where?q=now` | yes, with `http` or `https` and any host |
/// | asterisk | `*` | with OPTIONS only |
/// | authority | `example.org:80` | no: it belongs to CONNECT |
///
/// A fragment is no part of a target. A percent sign needs two hexadecimal digits.
final class RequestTarget {
    private static final String SCHEME = "http";
    private static final String SLASHES = "://";

    private RequestTarget() {}

    /// {@return where the space is that ends it, [Refusal#MORE], or a refusal's code}
    ///
    /// @param bytes where it is
    /// @param at its first byte
    /// @param end behind the last byte that may be read
    /// @param from the first byte of the head
    /// @param head is told of the target
    static int parse(MemorySegment bytes, int at, int end, int from, RequestHead head) {
        if (at >= end) {
            return MORE;
        }
        int octet = ByteWords.octet(bytes, at);
        if (octet == '/') {
            return pathAndQuery(bytes, at, end, from, head);
        }
        return octet == '*'
                ? asterisk(bytes, at, end, from, head)
                : absolute(bytes, at, end, from, head);
    }

    private static int asterisk(
            MemorySegment bytes, int at, int end, int from, RequestHead head) {
        if (head.method != Method.OPTIONS) {
            return Refusal.ASTERISK.code();
        }
        head.asterisk = true;
        head.pathFrom = at - from;
        head.pathTo = at + 1 - from;
        if (at + 1 == end) {
            return MORE;
        }
        return ByteWords.octet(bytes, at + 1) == ' ' ? at + 1 : Refusal.TARGET.code();
    }

    private static int absolute(
            MemorySegment bytes, int at, int end, int from, RequestHead head) {
        int authority = prefix(bytes, at, end, SCHEME);
        if (authority >= 0 && authority < end && isS(ByteWords.octet(bytes, authority))) {
            authority++;
        }
        authority = authority < 0 ? authority : prefix(bytes, authority, end, SLASHES);
        if (authority < 0) {
            return authority;
        }
        int authorityEnd = authorityEnd(bytes, authority, end);
        if (authorityEnd < 0) {
            return authorityEnd;
        }
        if (!Authority.isValid(bytes, authority, authorityEnd)) {
            return Refusal.AUTHORITY.code();
        }
        head.authorityFrom = authority - from;
        head.authorityTo = authorityEnd - from;
        return pathAndQuery(bytes, authorityEnd, end, from, head);
    }

    private static boolean isS(int octet) {
        return ByteClass.lowerCase(octet) == 's';
    }

    /// Returns what follows the prefix, in whichever case.
    private static int prefix(MemorySegment bytes, int from, int end, String prefix) {
        for (int i = 0; i < prefix.length(); i++) {
            if (from + i >= end) {
                return MORE;
            }
            if (ByteClass.lowerCase(ByteWords.octet(bytes, from + i)) != prefix.charAt(i)) {
                return Refusal.TARGET.code();
            }
        }
        return from + prefix.length();
    }

    private static int authorityEnd(MemorySegment bytes, int from, int end) {
        int at = from;
        while (at < end) {
            int octet = ByteWords.octet(bytes, at);
            if (octet == '/' || octet == '?' || octet == ' ') {
                return at;
            }
            if (!ByteClass.isAuthority(octet)) {
                return Refusal.AUTHORITY.code();
            }
            at++;
        }
        return MORE;
    }

    private static int pathAndQuery(
            MemorySegment bytes, int at, int end, int from, RequestHead head) {
        int pathEnd = partEnd(bytes, at, end, '?', head);
        if (pathEnd < 0) {
            return pathEnd;
        }
        head.pathFrom = at - from;
        head.pathTo = pathEnd - from;
        if (ByteWords.octet(bytes, pathEnd) == ' ') {
            return pathEnd;
        }
        boolean escaped = head.escaped;
        int queryEnd = partEnd(bytes, pathEnd + 1, end, ' ', head);
        head.escaped = escaped;
        head.queryFrom = pathEnd + 1 - from;
        head.queryTo = queryEnd - from;
        return queryEnd;
    }

    /// Returns where the part ends: at a space, or at `terminator`.
    private static int partEnd(
            MemorySegment bytes, int from, int end, int terminator, RequestHead head) {
        int at = from;
        while (true) {
            at += ByteWords.targetBytes(ByteWords.word(bytes, at, end));
            if (at >= end) {
                return MORE;
            }
            int octet = ByteWords.octet(bytes, at);
            if (octet == ' ' || octet == terminator) {
                return at;
            }
            if (octet == '%') {
                int escape = escapeEnd(bytes, at, end);
                if (escape < 0) {
                    return escape;
                }
                head.escaped = true;
                at = escape;
            } else if (ByteClass.isTarget(octet)) {
                at++;
            } else {
                return Refusal.TARGET.code();
            }
        }
    }

    private static int escapeEnd(MemorySegment bytes, int at, int end) {
        for (int digit = at + 1; digit <= at + 2; digit++) {
            if (digit >= end) {
                return MORE;
            }
            if (!ByteClass.isHex(ByteWords.octet(bytes, digit))) {
                return Refusal.ESCAPE.code();
            }
        }
        return at + 3;
    }
}
