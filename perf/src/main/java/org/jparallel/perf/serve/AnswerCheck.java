// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Makes sure that a server does the work before it is measured: one answer read byte by byte, then
/// sixteen to requests that were sent at once.
final class AnswerCheck {
    private static final int PIPELINED = 16;
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int LIMIT_HEAD_BYTES = 8_192;
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final int port;

    AnswerCheck(int port) {
        this.port = port;
    }

    /// What must come back.
    ///
    /// @param path that is asked for
    /// @param mediaType how Content-Type begins
    /// @param body all of it
    record Expected(String path, String mediaType, String body) {}

    /// Asks.
    ///
    /// @throws IOException if what comes back is not what was expected
    void check(Expected expected) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = "GET " + expected.path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\n\r\n";
            InputStream in = new BufferedInputStream(socket.getInputStream());
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            read(in, expected);
            socket.getOutputStream().write(request.repeat(PIPELINED).getBytes(ISO_8859_1));
            for (int i = 0; i < PIPELINED; i++) {
                read(in, expected);
            }
        }
    }

    private static void read(InputStream in, Expected expected) throws IOException {
        String head = head(in);
        String[] lines = head.strip().split("\r\n", -1);
        require(lines[0].startsWith("HTTP/1.1 200 "), "status", lines[0]);
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            require(colon > 0, "header", lines[i]);
            headers.put(lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        require(headers.getOrDefault("content-type", "").startsWith(expected.mediaType),
                "content-type", head);
        require(headers.containsKey("server"), "server", head);
        require(isNow(headers.getOrDefault("date", "")), "date", head);
        int length = expected.body.length();
        require(Integer.toString(length).equals(headers.get("content-length")),
                "content-length", head);
        String body = new String(in.readNBytes(length), ISO_8859_1);
        require(body.equals(expected.body), "body", body);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            require(next >= 0, "end of the stream", head.toString());
            require(head.length() < LIMIT_HEAD_BYTES, "head", head.toString());
            head.append((char) next);
        }
        return head.toString();
    }

    private static boolean isNow(String date) {
        try {
            Instant instant = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            return Duration.between(instant, Instant.now()).abs().compareTo(TOLERANCE) < 0;
        } catch (DateTimeParseException wrong) {
            return false;
        }
    }

    private static void require(boolean condition, String what, String received)
            throws IOException {
        if (!condition) {
            throw new IOException("answer is wrong: what=" + what + " received=" + received);
        }
    }
}
