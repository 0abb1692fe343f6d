// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the header `Cookie` (RFC 6265 4.2, 5.4), as it comes and without complaint: cookies were
/// perhaps set by somebody else, and a bad one must not make the good ones unusable.
///
/// Parts without `=` or without a name are skipped; blanks around names and values and one pair of
/// quotes around a value are removed; a value may hold anything else. Of a name that comes twice
/// the first counts: browsers send the cookie of the longer path first.
final class CookieHeader {
    private CookieHeader() {}

    /// {@return the cookies of a header by their names, in the order they came}
    static Map<String, String> parse(String header) {
        Map<String, String> cookies = new LinkedHashMap<>();
        int begin = 0;
        while (begin < header.length()) {
            int semicolon = header.indexOf(';', begin);
            int end = semicolon < 0 ? header.length() : semicolon;
            int equals = header.indexOf('=', begin);
            if (equals >= 0 && equals < end) {
                String name = trim(header, begin, equals);
                if (!name.isEmpty()) {
                    cookies.putIfAbsent(name, unquote(trim(header, equals + 1, end)));
                }
            }
            begin = end + 1;
        }
        return Collections.unmodifiableMap(cookies);
    }

    private static String trim(String text, int from, int to) {
        int begin = from;
        int end = to;
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (begin < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    private static String unquote(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
