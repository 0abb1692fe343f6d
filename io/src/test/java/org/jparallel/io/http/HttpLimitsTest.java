// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class HttpLimitsTest {
    private static final HttpLimits STANDARD = HttpLimits.standard();

    @Test
    void haveDefaults() {
        assertThat(STANDARD)
                .isEqualTo(
                        new HttpLimits(
                                8_192,
                                100,
                                32_768,
                                1_048_576,
                                100_000,
                                Long.MAX_VALUE,
                                256,
                                1_048_576,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(1)));
    }

    @Test
    void changeOneByOne() {
        assertThat(
                        STANDARD.withRequestLineBytes(17)
                                .withHeaderCount(2)
                                .withHeaderBytes(3)
                                .withBodyBytes(4)
                                .withConnections(5)
                                .withRequestsPerConnection(6)
                                .withPipelinedRequests(7)
                                .withUnsentBytes(8)
                                .withHeaderTimeout(Duration.ofNanos(9))
                                .withBodyTimeout(Duration.ofNanos(10))
                                .withIdleTimeout(Duration.ofNanos(11))
                                .withSendTimeout(Duration.ofNanos(12))
                                .withHogTimeout(Duration.ofDays(1)))
                .isEqualTo(
                        new HttpLimits(
                                17,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                Duration.ofNanos(9),
                                Duration.ofNanos(10),
                                Duration.ofNanos(11),
                                Duration.ofNanos(12),
                                Duration.ofDays(1)));
    }

    @Test
    void areCheckedNumbers() {
        refuses(
                () -> STANDARD.withRequestLineBytes(15),
                "out of range: requestLineBytes=15 minimum=16 maximum=1048576");
        refuses(
                () -> STANDARD.withHeaderCount(0),
                "out of range: headerCount=0 minimum=1 maximum=10000");
        refuses(
                () -> STANDARD.withHeaderBytes(1),
                "out of range: headerBytes=1 minimum=2 maximum=16777216");
        refuses(
                () -> STANDARD.withBodyBytes(-1),
                "out of range: bodyBytes=-1 minimum=0 maximum=9223372036854775807");
        refuses(
                () -> STANDARD.withConnections(0),
                "out of range: connections=0 minimum=1 maximum=2147483647");
        refuses(
                () -> STANDARD.withRequestsPerConnection(0),
                "out of range: requestsPerConnection=0 minimum=1 maximum=9223372036854775807");
        refuses(
                () -> STANDARD.withPipelinedRequests(0),
                "out of range: pipelinedRequests=0 minimum=1 maximum=2147483647");
        refuses(
                () -> STANDARD.withUnsentBytes(0),
                "out of range: unsentBytes=0 minimum=1 maximum=9223372036854775807");
    }

    @Test
    void areCheckedTimes() {
        String range = " minimum=PT0.000000001S maximum=PT24H";
        Duration none = Duration.ZERO;
        Duration excessive = Duration.ofHours(25);
        refuses(() -> STANDARD.withHeaderTimeout(none), "out of range: headerTimeout=PT0S" + range);
        refuses(() -> STANDARD.withBodyTimeout(none), "out of range: bodyTimeout=PT0S" + range);
        refuses(() -> STANDARD.withIdleTimeout(none), "out of range: idleTimeout=PT0S" + range);
        refuses(() -> STANDARD.withSendTimeout(none), "out of range: sendTimeout=PT0S" + range);
        refuses(() -> STANDARD.withHogTimeout(excessive), "out of range: hogTimeout=PT25H" + range);
    }

    private static void refuses(ThrowingCallable change, String message) {
        assertThatThrownBy(change)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
