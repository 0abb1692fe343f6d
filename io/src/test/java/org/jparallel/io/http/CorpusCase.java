// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A case of another parser's test-suite; `llhttp-cases.txt` explains how it is written.
///
/// @param name the case
/// @param bytes what is sent, in Latin-1
/// @param original the other parser's verdict
/// @param why ours differs, or empty
/// @param expected what is told of it here
record CorpusCase(
        String name, String bytes, String original, String why, List<String> expected) {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-f]{2}|.)");

    static Stream<CorpusCase> all() {
        return Stream.of("llhttp-cases.txt", "picohttpparser-cases.txt").flatMap(CorpusCase::read);
    }

    private static Stream<CorpusCase> read(String file) {
        String text;
        try (InputStream in = CorpusCase.class.getResourceAsStream(file)) {
            text = new String(in.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        String[] cases = text.split("\n= ", -1);
        return Stream.of(cases).skip(1).map(lines -> parse(file, lines));
    }

    private static CorpusCase parse(String file, String text) {
        String[] lines = text.split("\n", -1);
        StringBuilder bytes = new StringBuilder();
        String original = "";
        String why = "";
        List<String> expected = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(">-")) {
                bytes.append(line.substring(3));
            } else if (line.startsWith(">")) {
                bytes.append(line.substring(Math.min(line.length(), 2))).append("\\r\\n");
            } else if (line.startsWith("original: ")) {
                original = line.substring(10);
            } else if (line.startsWith("why: ")) {
                why = line.substring(5);
            } else if (line.startsWith("< ")) {
                expected.add(unescape(line.substring(2)));
            }
        }
        String name = file.substring(0, file.indexOf('-')) + " " + lines[0];
        return new CorpusCase(name, unescape(bytes.toString()), original, why, expected);
    }

    private static String unescape(String escaped) {
        return ESCAPE.matcher(escaped)
                .replaceAll(match -> Matcher.quoteReplacement(unescapeOne(match.group())));
    }

    private static String unescapeOne(String escape) {
        return switch (escape.charAt(1)) {
            case 'r' -> "\r";
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'f' -> "\f";
            case 'x' -> Character.toString(Integer.parseInt(escape, 2, 4, 16));
            default -> escape.substring(1);
        };
    }

    /// {@return what is sent}
    byte[] sent() {
        return bytes.getBytes(ISO_8859_1);
    }

    /// {@return our verdict in the words of `original`}
    String verdict() {
        String last = expected.getLast();
        if (last.equals("incomplete")) {
            return last;
        }
        return Character.isDigit(last.charAt(0)) ? "refused" : "taken";
    }

    @Override
    public String toString() {
        return name;
    }
}
