// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProtocolSettingsTest {
    private final ProtocolSettings standard = ProtocolSettings.standard();

    @Test
    void changesOneOfThemAtATime() {
        ProtocolSettings changed =
                standard.withLinesMode(true)
                        .withLineLimitBytes(1)
                        .withRateLimit(Duration.ofSeconds(2))
                        .withMode(TransferMode.CONCURRENCY)
                        .withMaximumConnections(3)
                        .withUnsentBytes(4)
                        .withIdleTimeout(Duration.ofSeconds(5))
                        .withSendTimeout(Duration.ofSeconds(6))
                        .withConnectTimeout(Duration.ofSeconds(7))
                        .withHogTimeout(Duration.ofSeconds(8));
        assertThat(changed)
                .isEqualTo(
                        new ProtocolSettings(
                                true,
                                1,
                                BytesToSend.NONE,
                                BytesToSend.NONE,
                                Duration.ofSeconds(2),
                                TransferMode.CONCURRENCY,
                                3,
                                4,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(6),
                                Duration.ofSeconds(7),
                                Duration.ofSeconds(8)));
    }

    @Test
    void refusesNumbersBelowOne() {
        assertThatThrownBy(() -> standard.withLineLimitBytes(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("out of range: lineLimitBytes=0 minimum=1");
        assertThatThrownBy(() -> standard.withMaximumConnections(0))
                .hasMessage("out of range: maximumConnections=0 minimum=1");
        assertThatThrownBy(() -> standard.withUnsentBytes(-1))
                .hasMessage("out of range: unsentBytes=-1 minimum=1");
    }

    @Test
    void refusesTimesThatAreNone() {
        assertThatThrownBy(() -> standard.withRateLimit(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "out of range: rateLimit=PT-0.000000001S minimum=PT0S maximum=PT8760H");
        assertThatThrownBy(() -> standard.withSendTimeout(Duration.ZERO))
                .hasMessage(
                        "out of range: sendTimeout=PT0S minimum=PT0.000000001S maximum=PT8760H");
        assertThatThrownBy(() -> standard.withHogTimeout(Duration.ofDays(366)))
                .hasMessage(
                        "out of range: hogTimeout=PT8784H minimum=PT0.000000001S maximum=PT8760H");
    }
}
