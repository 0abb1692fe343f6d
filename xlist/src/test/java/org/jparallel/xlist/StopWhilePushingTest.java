// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jparallel.Async;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopWhilePushingTest {
    private static final int STOP_COUNT = 20;

    private volatile boolean ends;

    /// A context that does nothing but push and take stops where the list needs another chunk, and
    /// the main thread may use the same list meanwhile.
    @Test
    void stopsAContextThatPushes() {
        try (Async async = Async.open();
                LongXList list = new LongXList()) {
            async.submitWork(
                    () -> {
                        while (!ends) {
                            list.push(1);
                            list.push(1);
                            list.poll(0);
                        }
                    });
            for (int i = 0; i < STOP_COUNT; i++) {
                async.stopTheWorld(
                        () -> {
                            list.flush();
                            assertThat(list.size()).isZero();
                            list.push(7);
                            assertThat(list.poll(0)).isEqualTo(7);
                        },
                        Duration.ofSeconds(20));
            }
            ends = true;
            async.run();
        }
    }
}
