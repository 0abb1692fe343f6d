// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpVersion;

/// The two halves of Netty's HTTP/1.1 codec without what `HttpServerCodec` adds for HEAD, CONNECT
/// and upgrades, and with the checks left out that the TechEmpower entries leave out.
final class TunedCodec {
    private static final HttpHeadersFactory UNCHECKED =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    private TunedCodec() {}

    /// Writes responses without asking again what they are.
    static sealed class Encoder extends HttpResponseEncoder {
        @Override
        public boolean acceptOutboundMessage(Object message) throws Exception {
            return message.getClass() == DefaultFullHttpResponse.class
                    || super.acceptOutboundMessage(message);
        }
    }

    /// Writes prepared headers as they are, and looks for nothing to correct.
    static final class PreparedEncoder extends Encoder {
        @Override
        protected void encodeHeaders(HttpHeaders headers, ByteBuf buffer) {
            if (headers instanceof PreparedHeaders prepared) {
                prepared.writeTo(buffer);
            } else {
                super.encodeHeaders(headers, buffer);
            }
        }

        @Override
        protected void sanitizeHeadersBeforeEncode(HttpResponse response, boolean isAlwaysEmpty) {
            // The answers have no headers that their status forbids.
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse response) {
            return false;
        }
    }

    /// Makes requests without checking the first line's words and the headers.
    static final class Decoder extends HttpRequestDecoder {
        Decoder() {
            super(new HttpDecoderConfig()
                    .setHeadersFactory(UNCHECKED)
                    .setTrailersFactory(UNCHECKED));
        }

        @Override
        protected HttpMessage createMessage(String[] initialLine) {
            return new DefaultHttpRequest(
                    HttpVersion.valueOf(initialLine[2]),
                    HttpMethod.valueOf(initialLine[0]),
                    initialLine[1],
                    UNCHECKED);
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            return false;
        }
    }
}
