// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.util.List;

/// Helidon, a virtual thread for each connection. It writes Date itself.
///
/// Tuned, headers are made once and requests are not validated; answers to requests that came
/// together are then gathered in a queue and leave together.
public final class HelidonServer {
    private static final Header SERVER =
            HeaderValues.createCached(HeaderNames.SERVER, Answers.SERVER);
    private static final Header TEXT_PLAIN =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, Answers.TEXT_PLAIN);
    private static final Header JSON =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, Answers.APPLICATION_JSON);
    private static final int WRITE_QUEUE_LENGTH = 32;
    private static final byte[] TEXT = Answers.textBytes();

    private HelidonServer() {}

    /// Serves until the parent is gone.
    ///
    /// @param arguments `tuned`, or nothing
    /// @throws IOException if the parent cannot be read
    public static void main(String... arguments) throws IOException {
        WebServerConfig.Builder builder = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .addRouting(HttpRouting.builder()
                        .get(Answers.PLAINTEXT, HelidonServer::plaintext)
                        .get(Answers.JSON, HelidonServer::json));
        if (List.of(arguments).contains("tuned")) {
            builder.writeQueueLength(WRITE_QUEUE_LENGTH)
                    .smartAsyncWrites(true)
                    .addProtocol(Http1Config.builder()
                            .validatePrologue(false)
                            .validatePath(false)
                            .build());
        }
        WebServer server = builder.build().start();
        Child.serve(server.port());
    }

    private static void plaintext(ServerRequest request, ServerResponse response) {
        response.header(SERVER);
        response.header(TEXT_PLAIN);
        response.send(TEXT);
    }

    private static void json(ServerRequest request, ServerResponse response) {
        response.header(SERVER);
        response.header(JSON);
        response.send(Answers.jsonBytes());
    }
}
