// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsyncLimitsTest {
    private final AsyncLimits standard = AsyncLimits.standard();

    @Test
    void areByDefaultWhatTheDocumentationSays() {
        assertThat(standard.parallelThreads())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(standard.spareThreads()).isEqualTo(10_000);
        assertThat(standard.ringWorks()).isEqualTo(65_536);
        assertThat(standard.contextBytes()).isEqualTo(1L << 30);
        assertThat(standard.runtimeBytes()).isGreaterThanOrEqualTo(1L << 26);
        assertThat(standard.stopTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(standard.waitingVersions()).isEqualTo(64);
        assertThat(standard.worldStopTimeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void changeOneByOne() {
        AsyncLimits changed =
                standard.withParallelThreads(3)
                        .withEventLoops(2)
                        .withSpareThreads(4)
                        .withRingWorks(8)
                        .withContextBytes(16)
                        .withRuntimeBytes(8_192)
                        .withStopTimeout(Duration.ZERO)
                        .withWaitingVersions(5)
                        .withWorldStopTimeout(Duration.ofMillis(7));
        assertThat(changed)
                .isEqualTo(
                        new AsyncLimits(
                                3,
                                2,
                                4,
                                8,
                                16,
                                8_192,
                                Duration.ZERO,
                                5,
                                Duration.ofMillis(7)));
    }

    @ParameterizedTest
    @CsvSource({"0", "1025"})
    void refuseANumberOfParallelThreads(int count) {
        assertThatThrownBy(() -> standard.withParallelThreads(count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "out of range: parallelThreads=" + count + " minimum=1 maximum=1024");
    }

    @ParameterizedTest
    @CsvSource({"-1", "30001"})
    void refuseANumberOfSpareThreads(int count) {
        assertThatThrownBy(() -> standard.withSpareThreads(count))
                .hasMessage("out of range: spareThreads=" + count + " minimum=0 maximum=30000");
    }

    @ParameterizedTest
    @CsvSource({"1", "33554432"})
    void refuseASizeOfTheRing(int count) {
        assertThatThrownBy(() -> standard.withRingWorks(count))
                .hasMessage("out of range: ringWorks=" + count + " minimum=2 maximum=16777216");
    }

    @Test
    void refuseARingThatIsNoPowerOfTwo() {
        assertThatThrownBy(() -> standard.withRingWorks(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a power of two: ringWorks=3");
    }

    @ParameterizedTest
    @CsvSource({"0", "1048577"})
    void refuseANumberOfWaitingVersions(int count) {
        assertThatThrownBy(() -> standard.withWaitingVersions(count))
                .hasMessage(
                        "out of range: waitingVersions=" + count + " minimum=1 maximum=1048576");
    }

    @Test
    void refuseTooFewBytes() {
        assertThatThrownBy(() -> standard.withContextBytes(0))
                .hasMessage(
                        "out of range: contextBytes=0 minimum=1 maximum=" + Long.MAX_VALUE);
        assertThatThrownBy(() -> standard.withRuntimeBytes(4_095))
                .hasMessage(
                        "out of range: runtimeBytes=4095 minimum=4096 maximum=" + Long.MAX_VALUE);
    }

    @Test
    void refuseATimeThatIsNegativeOrMissing() {
        assertThatThrownBy(() -> standard.withStopTimeout(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("negative: stopTimeout=PT-0.001S");
        assertThatThrownBy(() -> standard.withStopTimeout(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("stopTimeout");
        assertThatThrownBy(() -> standard.withWorldStopTimeout(Duration.ofMillis(-1)))
                .hasMessage("negative: worldStopTimeout=PT-0.001S");
    }

    @Test
    void holdForTheLongestTime() {
        Async async = Async.open(standard.withStopTimeout(Duration.ofSeconds(Long.MAX_VALUE)));
        async.submitWork(() -> {});
        async.close();
        assertThat(async.activeContexts()).isZero();
    }
}
