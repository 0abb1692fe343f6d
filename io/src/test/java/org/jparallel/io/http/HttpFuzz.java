// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;

/// What Jazzer calls: whatever bytes come, the verdict is the same however they are split, what is
/// taken is in the grammar, and nothing is thrown.
public final class HttpFuzz {
    /// Small, so that few bytes reach them.
    private static final HttpLimits LIMITS =
            HttpLimits.standard()
                    .withRequestLineBytes(200)
                    .withHeaderCount(8)
                    .withHeaderBytes(400);

    private static final byte[] CHUNKED =
            "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII);

    private HttpFuzz() {}

    /// Judges an input as a connection's bytes, and as the chunks behind a head.
    ///
    /// @param input the bytes; the last one also tells how they are split
    public static void fuzzerTestOneInput(byte[] input) {
        int step = input.length == 0 ? 1 : 1 + (input[input.length - 1] & 31);
        judge(input, step);
        byte[] chunks = Arrays.copyOf(CHUNKED, CHUNKED.length + input.length);
        System.arraycopy(input, 0, chunks, CHUNKED.length, input.length);
        judge(chunks, step);
    }

    private static void judge(byte[] bytes, int step) {
        Conversation conversation = new Conversation(LIMITS);
        List<String> whole = conversation.whole(bytes);
        List<String> pieces = conversation.pieces(bytes, step, step);
        if (!whole.equals(pieces)) {
            throw new AssertionError(
                    "not the same: step=" + step + " whole=" + whole + " pieces=" + pieces);
        }
    }
}
