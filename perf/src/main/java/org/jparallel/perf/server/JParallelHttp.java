// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.server;

import java.nio.file.Path;
import org.jparallel.Async;
import org.jparallel.AsyncLimits;
import org.jparallel.io.HttpServer;

/// Ours, as a user would write it.
public final class JParallelHttp {
    private JParallelHttp() {}

    /// Serves until the parent is gone.
    ///
    /// @param arguments how many event loops; what the runtime chooses if not given
    public static void main(String... arguments) {
        AsyncLimits limits = arguments.length == 0
                ? AsyncLimits.standard()
                : AsyncLimits.standard().withEventLoops(Integer.parseInt(arguments[0]));
        HttpServer server = HttpServer.bind("127.0.0.1", 0)
                .serverName(Answers.SERVER)
                .get(Answers.PLAINTEXT, (request, response) -> response.text(Answers.TEXT))
                .get(Answers.JSON,
                        (request, response) -> response.json(new Answers.Message(Answers.TEXT)))
                .files(Answers.FILES, Path.of(System.getProperty(Child.DOCUMENTS)));
        try (Async async = Async.open(limits)) {
            async.register(server);
            Child.serveBeside(server.port());
            async.run();
        }
    }
}
