// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.util.ArrayList;
import java.util.List;

/// An entity tag (RFC 9110 8.8.3): a name for one state of what a path shows.
///
/// @param weak whether states that are not the same byte for byte may share it
/// @param opaque what stands between the quotes
record EntityTag(boolean weak, String opaque) {
    EntityTag {
        for (int i = 0; i < opaque.length(); i++) {
            if (!isTagCharacter(opaque.charAt(i))) {
                throw new IllegalArgumentException(
                        "character not for an entity tag: position="
                                + i
                                + " code="
                                + (int) opaque.charAt(i));
            }
        }
    }

    /// Reads a list of tags.
    ///
    /// @return the tags, or none if the list is malformed anywhere
    static List<EntityTag> parseList(String text) {
        List<EntityTag> tags = new ArrayList<>(2);
        int at = skipBlanks(text, 0);
        while (at < text.length()) {
            if (text.charAt(at) != ',') {
                int begin = text.startsWith("W/\"", at) ? at + 2 : at;
                int end = text.charAt(begin) == '"' ? endOfOpaque(text, begin + 1) : -1;
                if (end < 0) {
                    return List.of();
                }
                tags.add(new EntityTag(begin > at, text.substring(begin + 1, end)));
                at = skipBlanks(text, end + 1);
                if (at < text.length() && text.charAt(at) != ',') {
                    return List.of();
                }
            }
            at = skipBlanks(text, at + 1);
        }
        return tags;
    }

    /// Tells whether both are strong and name the same state.
    boolean matchesStrongly(EntityTag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }

    /// Tells whether they name the same state, weakly or not.
    boolean matchesWeakly(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    /// {@return the tag as headers have it}
    @Override
    public String toString() {
        return (weak ? "W/\"" : "\"") + opaque + '"';
    }

    private static int endOfOpaque(String text, int from) {
        int at = from;
        while (at < text.length() && isTagCharacter(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == '"' ? at : -1;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static boolean isTagCharacter(char character) {
        return character == '!'
                || (character >= '#' && character <= '~')
                || (character >= 0x80 && character <= 0xff);
    }
}
