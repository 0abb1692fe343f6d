// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.io.http.RawClient.head;

import java.io.BufferedReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The access log of a process that shows it.
@Timeout(60)
class AccessLoggingTest {
    private static final String LOGGER = "org.jparallel.io.access";

    @Test
    void writesALineForEachRequest() throws Exception {
        Process process = SmallServer.launch(1_000);
        try (BufferedReader output = process.inputReader()) {
            int port = Integer.parseInt(output.readLine());
            try (RawClient client = new RawClient(port)) {
                client.send(
                        head("GET /?a=\"b\" HTTP/1.1", "User-Agent: a \"b\"")
                                + head("GET /none HTTP/1.1", "Referer: http://r/"));
                assertThat(client.read().status()).isEqualTo(400);
            }
            try (RawClient client = new RawClient(port)) {
                client.send(
                        head("GET /?a=b HTTP/1.1", "User-Agent: a \"b\"")
                                + head("GET /none HTTP/1.1", "Referer: http://r/"));
                assertThat(client.read().status()).isEqualTo(200);
                assertThat(client.read().status()).isEqualTo(404);
            }
            assertThat(SmallServer.readLine(output, LOGGER))
                    .contains(" - 127.0.0.1 - - [")
                    .endsWith("] \"-\" 400 41 \"-\" \"-\"");
            assertThat(SmallServer.readLine(output, LOGGER))
                    .contains(" - 127.0.0.1 - - [")
                    .endsWith(" +0000] \"GET /?a=b HTTP/1.1\" 200 4 \"-\" \"a \\\"b\\\"\"");
            assertThat(SmallServer.readLine(output, LOGGER))
                    .contains(" - 127.0.0.1 - - [")
                    .endsWith("] \"GET /none HTTP/1.1\" 404 24 \"http://r/\" \"-\"");
        } finally {
            process.destroyForcibly();
        }
    }
}
