// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

/// Why a request is refused: the status that answers it, and the reason in words.
///
/// A scan returns a position, [#MORE], or the [#code()] of a refusal, so that no step of the parser
/// makes an object.
enum Refusal {
    METHOD(400, "malformed method"),
    METHOD_TOO_LONG(501, "method too long"),
    CONNECT(501, "no tunnels: method=CONNECT"),
    EMPTY_LINES(400, "too many empty lines before the request"),
    TARGET(400, "malformed request target"),
    ESCAPE(400, "malformed percent escape in the request target"),
    AUTHORITY(400, "malformed authority in the request target"),
    ASTERISK(400, "request target * with another method than OPTIONS"),
    REQUEST_LINE_TOO_LONG(414, "request line too long"),
    VERSION(400, "malformed protocol version"),
    VERSION_UNKNOWN(505, "unknown protocol version"),
    LINE_END(400, "line ends otherwise than with CRLF"),
    FOLDED(400, "field line begins with a blank"),
    FIELD_NAME(400, "malformed field name"),
    FIELD_VALUE(400, "control character in a field value"),
    TOO_MANY_FIELDS(431, "too many field lines"),
    FIELDS_TOO_LONG(431, "fields too long"),
    HOST_MISSING(400, "no Host"),
    HOST_REPEATED(400, "several Hosts"),
    HOST(400, "malformed Host"),
    LENGTH(400, "malformed Content-Length"),
    LENGTH_REPEATED(400, "several Content-Lengths"),
    LENGTH_AND_CODING(400, "both Content-Length and Transfer-Encoding"),
    CODING(400, "malformed Transfer-Encoding"),
    CODING_REPEATED(400, "several Transfer-Encodings"),
    CODING_UNKNOWN(501, "unknown transfer coding"),
    CODING_IN_1_0(400, "Transfer-Encoding in HTTP/1.0"),
    EXPECTATION(417, "unknown expectation"),
    CHUNK_SIZE(400, "malformed chunk size"),
    CHUNK_EXTENSION(400, "malformed chunk extension"),
    CHUNK_EXTENSIONS_TOO_LONG(400, "chunk extensions too long"),
    CHUNK_END(400, "chunk ends otherwise than with CRLF");

    /// A scan came to the end of the bytes that are there.
    static final int MORE = -1;

    private static final int FIRST_CODE = -2;
    private static final Refusal[] ALL = values();

    private final int status;
    private final String reason;

    Refusal(int status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    /// {@return what a scan returns instead of a position: less than [#MORE]}
    @SuppressWarnings("EnumOrdinal") // A code lives as long as the call that returns it.
    int code() {
        return FIRST_CODE - ordinal();
    }

    static Refusal of(int code) {
        return ALL[FIRST_CODE - code];
    }
}
