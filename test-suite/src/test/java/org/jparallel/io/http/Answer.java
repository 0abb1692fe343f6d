// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// One response as it came.
///
/// @param statusLine its first line
/// @param fields its other lines, in order
/// @param body its body, taken out of its chunks, a character for each byte
record Answer(String statusLine, List<String> fields, String body) {
    /// {@return this head with a body}
    Answer with(byte[] bytes) {
        return new Answer(statusLine, fields, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    int status() {
        return Integer.parseInt(statusLine.substring(9, 12));
    }

    /// {@return the values of a field, joined, or empty if it is not there}
    ///
    /// @param name its name, in any case
    String field(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return String.join(
                ", ",
                fields.stream()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                        .map(line -> line.substring(prefix.length()).strip())
                        .toList());
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.ISO_8859_1);
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
