// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// What every contestant answers, so that all do the same work.
public final class Answers {
    /// The path of the constant text.
    public static final String PLAINTEXT = "/plaintext";
    /// The path of the message that is serialised for every request.
    public static final String JSON = "/json";
    /// The path under which files are served.
    public static final String FILES = "/files/";
    /// The constant text.
    public static final String TEXT = "Hello, World!";
    /// The message as JSON.
    public static final String MESSAGE = "{\"message\":\"Hello, World!\"}";
    /// The media type of the text.
    public static final String TEXT_PLAIN = "text/plain";
    /// The media type of the message.
    public static final String APPLICATION_JSON = "application/json";
    /// The value of the header Server: of one length for all.
    public static final String SERVER = "contest";

    private static final int CHARGEN_LINE = 72;
    private static final ObjectWriter WRITER = new ObjectMapper().writerFor(Message.class);
    private static final byte[] TEXT_BYTES = TEXT.getBytes(US_ASCII);

    private Answers() {}

    /// What is serialised.
    ///
    /// @param message the only property
    public record Message(String message) {}

    static byte[] textBytes() {
        return TEXT_BYTES.clone();
    }

    /// {@return a new message, serialised by Jackson}
    static byte[] jsonBytes() {
        try {
            return WRITER.writeValueAsBytes(new Message(TEXT));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// {@return 95 lines of 72 characters, each line begun one character later, RFC 864}
    static String chargen() {
        int count = '~' - ' ' + 1;
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < CHARGEN_LINE; j++) {
                lines.append((char) (' ' + (i + j) % count));
            }
            lines.append("\r\n");
        }
        return lines.toString();
    }

    /// {@return the time now as the header Date has it, RFC 9110 section 5.6.7}
    static String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC));
    }
}
