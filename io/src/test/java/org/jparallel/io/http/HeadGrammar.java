// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.util.regex.Pattern;

/// The grammar of a head as one expression, to judge the parser's verdicts by.
final class HeadGrammar {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String TARGET = "(?:[!$&-;=?-\\[\\]-~]|%[0-9A-Fa-f]{2})++";
    private static final String FIELD = TOKEN + ":[\\t -~\\x80-\\xff]*+\\r\\n";
    private static final Pattern HEAD =
            Pattern.compile(
                    "(?:\\r\\n){0,4}+%s %s HTTP/1\\.[01]\\r\\n(?:%s)*+\\r\\n"
                            .formatted(TOKEN, TARGET, FIELD));

    private HeadGrammar() {}

    /// Throws if a head that was taken is not one.
    ///
    /// @param head in Latin-1
    static void check(String head) {
        if (!HEAD.matcher(head).matches()) {
            throw new AssertionError("taken against the grammar: head=" + head);
        }
    }
}
