// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

/// Text within HTML, in an element or in a quoted attribute.
final class HtmlText {
    private HtmlText() {}

    /// {@return a text with all that HTML would read replaced by references}
    ///
    /// Control characters, which HTML cannot hold, become U+FFFD; blanks of any kind stay.
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\t', '\n', '\r' -> escaped.append(character);
                default ->
                        escaped.append(Character.isISOControl(character) ? '\uFFFD' : character);
            }
        }
        return escaped.toString();
    }
}
