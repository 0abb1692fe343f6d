// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The paths that a route takes, taken apart: segments that are literal, variables, and perhaps a
/// tail.
///
/// @param text the template as written
/// @param segments what stands between its slashes
record RouteTemplate(String text, List<Segment> segments) {
    /// How long a template may be.
    static final int LIMIT_CHARACTERS = 1024;

    /// What stands between two slashes of a template.
    sealed interface Segment {}

    /// Text in normal form, which a path must have.
    record Literal(String text) implements Segment {
        byte[] bytes() {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /// `{name}`: one segment that is not empty.
    record Variable(String name) implements Segment {}

    /// `{name...}`: all that is left, which may be nothing and may hold slashes.
    record Tail(String name) implements Segment {}

    /// Takes a template apart.
    ///
    /// @throws IllegalArgumentException if it is none
    static RouteTemplate parse(String template) {
        if (!template.startsWith("/")) {
            throw refused("template does not begin with a slash", template);
        }
        if (template.length() > LIMIT_CHARACTERS) {
            throw new IllegalArgumentException(
                    "template too long: characters="
                            + template.length()
                            + " limitCharacters="
                            + LIMIT_CHARACTERS);
        }
        List<Segment> segments = new ArrayList<>();
        for (String segment : template.substring(1).split("/", -1)) {
            segments.add(segment(template, segment));
        }
        checkNames(template, segments);
        return new RouteTemplate(template, List.copyOf(segments));
    }

    /// {@return the names of the variables and the tail, in order}
    List<String> names() {
        return segments.stream()
                .filter(segment -> !(segment instanceof Literal))
                .map(RouteTemplate::name)
                .toList();
    }

    boolean isLiteral() {
        return segments.stream().allMatch(Literal.class::isInstance);
    }

    /// {@return the path of a template without variables, in normal form}
    byte[] path() {
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        for (Segment segment : segments) {
            path.write('/');
            if (segment instanceof Literal literal) {
                path.writeBytes(literal.bytes());
            }
        }
        return path.toByteArray();
    }

    private static Segment segment(String template, String segment) {
        if (segment.indexOf('{') < 0 && segment.indexOf('}') < 0) {
            return new Literal(literal(template, segment));
        }
        boolean whole =
                segment.startsWith("{")
                        && segment.indexOf('{', 1) < 0
                        && segment.indexOf('}') == segment.length() - 1;
        if (!whole) {
            throw refused("variable is not a whole segment", template, "segment=" + segment);
        }
        boolean tail = segment.endsWith("...}");
        String name = segment.substring(1, segment.length() - (tail ? 4 : 1));
        if (!isName(name)) {
            throw refused("no name for a variable", template, "name=" + name);
        }
        return tail ? new Tail(name) : new Variable(name);
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(
                                character ->
                                        character != '.'
                                                && character != '~'
                                                && PathText.isUnreserved(character));
    }

    private static void checkNames(String template, List<Segment> segments) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (segment instanceof Literal) {
                continue;
            }
            String name = name(segment);
            if (!names.add(name)) {
                throw refused("variable named twice", template, "name=" + name);
            }
            if (segment instanceof Tail && i < segments.size() - 1) {
                throw refused("tail is not last", template, "name=" + name);
            }
        }
    }

    private static String name(Segment segment) {
        return switch (segment) {
            case Literal literal -> throw new IllegalArgumentException("no name: " + literal);
            case Variable variable -> variable.name();
            case Tail tail -> tail.name();
        };
    }

    /// Escapes what a path cannot hold, and normalises escapes that are there.
    private static String literal(String template, String segment) {
        byte[] source = segment.getBytes(StandardCharsets.UTF_8);
        byte[] escaped = new byte[3 * source.length];
        int length = 0;
        for (byte value : source) {
            if (value == '?' || value == '#' || (value >= 0 && value < ' ') || value == 0x7f) {
                throw refused("character not for a path", template, "code=" + value);
            }
            if (value == '%' || isPathCharacter(value)) {
                escaped[length++] = value;
            } else {
                length = PathText.escape(value & 0xff, escaped, length);
            }
        }
        byte[] normal = new byte[length + 1];
        escaped = withSlash(escaped, length);
        int normalLength =
                PathText.normalise(MemorySegment.ofArray(escaped), 0, escaped.length, normal);
        if (normalLength == PathText.MALFORMED) {
            throw refused("malformed percent escape", template, "segment=" + segment);
        }
        if (normalLength == 1 && length > 0) {
            throw refused("dot segment in a template", template);
        }
        return new String(normal, 1, normalLength - 1, StandardCharsets.US_ASCII);
    }

    private static byte[] withSlash(byte[] segment, int length) {
        byte[] path = new byte[length + 1];
        path[0] = '/';
        System.arraycopy(segment, 0, path, 1, length);
        return path;
    }

    private static boolean isPathCharacter(int value) {
        return PathText.isUnreserved(value) || (value > 0 && "!$&'()*+,;=:@".indexOf(value) >= 0);
    }

    private static IllegalArgumentException refused(String reason, String template) {
        return new IllegalArgumentException(reason + ": template=" + template);
    }

    private static IllegalArgumentException refused(String reason, String template, String detail) {
        return new IllegalArgumentException(reason + ": template=" + template + " " + detail);
    }
}
