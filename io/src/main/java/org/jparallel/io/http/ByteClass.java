// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

/// What a byte may be, a table look-up each.
final class ByteClass {
    private static final String LETTERS_AND_DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String UNRESERVED = LETTERS_AND_DIGITS + "-._~";
    private static final String SUB_DELIMITERS = "!$&'()*+,;=";

    /// `tchar` of RFC 9110 section 5.6.2.
    private static final boolean[] TOKEN = table(LETTERS_AND_DIGITS + "!#$%&'*+-.^_`|~");

    /// `pchar`, `/` and `?` of RFC 3986 section 3.3 without the percent escapes, and the six
    /// characters more that browsers send as they are: the URL Standard escapes none of them in a
    /// query. A backslash is not among them, since some take it for a slash.
    private static final boolean[] TARGET =
            table(UNRESERVED + SUB_DELIMITERS + ":@/?" + "[]^`{|}");

    /// `reg-name` of RFC 3986 section 3.2.2 without the percent escapes, and without the comma: by
    /// RFC 9110 section 5.3 it joins the values of two fields.
    private static final boolean[] HOST = table(UNRESERVED + SUB_DELIMITERS.replace(",", ""));

    private static final boolean[] AUTHORITY =
            table(UNRESERVED + SUB_DELIMITERS.replace(",", "") + ":[]%");

    private static final boolean[] HEX = table("0123456789abcdefABCDEF");

    private ByteClass() {}

    private static boolean[] table(String members) {
        boolean[] table = new boolean[256];
        members.chars().forEach(member -> table[member] = true);
        return table;
    }

    static boolean isToken(int octet) {
        return TOKEN[octet];
    }

    static boolean isTarget(int octet) {
        return TARGET[octet];
    }

    static boolean isHost(int octet) {
        return HOST[octet];
    }

    static boolean isAuthority(int octet) {
        return AUTHORITY[octet];
    }

    static boolean isHex(int octet) {
        return HEX[octet];
    }

    static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    static int lowerCase(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet;
    }

    /// {@return whether it is optional white space inside a line: a space or a tab}
    ///
    /// @param octet the byte
    static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t';
    }

    static boolean isLineEnd(int octet) {
        return octet == '\r' || octet == '\n';
    }

    /// {@return whether it may stand in a field value: all but control characters (RFC 9110 5.5)}
    ///
    /// @param octet the byte
    static boolean isValue(int octet) {
        return (octet >= ' ' && octet != 0x7f) || octet == '\t';
    }
}
