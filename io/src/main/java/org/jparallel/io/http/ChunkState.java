// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

/// What a [ChunkedDecoder] expects next.
///
/// ```
/// 1a ; name = "value" CRLF    SIZE SIZE_OR_END BEFORE_NAME NAME AFTER_NAME BEFORE_VALUE
///                             VALUE QUOTED QUOTED_PAIR AFTER_QUOTED BEFORE_SEMICOLON SIZE_LF
/// 26 bytes CRLF               DATA DATA_CR DATA_LF
/// 0 CRLF                      SIZE SIZE_OR_END SIZE_LF
/// Name: value CRLF            TRAILER NAME_OF_TRAILER VALUE_OF_TRAILER TRAILER_LF
/// CRLF                        TRAILER LAST_LF END
/// ```
enum ChunkState {
    /// The first digit of a size.
    SIZE,
    /// A digit, or what ends the size.
    SIZE_OR_END,
    /// A blank or the semicolon that must follow it.
    BEFORE_SEMICOLON,
    /// A blank or the first character of an extension's name.
    BEFORE_NAME,
    NAME,
    /// A blank, an equals sign or the semicolon of the next extension.
    AFTER_NAME,
    /// A blank, a quotation mark or the first character of an extension's value.
    BEFORE_VALUE,
    VALUE,
    QUOTED,
    QUOTED_PAIR,
    AFTER_QUOTED,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    /// The first character of a trailer field's name, or the CR of the empty line.
    TRAILER,
    NAME_OF_TRAILER,
    VALUE_OF_TRAILER,
    TRAILER_LF,
    LAST_LF,
    END,
    REFUSED
}
