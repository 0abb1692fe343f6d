// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.load;

import java.io.IOException;
import java.util.Locale;

/// The little that a client must understand of the head of an answer.
final class AnswerHead {
    private static final String LENGTH = "\r\ncontent-length:";

    private AnswerHead() {}

    /// {@return how long the body is}
    ///
    /// @param head without the empty line that ends it
    /// @throws IOException if the status is not 200, or the length is not there
    static int contentLength(String head) throws IOException {
        if (!head.startsWith("HTTP/1.1 200 ")) {
            throw new IOException("answer is not of status 200: head=" + head);
        }
        int name = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (name < 0) {
            throw new IOException("answer has no length: head=" + head);
        }
        int from = name + LENGTH.length();
        int to = head.indexOf("\r\n", from);
        return Integer.parseInt(head.substring(from, to < 0 ? head.length() : to).strip());
    }
}
