// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import org.jparallel.Async;
import org.jparallel.io.HttpServer;

/// What [ManyConnectionsTest] starts in a process of its own: prints its port, then serves.
final class SmallServer {
    private SmallServer() {}

    public static void main(String[] arguments) {
        try (Async async = Async.open()) {
            HttpServer server =
                    HttpServer.bind("127.0.0.1", 0)
                            .get("/", (_, response) -> response.text("here"));
            async.register(server);
            System.out.println(server.port());
            async.run();
        }
    }
}
