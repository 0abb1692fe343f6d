// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.jparallel.io.http.Refusal.MORE;

import java.lang.foreign.MemorySegment;

/// Parses a field line: `field-name ":" OWS field-value OWS CRLF` (RFC 9112 section 5).
final class FieldLine {
    private FieldLine() {}

    /// {@return what follows the line, [Refusal#MORE], or a refusal's code}
    ///
    /// @param bytes where it is
    /// @param lineFrom its first byte, less than `end`
    /// @param end behind the last byte that may be read
    /// @param from the first byte of the head
    /// @param framing is told of the field
    static int parse(MemorySegment bytes, int lineFrom, int end, int from, Framing framing) {
        if (ByteClass.isBlank(ByteWords.octet(bytes, lineFrom))) {
            return Refusal.FOLDED.code();
        }
        int colon = nameEnd(bytes, lineFrom, end);
        if (colon < 0) {
            return colon;
        }
        if (colon == lineFrom) {
            return Refusal.FIELD_NAME.code();
        }
        int valueFrom = colon + 1;
        while (valueFrom < end && ByteClass.isBlank(ByteWords.octet(bytes, valueFrom))) {
            valueFrom++;
        }
        int valueTo = valueEnd(bytes, valueFrom, end);
        if (valueTo < 0) {
            return valueTo;
        }
        int next = HeadParser.lineEnd(bytes, valueTo, end);
        if (next < 0) {
            return next;
        }
        while (valueTo > valueFrom && ByteClass.isBlank(ByteWords.octet(bytes, valueTo - 1))) {
            valueTo--;
        }
        framing.head.addHeader(lineFrom - from, colon - from, valueFrom - from, valueTo - from);
        int verdict = framing.take(bytes, from);
        return verdict < 0 ? verdict : next;
    }

    /// {@return where the colon is that ends a name, [Refusal#MORE], or a refusal's code}
    ///
    /// @param bytes where it is
    /// @param nameFrom its first byte
    /// @param end behind the last byte that may be read
    static int nameEnd(MemorySegment bytes, int nameFrom, int end) {
        int at = nameFrom;
        while (true) {
            at += ByteWords.nameBytes(ByteWords.word(bytes, at, end));
            if (at >= end) {
                return MORE;
            }
            int octet = ByteWords.octet(bytes, at);
            if (octet == ':') {
                return at;
            }
            if (!ByteClass.isToken(octet)) {
                return Refusal.FIELD_NAME.code();
            }
            at++;
        }
    }

    /// {@return where the first CR, LF is, [Refusal#MORE], or a refusal's code}
    ///
    /// @param bytes where it is
    /// @param valueFrom its first byte
    /// @param end behind the last byte that may be read
    static int valueEnd(MemorySegment bytes, int valueFrom, int end) {
        int at = valueFrom;
        while (true) {
            at += ByteWords.valueBytes(ByteWords.word(bytes, at, end));
            if (at >= end) {
                return MORE;
            }
            int octet = ByteWords.octet(bytes, at);
            if (ByteClass.isLineEnd(octet)) {
                return at;
            }
            if (!ByteClass.isValue(octet)) {
                return Refusal.FIELD_VALUE.code();
            }
            at++;
        }
    }
}
