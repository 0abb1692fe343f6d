// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.io.http.RawClient.head;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests sent before the answers of earlier ones have come.
@Timeout(60)
class PipeliningTest {
    private static final String PAIR =
            head("POST /a%20b?q=1 HTTP/1.1", "X-Name: first", "Content-Length: 5")
                    + "abcde"
                    + head("PUT /c HTTP/1.1", "X-Name: second", "Transfer-Encoding: chunked")
                    + "3\r\nfgh\r\n2\r\nij\r\n0\r\n\r\n"
                    + head("GET /d HTTP/1.1", "X-Name: third");

    private RunningServer server;

    @BeforeEach
    void start() {
        Handler echo =
                (request, response) ->
                        response.text(
                                request.method()
                                        + " "
                                        + request.path("name")
                                        + request.query("q").orElse("")
                                        + request.header("x-name").orElse("")
                                        + request.bodyText());
        server =
                RunningServer.start(
                        http ->
                                http.limits(HttpLimits.standard().withPipelinedRequests(100))
                                        .get("/{name}", echo)
                                        .put("/{name}", echo)
                                        .post("/{name}", echo));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 1_000, 20_000})
    void answersInOrder(int requestCount) throws Exception {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < requestCount; i++) {
            requests.append(head("GET /" + i + " HTTP/1.1"));
        }
        try (RawClient client = server.connect()) {
            Thread sender = Thread.startVirtualThread(() -> sendAll(client, requests));
            for (int i = 0; i < requestCount; i++) {
                assertThat(client.read().text()).isEqualTo("GET " + i);
            }
            sender.join();
        }
    }

    private static void sendAll(RawClient client, CharSequence text) {
        try {
            client.send(text.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Whatever the split, each request is seen as it was sent.
    @Test
    void answersRequestsSplitAtAnyByte() throws Exception {
        byte[] bytes = PAIR.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 1; i < bytes.length; i++) {
            try (RawClient client = server.connect()) {
                client.send(Arrays.copyOf(bytes, i));
                awaitArrival();
                client.send(Arrays.copyOfRange(bytes, i, bytes.length));
                assertPairAnswered(client, i);
            }
        }
    }

    @Test
    void answersRequestsThatComeByteByByte() throws Exception {
        try (RawClient client = server.connect()) {
            for (byte octet : PAIR.getBytes(StandardCharsets.ISO_8859_1)) {
                client.send(new byte[] {octet});
                awaitArrival();
            }
            assertPairAnswered(client, -1);
        }
    }

    /// Both event loops have answered something meanwhile, so they have seen what was sent before.
    private void awaitArrival() throws Exception {
        server.get("/one");
        server.get("/two");
    }

    private static void assertPairAnswered(RawClient client, int split) throws Exception {
        assertThat(client.read().text()).as("%d", split).isEqualTo("POST a b1firstabcde");
        assertThat(client.read().text()).as("%d", split).isEqualTo("PUT csecondfghij");
        assertThat(client.read().text()).as("%d", split).isEqualTo("GET dthird");
    }

    /// There is always a part of a head waiting, and never an end of the requests: their memory
    /// must go all the same.
    @Test
    void keepsNoMemoryWhenEveryReadEndsWithinAHead() throws Exception {
        String request = head("GET /name HTTP/1.1");
        String shifted = request.substring(5) + request.repeat(30) + request.substring(0, 5);
        try (RawClient client = server.connect()) {
            client.send(request.substring(0, 5));
            for (int i = 0; i < 1_000; i++) {
                client.send(shifted);
                for (int j = 0; j < 31; j++) {
                    assertThat(client.read().status()).isEqualTo(200);
                }
            }
            assertThat(server.async().statistics().arenaBytes()).isLessThan(1 << 20);
        }
    }
}
