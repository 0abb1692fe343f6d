// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/// Jetty with one selector; the handler says that it does not block, so it runs where the request
/// was read. Jetty writes Date itself.
public final class JettyServer {
    private static final HttpField SERVER =
            new PreEncodedHttpField(HttpHeader.SERVER, Answers.SERVER);
    private static final HttpField TEXT_PLAIN =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, Answers.TEXT_PLAIN);
    private static final HttpField JSON =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, Answers.APPLICATION_JSON);

    private JettyServer() {}

    /// Serves until the parent is gone.
    ///
    /// @param arguments none
    /// @throws Exception if Jetty does not start, or the parent cannot be read
    public static void main(String... arguments) throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        Server server = new Server();
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        server.addConnector(connector);
        server.setHandler(new Answering());
        server.start();
        Child.serve(connector.getLocalPort());
    }

    /// Knows the two paths.
    private static final class Answering extends Handler.Abstract.NonBlocking {
        private final ByteBuffer text =
                ByteBuffer.allocateDirect(Answers.TEXT.length()).put(Answers.textBytes()).flip();

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            return switch (Request.getPathInContext(request)) {
                case Answers.PLAINTEXT -> write(response, TEXT_PLAIN, text.slice(), callback);
                case Answers.JSON ->
                        write(response, JSON, ByteBuffer.wrap(Answers.jsonBytes()), callback);
                default -> false;
            };
        }

        private static boolean write(
                Response response, HttpField mediaType, ByteBuffer body, Callback callback) {
            response.getHeaders().put(SERVER);
            response.getHeaders().put(mediaType);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
            response.write(true, body, callback);
            return true;
        }
    }
}
