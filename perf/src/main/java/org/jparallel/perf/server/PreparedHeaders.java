// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Map;

/// The headers of an answer, already encoded.
final class PreparedHeaders extends DefaultHttpHeaders {
    private byte[] encoded = {};

    private PreparedHeaders() {
        super(name -> {}, value -> {});
    }

    /// {@return headers with the time of now}
    static PreparedHeaders of(String mediaType, int length) {
        PreparedHeaders headers = new PreparedHeaders();
        headers.set(HttpHeaderNames.CONTENT_TYPE, mediaType);
        headers.set(HttpHeaderNames.SERVER, Answers.SERVER);
        headers.set(HttpHeaderNames.DATE, Answers.date());
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, length);
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> header : headers) {
            text.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        headers.encoded = text.toString().getBytes(US_ASCII);
        return headers;
    }

    void writeTo(ByteBuf buffer) {
        buffer.writeBytes(encoded);
    }
}
