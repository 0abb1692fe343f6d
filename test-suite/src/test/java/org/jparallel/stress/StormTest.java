// SPDX-License-Identifier: Apache-2.0
package org.jparallel.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The storm for 30 seconds, or `-Djparallel.stress.seconds=…`.
class StormTest {
    private static final int SECONDS = Integer.getInteger("jparallel.stress.seconds", 30);
    private static final long SEED = Long.getLong("jparallel.stress.seed", 20_261_121);

    @Test
    @Timeout(3_600)
    void endsWithAllCountersAtZero() {
        assertThat(new Storm(SEED).rage(Duration.ofSeconds(SECONDS))).startsWith("rounds=");
    }
}
