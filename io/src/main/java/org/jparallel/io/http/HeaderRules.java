// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

/// What may stand in the headers that a handler sets (RFC 9110 5.1, 5.5, 5.6.2).
///
/// A name is a token. A value has visible characters, blanks and tabs, and neither begins nor ends
/// with one of the last two; above ASCII it may have what fits a byte of ISO 8859-1, as the
/// original field content did. All else, CR, LF and NUL first, would let who chose the value write
/// headers or a response of their own.
final class HeaderRules {
    private HeaderRules() {}

    /// Checks a header.
    ///
    /// @throws IllegalArgumentException if the name is no token or the value has a character that
    ///     a header cannot hold; the value is not repeated in the message
    static void check(CharSequence name, CharSequence value) {
        checkName(name);
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (!isValue(character)) {
                throw new IllegalArgumentException(
                        "character not for a header value: name="
                                + name
                                + " position="
                                + i
                                + " code="
                                + (int) character);
            }
        }
        if (!value.isEmpty()
                && (isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1)))) {
            throw new IllegalArgumentException(
                    "header value begins or ends with a blank: name=" + name);
        }
    }

    /// Checks a header's name.
    ///
    /// @throws IllegalArgumentException if it is no token; characters that could not be shown in
    ///     a log are not repeated in the message
    static void checkName(CharSequence name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("header name is empty");
        }
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            if (!isToken(character)) {
                throw new IllegalArgumentException(
                        "character not for a header name: name="
                                + name.subSequence(0, i)
                                + " position="
                                + i
                                + " code="
                                + (int) character);
            }
        }
    }

    /// Tells whether a character may stand in a token.
    static boolean isToken(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || (character > 0 && "!#$%&'*+-.^_`|~".indexOf(character) >= 0);
    }

    /// Tells whether a character may stand within a header's value.
    static boolean isValue(int character) {
        return character == '\t'
                || (character >= ' ' && character < 0x7f)
                || (character >= 0xa0 && character <= 0xff);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }
}
