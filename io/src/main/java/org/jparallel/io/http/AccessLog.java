// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a line for each request to the logger `org.jparallel.io.access`, in the combined format
/// of Apache's `mod_log_config`, in UTC:
///
/// ```
/// 127.0.0.1 - - [06/Nov/1994:08:49:37 +0000] "GET /a HTTP/1.1" 200 2326 "http://b/" "curl/8.5"
/// ```
///
/// What a client chose is escaped as there: quotes and backslashes by a backslash, and all that is
/// not printable ASCII by its number, `\xe9`, beyond one byte with `u` and four digits. So nothing
/// a client sends can end a field or a line.
///
/// **Threads**: of one event loop, whose buffer and whose last second it keeps.
final class AccessLog {
    /// The name of the logger.
    static final String LOGGER = "org.jparallel.io.access";

    private static final String HEX = "0123456789abcdef";
    private static final int KEPT_CHARACTERS = 4_096;

    private final Logger logger = LoggerFactory.getLogger(LOGGER);
    private final byte[] date = new byte[HttpDate.BYTES];
    private StringBuilder line = new StringBuilder(256);
    private String time = "";
    private long timeSecond = Long.MIN_VALUE;

    /// One request and its response.
    ///
    /// @param address the client's address
    /// @param second when the request came
    /// @param method the method, or empty if there was no request line that could be read
    /// @param target the target as it came
    /// @param version `HTTP/1.1`
    /// @param status the status code
    /// @param byteCount how many bytes of the body were sent
    /// @param referer the header `Referer`, or null
    /// @param userAgent the header `User-Agent`, or null
    record Entry(
            String address,
            long second,
            String method,
            String target,
            String version,
            int status,
            long byteCount,
            @Nullable String referer,
            @Nullable String userAgent) {}

    /// Tells whether anybody wants the lines.
    boolean isOn() {
        return logger.isInfoEnabled();
    }

    /// Writes an entry.
    void log(Entry entry) {
        logger.info(line(entry));
    }

    /// {@return the line of an entry}
    String line(Entry entry) {
        line.setLength(0);
        escape(entry.address());
        line.append(" - - [").append(time(entry.second())).append("] \"");
        if (entry.method().isEmpty()) {
            line.append('-');
        } else {
            escape(entry.method());
            line.append(' ');
            escape(entry.target());
            line.append(' ');
            escape(entry.version());
        }
        line.append("\" ").append(entry.status()).append(' ');
        if (entry.byteCount() == 0) {
            line.append('-');
        } else {
            line.append(entry.byteCount());
        }
        quote(entry.referer());
        quote(entry.userAgent());
        String text = line.toString();
        if (line.capacity() > KEPT_CHARACTERS) {
            line = new StringBuilder(256);
        }
        return text;
    }

    private void quote(@Nullable String text) {
        line.append(" \"");
        escape(text == null || text.isEmpty() ? "-" : text);
        line.append('"');
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                line.append('\\').append(character);
            } else if (character >= ' ' && character <= '~') {
                line.append(character);
            } else {
                escape(character);
            }
        }
    }

    private void escape(char character) {
        boolean wide = character > 0xff;
        line.append(wide ? "\\u" : "\\x");
        for (int shift = wide ? 12 : 4; shift >= 0; shift -= 4) {
            line.append(HEX.charAt(character >> shift & 15));
        }
    }

    /// {@return a time as `06/Nov/1994:08:49:37 +0000`}
    private String time(long second) {
        if (second != timeSecond) {
            HttpDate.format(second, date, 0);
            String text = new String(date, StandardCharsets.US_ASCII);
            time =
                    text.substring(5, 7)
                            + '/'
                            + text.substring(8, 11)
                            + '/'
                            + text.substring(12, 16)
                            + ':'
                            + text.substring(17, 25)
                            + " +0000";
            timeSecond = second;
        }
        return time;
    }
}
